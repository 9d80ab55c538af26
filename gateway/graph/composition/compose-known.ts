/** Composes subgraphs that must be compatible: those of the hub, and of tests. */
import { composeGraph, type SubgraphSource } from "./compose-graph.js";

export type SubgraphDefinition = SubgraphSource;

export interface Supergraph {
  /** The supergraph, as a router loads it. */
  readonly sdl: string;
}

/**
 * Returns the supergraph. Throws an Error that lists every composition error: a subgraph of the hub that does
 * not compose is a bug.
 */
export function composeSupergraph(subgraphs: readonly SubgraphDefinition[]): Supergraph {
  const composition = composeGraph(subgraphs);
  if (!composition.ok)
    throw new Error(
      `The subgraphs do not compose:\n${composition.findings.map(({ code, message }) => `- ${code} ${message.en}`).join("\n")}`,
    );
  return { sdl: composition.supergraph };
}
