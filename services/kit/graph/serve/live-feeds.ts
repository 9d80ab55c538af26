/**
 * The contracts as they are now. Most are code; a subgraph may have more that are data (`moreFeeds`): they
 * come and go while the hub runs, and what follows from contracts — tables, graph, lookups — follows them.
 */
import type { HubError } from "#schema/errors.js";
import type { FeedContract } from "../../feed/contract.js";
import type { Database } from "../../store/open/database.js";
import type { Queryable } from "../../store/open/queryable.js";
import { followable, prepareTables } from "../../store/open/tables.js";
import { createPublishedReader } from "../../store/read/published-reader.js";
import type { FeedHistory } from "../resolve/hub-request.js";
import type { Subgraph } from "./define-subgraph.js";

export interface LiveFeeds extends FeedHistory {
  /** Feeds of all subgraphs. */
  readonly all: () => readonly FeedContract[];
  /** Feeds of one subgraph. */
  readonly of: (subgraph: string) => readonly FeedContract[];
  /** A feed's contract now, or else as it was at a release; null where it was none. */
  readonly contractAt: (feed: string, release: number) => Promise<FeedContract | null>;
  /** Reads the feeds that are data again; true if anything changed. */
  readonly refresh: () => Promise<boolean>;
}

/**
 * A feed that is data and that its table cannot follow stands back alone: it stays as it was, or is left out
 * where it was nothing yet. `onRefused` is told once of each, with DATABASE_UNUSABLE.
 */
export async function openLiveFeeds(
  database: Database,
  subgraphs: readonly Subgraph[],
  onRefused: (fault: HubError) => void,
): Promise<LiveFeeds> {
  await prepareTables(
    database,
    subgraphs.flatMap(({ feeds }) => feeds),
  );
  let feeds = feedsOf(subgraphs, new Map());
  let refreshing: Promise<boolean> = Promise.resolve(false);
  /** Those that were told of: the same definition is the same contract. */
  const refused = new WeakSet<FeedContract>();

  const read = async (): Promise<boolean> => {
    const more = await loadMoreFeeds(database.pool, subgraphs);
    for (const [name, contracts] of more) {
      const { usable, faults } = await followable(database.pool, contracts);
      for (const [contract, fault] of faults) if (!refused.has(contract)) onRefused(fault);
      for (const [contract] of faults) refused.add(contract);
      const asBefore = (contract: FeedContract): FeedContract | undefined =>
        usable.includes(contract) ? contract : feeds.all.find(({ id }) => id === contract.id);
      more.set(
        name,
        contracts.flatMap((contract) => asBefore(contract) ?? []),
      );
    }
    const found = feedsOf(subgraphs, more);
    if (feeds.all.length === found.all.length && found.all.every((contract) => feeds.all.includes(contract)))
      return false;
    await prepareTables(database, [...more.values()].flat());
    feeds = found;
    return true;
  };

  await read();
  const at: LiveFeeds["at"] = async (release) =>
    feedsOf(subgraphs, await loadMoreFeeds(database.pool, subgraphs, release)).all;
  return {
    of: (name) => feeds.bySubgraph.get(name) ?? [],
    all: () => feeds.all,
    definedBy: subgraphs.flatMap((one) => (one.moreFeeds ? one.feeds.map(({ id }) => id) : [])),
    at,
    contractAt: async (feed, release) =>
      feeds.all.find(({ id }) => id === feed) ?? (await at(release)).find(({ id }) => id === feed) ?? null,
    // One after the other: two releases at once must not leave the older answer standing.
    refresh: () => (refreshing = refreshing.catch(() => false).then(read)),
  };
}

interface Feeds {
  readonly bySubgraph: ReadonlyMap<string, readonly FeedContract[]>;
  /** One list until it changes: what follows from it is kept by it. */
  readonly all: readonly FeedContract[];
}

function feedsOf(subgraphs: readonly Subgraph[], more: ReadonlyMap<string, readonly FeedContract[]>): Feeds {
  const bySubgraph = new Map(
    subgraphs.map(({ name, feeds }): [string, readonly FeedContract[]] => [
      name,
      [...feeds, ...(more.get(name) ?? [])],
    ]),
  );
  return { bySubgraph, all: [...bySubgraph.values()].flat() };
}

/** The feeds that are data, by the subgraph that has them: now, or as they were at a release. */
export async function loadMoreFeeds(
  client: Queryable,
  subgraphs: readonly Subgraph[],
  at?: number,
): Promise<Map<string, readonly FeedContract[]>> {
  const found = new Map<string, readonly FeedContract[]>();
  const reader = createPublishedReader(
    { query: (text, values) => client.query(text, values), dear: client },
    at === undefined ? {} : { allAt: at },
  );
  const contracts = subgraphs.flatMap(({ feeds }) => feeds);
  for (const { name, moreFeeds } of subgraphs)
    if (moreFeeds) found.set(name, await moreFeeds(reader, contracts));
  return found;
}
