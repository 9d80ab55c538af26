/** The versions of duties: read as they are now, replaced where a release changed them. */
import type { Queryable } from "#kit/hub";
import type { Made } from "./evidence.js";

export interface DutyKey {
  readonly item: string;
  readonly department: string;
  readonly period: string;
  /** The record that brought it; "" for a duty of the plan. */
  readonly subject: string;
}

export interface DutyFacts {
  /** The feed of its evidence. */
  readonly feed: string;
  readonly rhythm: string;
  readonly opensOn: string;
  readonly dueOn: string;
  readonly isCovered: boolean;
  readonly metOn: string | null;
  readonly exemption: string | null;
  readonly present: number;
  readonly missing: readonly string[];
}

export type DutyVersion = DutyKey & DutyFacts;

/** What a duty is from a release on; null: it is none any more. */
export type DutyChange = DutyKey & { readonly facts: DutyFacts | null };

export const DUTY_COLUMNS = `d.item, d.department, d.period, d.subject, d.feed, d.rhythm, d.opens_on AS "opensOn", d.due_on AS "dueOn",
  d.is_covered AS "isCovered", d.met_on AS "metOn", d.exemption, d.present, d.missing`;

/** The current versions that meet a condition on `d`. */
export async function openDuties(
  client: Queryable,
  condition: string,
  values: readonly unknown[],
): Promise<readonly DutyVersion[]> {
  const { rows } = await client.query<DutyVersion>(
    `SELECT ${DUTY_COLUMNS} FROM disclosure.duty d WHERE d.until = 'infinity' AND ${condition}`,
    [...values],
  );
  return rows;
}

export function isSame(one: DutyFacts, other: DutyFacts): boolean {
  return factsText(one) === factsText(other);
}

function factsText({
  feed,
  rhythm,
  opensOn,
  dueOn,
  isCovered,
  metOn,
  exemption,
  present,
  missing,
}: DutyFacts): string {
  return JSON.stringify([feed, rhythm, opensOn, dueOn, isCovered, metOn, exemption, present, missing]);
}

/** Rows of one statement: a plan has some hundred thousand duties. */
const BATCH = 5_000;

/** From the release's day on; what another release of the day said is forgotten. */
export async function writeDuties(
  client: Queryable,
  { number, day }: Made,
  changes: readonly DutyChange[],
): Promise<void> {
  for (let at = 0; at < changes.length; at += BATCH) {
    const batch = changes.slice(at, at + BATCH);
    const keys = JSON.stringify(
      batch.map(({ item, department, period, subject }) => ({ item, department, period, subject })),
    );
    const chosen = `jsonb_to_recordset($1::jsonb) AS c (item text, department text, period text, subject text)
      WHERE d.item = c.item AND d.department = c.department AND d.period = c.period AND d.subject = c.subject AND d.until = 'infinity'`;
    await client.query(`DELETE FROM disclosure.duty d USING ${chosen} AND d.since >= $2::date`, [keys, day]);
    await client.query(`UPDATE disclosure.duty d SET until = $2::date FROM ${chosen}`, [keys, day]);
    const made = batch.flatMap(({ facts, ...key }) =>
      facts
        ? [
            {
              ...key,
              feed: facts.feed,
              rhythm: facts.rhythm,
              opens_on: facts.opensOn,
              due_on: facts.dueOn,
              is_covered: facts.isCovered,
              met_on: facts.metOn,
              exemption: facts.exemption,
              present: facts.present,
              missing: facts.missing,
            },
          ]
        : [],
    );
    await client.query(
      `INSERT INTO disclosure.duty (item, department, period, subject, since, release, feed, rhythm, opens_on, due_on, is_covered, met_on, exemption, present, missing)
      SELECT item, department, period, subject, $2::date, $3, feed, rhythm, opens_on, due_on, is_covered, met_on, exemption, present,
        ARRAY(SELECT jsonb_array_elements_text(missing))
      FROM jsonb_to_recordset($1::jsonb) AS c (item text, department text, period text, subject text, feed text, rhythm text, opens_on date, due_on date,
        is_covered boolean, met_on date, exemption uuid, present int, missing jsonb)`,
      [JSON.stringify(made), day, number],
    );
  }
}
