/** A department's file of its cases, checked and kept, or refused as a whole. */
import { lookups, shanghaiDay, type Row } from "#kit";
import {
  contextOf,
  createChecker,
  createRowSecrets,
  READ_LIMITS,
  readFeed,
  type Asker,
  type Finding,
  type HubParts,
} from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { casesFile, FINAL_STATES, itemReference } from "./cases-file.js";

/** Cases of one file: they are written in one transaction. */
const MOST_CASES = 20_000;
/** A case is told for so many days after its end. */
const DAYS_KEPT = 366;

export interface Kept {
  readonly cases: number;
  readonly errorCount: number;
  readonly findings: readonly Finding[];
}

/** Throws CASES_TOO_MANY, or what refuses the file as a feed's (FEED_…). With an error nothing is kept. */
export async function keepCases(
  parts: HubParts,
  asker: Asker,
  department: string,
  source: AsyncIterable<Uint8Array>,
): Promise<Kept> {
  const { contracts, limits, personKey, now, database } = parts;
  const { reader } = contextOf(parts, asker);
  const items = contracts().find(({ id }) => id === itemReference.feed);
  const own = new Map<string, Row>();
  if (items)
    for (const { itemCode, organCode } of await reader.all(items, new Set(["itemCode", "organCode"])))
      own.set(String(itemCode), { itemCode: String(itemCode), organCode: String(organCode) });
  const { head, batches } = await readFeed(casesFile, source, {
    ...READ_LIMITS,
    fileBytes: limits.feedBytes,
  });
  const checker = createChecker({
    contract: casesFile,
    head,
    findingLimit: limits.findings,
    secrets: createRowSecrets(personKey),
    context: {
      today: shanghaiDay(now()),
      department: { code: department, uscc: null },
      ...lookups((_reference, code) => own.get(code) ?? null),
    },
  });
  const cases: Row[] = [];
  for await (const batch of batches)
    for (const { values } of checker.check(batch)) {
      if (cases.length === MOST_CASES) throw new HubError("CASES_TOO_MANY", { most: MOST_CASES });
      cases.push(values);
    }
  checker.finish();
  const { errors } = checker.counts;
  if (errors === 0) await store(database, department, cases, now());
  return { cases: errors === 0 ? cases.length : 0, errorCount: errors, findings: checker.findings };
}

/** Two departments may number their cases alike. */
async function store(
  { transaction }: HubParts["database"],
  department: string,
  cases: readonly Row[],
  now: Date,
): Promise<void> {
  const columnOf = (field: string): readonly Row[string][] => cases.map((each) => each[field] ?? null);
  await transaction(async (client) => {
    await client.query(
      `INSERT INTO progress.case (case_key, secret, item_code, state, state_on, accepted_on, due_on, suspended_days, suspended_why, reason, result, pickup, department, updated_at)
      SELECT u.*, $13::text, $14::timestamptz FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::date[], $7::date[], $8::int[], $9::text[], $10::text[], $11::text[], $12::text[]) u
      ON CONFLICT (case_key, department) DO UPDATE SET secret = excluded.secret, item_code = excluded.item_code, state = excluded.state, state_on = excluded.state_on,
        accepted_on = excluded.accepted_on, due_on = excluded.due_on, suspended_days = excluded.suspended_days, suspended_why = excluded.suspended_why,
        reason = excluded.reason, result = excluded.result, pickup = excluded.pickup, updated_at = excluded.updated_at`,
      [
        ...[
          "caseKey",
          "secret",
          "itemCode",
          "state",
          "stateOn",
          "acceptedOn",
          "dueOn",
          "suspendedDays",
          "suspendedWhy",
          "reason",
          "result",
          "pickup",
        ].map(columnOf),
        department,
        now,
      ],
    );
    await client.query(
      "DELETE FROM progress.case WHERE state = ANY($1::text[]) AND state_on < $2::timestamptz - make_interval(days => $3)",
      [FINAL_STATES, now, DAYS_KEPT],
    );
  });
}
