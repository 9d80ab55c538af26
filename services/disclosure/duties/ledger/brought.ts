/** Duties that records bring: what must follow each of them (`expects` of their contracts). */
import { tableOf, type Queryable } from "#kit/hub";
import { settle } from "../plan/settle.js";
import { columnOf, conditionOf, keyOf, type Made, type Touched } from "./evidence.js";
import { expectedDuties, type Bringing, type Expected } from "./expected.js";
import { exemptionOf, readEvidence } from "./planned.js";
import type { Standing } from "./standing.js";
import { isSame, openDuties, writeDuties, type DutyChange, type DutyVersion } from "./versions.js";

/** What a release of the feed changed of its records; all of them where the days may be others. */
export async function bring(
  client: Queryable,
  standing: Standing,
  expected: Expected,
  made: Made,
  isWhole: boolean,
): Promise<void> {
  const { item, evidence } = expected;
  const bringing = await readBringing(client, expected, made, isWhole);
  const closed = isWhole ? [] : await readClosed(client, expected, made);
  const subjects = [...new Set([...bringing.map(({ record }) => record), ...closed])];
  const open = new Map(
    (
      await openDuties(
        client,
        "d.item = $1 AND ($2::text[] IS NULL OR d.subject = ANY($2)) AND d.subject <> ''",
        [item, isWhole ? null : subjects],
      )
    ).map((duty) => [`${duty.subject} ${duty.period}`, duty]),
  );
  const wanted = bringing.flatMap((one) =>
    expectedDuties(expected, one, standing).map((duty) => ({ ...duty, one })),
  );
  const found = await readEvidence(
    client,
    keyOf({ evidence, rhythm: null }),
    wanted.map(({ period }) => period),
    null,
  );
  const changes: DutyChange[] = [];
  for (const { period, rhythm, opensOn, dueOn, isCovered, one } of wanted) {
    const key = { item, department: one.department, period, subject: one.record };
    const days = { feed: evidence.feed, rhythm, opensOn, dueOn, isCovered };
    const facts = {
      ...days,
      exemption: exemptionOf(standing, key),
      ...settle(found.get(period) ?? [], [], 1),
    };
    const known = open.get(`${one.record} ${period}`);
    open.delete(`${one.record} ${period}`);
    if (!known || !isSame(known, facts)) changes.push({ ...key, facts });
  }
  for (const { department, period, subject } of open.values())
    changes.push({ item, department, period, subject, facts: null });
  await writeDuties(client, made, changes);
}

/** Settles what this evidence is of. */
export async function settleBrought(
  client: Queryable,
  standing: Standing,
  touched: readonly Touched[],
  made: Made,
): Promise<void> {
  const bySignature = Map.groupBy(touched, ({ signature }) => signature);
  const changes: DutyChange[] = [];
  for (const { item, evidence } of standing.expected) {
    const signature = keyOf({ evidence, rhythm: null });
    const periods = (bySignature.get(signature) ?? []).map(({ period }) => period);
    if (periods.length === 0) continue;
    const found = await readEvidence(client, signature, periods, null);
    const open = await openDuties(client, "d.item = $1 AND d.period = ANY($2) AND d.subject <> ''", [
      item,
      periods,
    ]);
    for (const duty of open) {
      const facts: DutyVersion = { ...duty, ...settle(found.get(duty.period) ?? [], [], 1) };
      if (!isSame(duty, facts)) changes.push({ ...duty, facts });
    }
  }
  await writeDuties(client, made, changes);
}

async function readBringing(
  client: Queryable,
  { contract, expectation: { when = {}, due, evidence } }: Expected,
  { number }: Made,
  isWhole: boolean,
): Promise<readonly Bringing[]> {
  const from = columnOf(contract, due.kind === "working-days" ? due.after : due.from);
  const until =
    due.kind === "working-days" || due.until === undefined ? "NULL::date" : columnOf(contract, due.until);
  const name = columnOf(contract, evidence.names);
  const { rows } = await client.query<Bringing>(
    `SELECT t.record_id AS record, t.department, ${name} AS name, ${from} AS "from", ${until} AS until FROM ${tableOf(contract)} t
    WHERE ${isWhole ? "t.opened_in <= $1" : "t.opened_in = $1"} AND (t.closed_in IS NULL OR t.closed_in > $1)
      AND ${name} IS NOT NULL AND ${from} IS NOT NULL AND ${conditionOf(contract, when)}`,
    [number],
  );
  return rows;
}

/** What the clock takes down after its time was owed all the same. */
async function readClosed(
  client: Queryable,
  { contract }: Expected,
  { number, kind }: Made,
): Promise<readonly string[]> {
  if (kind === "EXPIRY") return [];
  const { rows } = await client.query<{ record: string }>(
    `SELECT DISTINCT t.record_id AS record FROM ${tableOf(contract)} t WHERE t.closed_in = $1`,
    [number],
  );
  return rows.map(({ record }) => record);
}
