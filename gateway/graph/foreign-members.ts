/** The subgraphs of a supergraph that somebody brought, as its own text tells them. */
import { parseInSlices } from "../engine/parse-in-slices.js";
import type { GraphMember } from "./graph-source.js";
import { readGraphs } from "./read-graphs.js";

/** Rejects with a plain Error where it is none, or names no subgraph. */
export async function readForeignMembers(supergraph: string): Promise<readonly GraphMember[]> {
  const members = readGraphs(await parseInSlices(supergraph));
  if (members.length === 0) throw new Error("the supergraph names no subgraph");
  return members.map(({ name, url }) => ({ name, url, owner: null, sdl: null }));
}
