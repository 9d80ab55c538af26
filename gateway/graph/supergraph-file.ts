/** A supergraph file or URL as the source of a graph: each new text is a new revision. */
import { readForeignMembers } from "./foreign-members.js";
import type { GraphMember, GraphSource } from "./graph-source.js";
import type { SupergraphSource } from "./source.js";

export interface SupergraphFile extends GraphSource {
  /** Why the file cannot be read at the moment; null when it can. */
  readonly unreadable: () => string | null;
}

/** Calls `onUnreadable` with each new reason. */
export function createSupergraphFile(
  source: SupergraphSource,
  onUnreadable: (reason: string) => void,
): SupergraphFile {
  let [text, number] = ["", 0];
  let unreadable: string | null = null;
  return {
    unreadable: () => unreadable,
    latest: async () => {
      if (number === 0) [text, number] = [await source.read(), 1];
      return number;
    },
    read: async () => {
      const supergraph = text;
      return { supergraph, members: await readMembers(supergraph) };
    },
    watch: (onNumber) => {
      const end = source.watch(
        (given) => {
          unreadable = null;
          if (given === text) return;
          [text, number] = [given, number + 1];
          onNumber(number);
        },
        (error) => {
          const reason = error instanceof Error ? error.message : String(error);
          if (reason !== unreadable) onUnreadable(reason);
          unreadable = reason;
        },
      );
      return async () => {
        await end();
      };
    },
    report: () => undefined,
    follow: () => Promise.resolve(),
  };
}

/** Reads the subgraphs, which the supergraph's author chose. Rejects with a plain Error. */
async function readMembers(supergraph: string): Promise<readonly GraphMember[]> {
  const members = await readForeignMembers(supergraph);
  for (const { name, url } of members)
    if (!/^https?:\/\//.test(url))
      throw new Error(`the subgraph ${name} is at "${url}", which is no http address`);
  return members;
}
