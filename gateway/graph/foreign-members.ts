/** Reads the subgraphs of a foreign supergraph from its text. */
import { parseInSlices } from "../engine/parse-in-slices.js";
import type { GraphMember } from "./graph-source.js";
import { readGraphs } from "./read-graphs.js";

/** Rejects with a plain Error if the supergraph is invalid, or names no subgraph. */
export async function readForeignMembers(supergraph: string): Promise<readonly GraphMember[]> {
  const members = readGraphs(await parseInSlices(supergraph));
  if (members.length === 0) throw new Error("the supergraph names no subgraph");
  return members.map(({ name, url }) => ({ name, url, owner: null, sdl: null }));
}
