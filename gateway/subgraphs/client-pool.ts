/**
 * Connections to subgraphs outlive a revision of the graph: each stays open as long as any revision needs it.
 */
import type { SubgraphClient } from "./client-options.js";

export interface PooledSubgraph {
  readonly name: string;
  readonly url: string;
  /** Code of the department that runs it; null: one of the hub's own, or of a foreign supergraph. */
  readonly owner: string | null;
}

export interface HeldClients {
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  readonly release: () => void;
}

export interface ClientPool {
  readonly hold: (members: readonly PooledSubgraph[]) => HeldClients;
}

export function createClientPool(
  open: (member: PooledSubgraph) => SubgraphClient,
  onFault: (error: unknown) => void,
): ClientPool {
  const known = new Map<string, { readonly client: SubgraphClient; holders: number }>();
  const keyOf = ({ name, url }: PooledSubgraph): string => `${name} ${url}`;
  return {
    hold: (members) => {
      const held = members.map((member) => {
        const key = keyOf(member);
        const entry = known.get(key) ?? { client: open(member), holders: 0 };
        known.set(key, entry);
        entry.holders += 1;
        return { member, key, entry };
      });
      return {
        clients: new Map(held.map(({ member: { name }, entry: { client } }) => [name, client])),
        release: () => {
          for (const { key, entry } of held) {
            entry.holders -= 1;
            if (entry.holders > 0) continue;
            known.delete(key);
            entry.client.close().catch(onFault);
          }
        },
      };
    },
  };
}
