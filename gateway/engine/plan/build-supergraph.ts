/**
 * The reference implementation's model of a supergraph. Who may see what is not the planner's affair: a
 * question that it gets has nothing that is denied.
 */
import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";

const SUPPORTED = new Set([
  ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  ...["authenticated", "requiresScopes", "policy"].map((name) => `https://specs.apollo.dev/${name}/v0.1`),
]);

/** Throws GraphQLError for what is no supergraph, or asks for more. */
export function buildSupergraph(sdl: string): Supergraph {
  return Supergraph.build(sdl, { supportedFeatures: SUPPORTED });
}
