/**
 * The contracts as they are now. Most are code; a subgraph may have more that are data (`moreFeeds`): they
 * come and go while the hub runs, and what follows from contracts — tables, graph, lookups — follows them.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { Database } from "../../store/open/database.js";
import type { Queryable } from "../../store/open/queryable.js";
import { prepareTables } from "../../store/open/tables.js";
import { createPublishedReader } from "../../store/read/published-reader.js";
import type { Subgraph } from "./define-subgraph.js";

export interface LiveFeeds {
  /** Feeds of all subgraphs. */
  readonly all: () => readonly FeedContract[];
  /** Feeds of one subgraph. */
  readonly of: (subgraph: string) => readonly FeedContract[];
  /** Reads the feeds that are data again; true if anything changed. */
  readonly refresh: () => Promise<boolean>;
}

export async function openLiveFeeds(database: Database, subgraphs: readonly Subgraph[]): Promise<LiveFeeds> {
  await prepareTables(
    database,
    subgraphs.flatMap(({ feeds }) => feeds),
  );
  let more = new Map<string, readonly FeedContract[]>();
  let refreshing: Promise<boolean> = Promise.resolve(false);

  const read = async (): Promise<boolean> => {
    const found = await loadMoreFeeds(database.pool, subgraphs);
    const [before, now] = [[...more.values()].flat(), [...found.values()].flat()];
    // The same definition is the same contract.
    if (before.length === now.length && now.every((contract) => before.includes(contract))) return false;
    await prepareTables(database, now);
    more = found;
    return true;
  };
  const of = (name: string): readonly FeedContract[] => [
    ...(subgraphs.find((subgraph) => subgraph.name === name)?.feeds ?? []),
    ...(more.get(name) ?? []),
  ];

  await read();
  return {
    of,
    all: () => subgraphs.flatMap(({ name }) => of(name)),
    // One after the other: two releases at once must not leave the older answer standing.
    refresh: () => (refreshing = refreshing.catch(() => false).then(read)),
  };
}

/** The feeds that are data, by the subgraph that has them. */
export async function loadMoreFeeds(
  client: Queryable,
  subgraphs: readonly Subgraph[],
): Promise<Map<string, readonly FeedContract[]>> {
  const found = new Map<string, readonly FeedContract[]>();
  const reader = createPublishedReader({ query: (text, values) => client.query(text, values), dear: client });
  for (const { name, moreFeeds } of subgraphs) if (moreFeeds) found.set(name, await moreFeeds(reader));
  return found;
}
