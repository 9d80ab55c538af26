/**
 * Compares again after each release of a feed that agrees with another. Of several processes one compares,
 * and the others look whether it is done.
 */
import type { Agreement, FeedContract } from "#kit";
import { ifFree, workOnReleases, type Database, type HubParts } from "#kit/hub";
import { describeError } from "#schema/runtime/describe-error.js";
import { compareAndKeep, type Versions } from "./keep.js";

interface Pair {
  readonly here: FeedContract;
  readonly there: FeedContract;
  readonly agreement: Agreement;
}

/** Returns what stops it, once the comparison under way is kept. */
export async function startComparing(parts: HubParts): Promise<() => Promise<void>> {
  const { database, log, refresh } = parts;
  const following = await workOnReleases(database, {
    work: async () => {
      await refresh();
      await ifFree(database, "discrepancies", () => compareChanged(parts));
      return (await changedPairs(parts)).length === 0;
    },
    onFault: (error) =>
      log.error(describeError(error), "Feeds could not be compared and will be tried again"),
    onBack: (tries) => log.info({ tries }, "Feeds are compared again"),
  });
  return following.stop;
}

async function compareChanged(parts: Pick<HubParts, "database" | "contracts" | "now">): Promise<void> {
  for (const { pair, versions } of await changedPairs(parts))
    await compareAndKeep(parts.database, pair, versions, parts.now());
}

async function changedPairs({
  database,
  contracts,
}: Pick<HubParts, "database" | "contracts">): Promise<
  readonly { readonly pair: Pair; readonly versions: Versions }[]
> {
  const [versionOf, compared] = [await versionsOf(database), await comparedOf(database)];
  return pairsOf(contracts()).flatMap((pair) => {
    const versions = {
      here: versionOf.get(pair.here.id) ?? 0,
      there: versionOf.get(pair.there.id) ?? 0,
    };
    const done = compared.get(`${pair.here.id} ${pair.agreement.id}`);
    return done?.here === versions.here && done.there === versions.there ? [] : [{ pair, versions }];
  });
}

/** An agreement with a feed that this hub has not is none. */
function pairsOf(contracts: readonly FeedContract[]): readonly Pair[] {
  return contracts.flatMap((here) =>
    here.agrees.flatMap((agreement) => {
      const there = contracts.find(({ id }) => id === agreement.other.feed);
      return there ? [{ here, there, agreement }] : [];
    }),
  );
}

async function versionsOf({ pool }: Database): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ id: string; version: number }>("SELECT id, version FROM hub.feed");
  return new Map(rows.map(({ id, version }) => [id, version]));
}

async function comparedOf({ pool }: Database): Promise<ReadonlyMap<string, Versions>> {
  const { rows } = await pool.query<Versions & { feed: string; agreement: string }>(
    "SELECT feed, agreement, here, there FROM discrepancies.compared",
  );
  return new Map(rows.map(({ feed, agreement, here, there }) => [`${feed} ${agreement}`, { here, there }]));
}
