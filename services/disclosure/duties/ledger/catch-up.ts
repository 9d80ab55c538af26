/**
 * Brings the duties up to the releases, one after the other: each adds what it brought, in the transaction
 * that moves the place. Whoever is killed has lost nothing; counted anew, all comes out the same.
 */
import { createHash } from "node:crypto";
import { shanghaiDay, type FeedContract } from "#kit";
import { releasesAfter, type HubParts, type Queryable } from "#kit/hub";
import { bring, settleBrought } from "./brought.js";
import { addClocks, restateClocks } from "./clocks.js";
import { addEvidence, fillEvidence, keyOf, type Made, type Touched } from "./evidence.js";
import { changedItems, reschedule, settleExemptions, settlePlanned } from "./planned.js";
import { readStanding, STANDING_FEEDS, type Standing } from "./standing.js";

export type LedgerParts = Pick<HubParts, "database" | "contracts" | "history">;

export interface Ledger {
  /** Does the next release; false when there is none. */
  readonly next: () => Promise<boolean>;
  /** True if all releases are counted. */
  readonly isUpToDate: () => Promise<boolean>;
}

/** A new number when duties are counted in another way: they are counted anew at the next start. */
const COUNTING = 1;

export function openLedger({ database, contracts, history }: LedgerParts): Ledger {
  let known: { readonly at: number; readonly standing: Standing } | null = null;
  let shape: string | null = null;

  const contractsAt = async (release: number): Promise<readonly FeedContract[]> =>
    history.definedBy.length === 0 ? contracts() : history.at(release);

  const shapeNow = async (): Promise<string> => (shape ??= shapeOf(await contractsAt(0)));

  const next = async (): Promise<boolean> => {
    const wanted = await shapeNow();
    const [place] = await placesOf(database.pool);
    const [waiting] = place?.shape === wanted ? await releasesAfter(database.pool, place.release, 1) : [];
    if (place?.shape === wanted && !waiting) return false;
    // Before the transaction: on the embedded database it is alone while it lasts.
    const [was, is] = waiting
      ? [await contractsAt(waiting.number - 1), await contractsAt(waiting.number)]
      : [[], []];
    try {
      return await database.transaction(async (client) => {
        const [progress] = await placesOf(client, "FOR UPDATE");
        if (!progress) throw new Error("Duties have no place");
        if (progress.shape !== wanted) {
          await forgetAll(client, wanted);
          known = null;
          return true;
        }
        // Another process did it meanwhile.
        if (!waiting || progress.release !== waiting.number - 1) return true;
        const { number, kind, feed, department, releasedAt } = waiting;
        const made: Made = { number, kind, day: shanghaiDay(releasedAt) };
        const before =
          known?.at === progress.release
            ? known.standing
            : await readStanding(client, was, { ...made, number: progress.release });
        const isOther =
          STANDING_FEEDS.has(feed) ||
          history.definedBy.includes(feed) ||
          !before.firsts.has(`${feed} ${department}`) ||
          !before.horizon.startsWith(String(Number(made.day.slice(0, 4)) + 1));
        const standing = isOther ? await readStanding(client, is, made) : before;
        await count(client, before, standing, { feed, made });
        await client.query("UPDATE disclosure.duty_progress SET release = $1", [number]);
        known = { at: number, standing };
        return true;
      });
    } catch (error) {
      known = null;
      throw error;
    }
  };

  const isUpToDate = async (): Promise<boolean> => {
    const { rows } = await database.pool.query<{ shape: string; isDone: boolean }>(
      `SELECT shape, NOT EXISTS (SELECT FROM hub.release r WHERE r.number > p.release) AS "isDone" FROM disclosure.duty_progress p`,
    );
    return rows[0]?.isDone === true && rows[0].shape === (await shapeNow());
  };
  return { next, isUpToDate };
}

interface Place {
  readonly release: number;
  readonly shape: string;
}

async function placesOf(client: Queryable, lock = ""): Promise<readonly Place[]> {
  const { rows } = await client.query<Place>(`SELECT release, shape FROM disclosure.duty_progress ${lock}`);
  return rows;
}

async function count(
  client: Queryable,
  before: Standing,
  standing: Standing,
  { feed, made }: { readonly feed: string; readonly made: Made },
): Promise<void> {
  const filled = before === standing ? new Set<string>() : await countOthers(client, standing, made);
  const contract = standing.contracts.find(({ id }) => id === feed);
  const touched: Touched[] = [];
  const done = new Set(filled);
  for (const counted of contract ? (standing.counted.get(feed) ?? []) : []) {
    if (!contract || done.has(keyOf(counted))) continue;
    done.add(keyOf(counted));
    touched.push(...(await addEvidence(client, contract, counted, made)));
  }
  if (before !== standing) {
    await reschedule(client, standing, changedItems(before, standing), made);
    await settleExemptions(client, before, standing, made);
  }
  await settlePlanned(client, standing, touched, made);
  await settleBrought(client, standing, touched, made);
  const isOtherLaw = before.law !== standing.law || before.horizon !== standing.horizon;
  for (const expected of standing.expected)
    if (isOtherLaw || expected.contract.id === feed)
      await bring(client, standing, expected, made, isOtherLaw);
  for (const clocked of standing.clocks) {
    if (clocked.contract.id === feed) await addClocks(client, standing, clocked, made);
    else if (before.law !== standing.law) await restateClocks(client, standing, clocked, made);
  }
}

/**
 * Evidence that nobody asked for before is counted from the beginning; what nobody asks for any more goes.
 */
async function countOthers(client: Queryable, standing: Standing, made: Made): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ signature: string }>("SELECT signature FROM disclosure.duty_counted");
  const before = new Set(rows.map(({ signature }) => signature));
  const wanted = new Set<string>();
  const filled = new Set<string>();
  for (const [feed, all] of standing.counted) {
    const contract = standing.contracts.find(({ id }) => id === feed);
    if (!contract) continue;
    for (const counted of all) {
      const key = keyOf(counted);
      wanted.add(key);
      if (before.has(key) || filled.has(key)) continue;
      filled.add(key);
      await fillEvidence(client, contract, counted, made.number);
    }
  }
  const gone = [...before].filter((key) => !wanted.has(key));
  if (gone.length > 0) {
    await client.query("DELETE FROM disclosure.duty_counted WHERE signature = ANY($1)", [gone]);
    await client.query("DELETE FROM disclosure.duty_evidence WHERE signature = ANY($1)", [gone]);
  }
  return filled;
}

async function forgetAll(client: Queryable, shape: string): Promise<void> {
  await client.query(
    "TRUNCATE disclosure.duty, disclosure.duty_evidence, disclosure.duty_counted, disclosure.clock, disclosure.late_record",
  );
  await client.query("UPDATE disclosure.duty_progress SET release = 0, shape = $1", [shape]);
}

/** What contracts that are code say of duties. */
function shapeOf(contracts: readonly FeedContract[]): string {
  const text = JSON.stringify([
    COUNTING,
    contracts.map(({ id, lead, due, expects }) => [id, lead, due, expects]).toSorted(),
  ]);
  return createHash("sha256").update(text).digest("hex");
}
