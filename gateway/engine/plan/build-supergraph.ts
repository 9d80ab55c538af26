/**
 * The reference implementation's model of a supergraph. The planner need not know access rights, because
 * denied fields are removed before planning.
 */
import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";

const SUPPORTED = new Set([
  ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  ...["authenticated", "requiresScopes", "policy"].map((name) => `https://specs.apollo.dev/${name}/v0.1`),
]);

/** Throws GraphQLError if the text is not a supergraph, or requires unsupported features. */
export function buildSupergraph(sdl: string): Supergraph {
  return Supergraph.build(sdl, { supportedFeatures: SUPPORTED });
}
