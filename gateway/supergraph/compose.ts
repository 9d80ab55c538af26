/** Composes the subgraphs' SDL with the reference composer, so that what composes here composes with any Federation 2 router. */
import { composeServices } from "@apollo/composition";
import { parse } from "graphql";

export interface SubgraphDefinition { readonly name: string; readonly sdl: string; readonly url: string }

export interface Supergraph {
  /** What a router loads. */
  readonly sdl: string;
  readonly hints: readonly string[];
}

/** The supergraph, or an Error that lists every composition error. A subgraph of the hub that does not compose is our bug. */
export function composeSupergraph(subgraphs: readonly SubgraphDefinition[]): Supergraph {
  const result = composeServices(subgraphs.map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) })));
  if (result.errors) throw new Error(`The subgraphs do not compose:\n${result.errors.map((error) => `- ${JSON.stringify(error.extensions["code"])} ${error.message}`).join("\n")}`);
  return { sdl: result.supergraphSdl, hints: result.hints.map((hint) => hint.toString()) };
}
