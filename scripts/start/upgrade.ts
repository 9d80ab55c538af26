/** Brings a database's tables to what this program needs, or tells what that would be. */
import { discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import { loadMoreFeeds, openLiveFeeds } from "../../services/kit/graph/serve/live-feeds.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { lastVersion, readPending } from "../../services/kit/store/open/history.js";
import { migrate, planMigration, type PlannedStep } from "../../services/kit/store/open/migrate.js";
import { explainDenial, refuseUnwritable } from "../../services/kit/store/open/refuse-unwritable.js";
import { planTables, type PlannedTable } from "../../services/kit/store/open/tables.js";
import { fillLog } from "../../services/kit/store/write/fill-log.js";
import { tablesOf } from "./tables.js";

export interface Plan {
  /** The version that changed the tables last; null for an empty database, or one from before 0.2.0. */
  readonly from: string | null;
  readonly steps: readonly PlannedStep[];
  readonly feeds: readonly PlannedTable[];
  /** Subgraphs whose further feeds are data, in tables that change first: theirs are told afterwards. */
  readonly later: readonly string[];
}

/** Changes nothing. Throws DATABASE_UNUSABLE for what cannot be brought to it. */
export async function planUpgrade(database: Database): Promise<Plan> {
  const found = await discoverSubgraphs();
  const { pool } = database;
  try {
    const steps = await planMigration(database, tablesOf(found));
    const feeds = await planTables(
      pool,
      found.flatMap((subgraph) => subgraph.feeds),
    );
    const changed = new Set(feeds.map(({ feed }) => feed));
    const ofData = found.filter(({ moreFeeds }) => moreFeeds !== null);
    const later = ofData.filter((subgraph) => subgraph.feeds.some(({ id }) => changed.has(id)));
    const more = await loadMoreFeeds(
      pool,
      ofData.filter((subgraph) => !later.includes(subgraph)),
    );
    return {
      from: await lastVersion(pool),
      steps,
      feeds: [...feeds, ...(await planTables(pool, [...more.values()].flat()))],
      later: later.map(({ name }) => name),
    };
  } catch (error) {
    throw await explainDenial(pool, error);
  }
}

/** The hub that starts tells of it. */
const ignored = (): void => undefined;

/** Gives the names of the steps that were done; a step of another process that starts counts with them. */
export async function upgrade(database: Database): Promise<readonly string[]> {
  const found = await discoverSubgraphs();
  const parts = tablesOf(found);
  try {
    await refuseUnwritable(database.pool);
    const pending = await readPending(database.pool, parts);
    await migrate(database, parts);
    await fillLog(database, (await openLiveFeeds(database, found, ignored)).contractAt);
    return pending;
  } catch (error) {
    throw await explainDenial(database.pool, error);
  }
}
