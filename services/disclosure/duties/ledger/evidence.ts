/**
 * Evidence, counted by day: each release adds what it opened and takes away what it closed. What the clock
 * takes down after its time was published all the same.
 */
import { snakeCase, storedFields, type FeedContract, type Filter, type StoredField } from "#kit";
import { literal, tableOf, type Queryable } from "#kit/hub";
import { areaField } from "../plan/evidence-text.js";
import { signatureOf, type EvidenceOf } from "../plan/item.js";
import { PERIOD_KINDS, type PeriodicRhythm } from "../plan/due-text.js";

/** Evidence with the rhythm by which a date is a period. */
export interface Counted {
  readonly evidence: EvidenceOf;
  readonly rhythm: PeriodicRhythm | null;
}

export interface Made {
  readonly number: number;
  readonly day: string;
  readonly kind: string;
}

export interface Touched {
  readonly signature: string;
  readonly period: string;
  readonly department: string;
}

export function keyOf({ evidence, rhythm }: Counted): string {
  return evidence.period === null || evidence.period.by === "text" || evidence.period.by === "name"
    ? signatureOf(evidence)
    : `${signatureOf(evidence)} ${rhythm}`;
}

/** What a release of the feed adds. */
export async function addEvidence(
  client: Queryable,
  contract: FeedContract,
  counted: Counted,
  { number, day, kind }: Made,
): Promise<readonly Touched[]> {
  const { rows } = await client.query<Touched>(
    `INSERT INTO disclosure.duty_evidence AS e (signature, period, department, part, day, delta)
    SELECT $2, period, department, part, $3::date, sum(delta) FROM (
      SELECT ${keysOf(contract, counted, "$3::date")}, 1 AS delta FROM ${tableOf(contract)} t WHERE t.opened_in = $1 AND ${conditionOf(contract, counted.evidence.where)}
      ${
        kind === "EXPIRY" || counted.evidence.period?.by === "release"
          ? ""
          : `UNION ALL SELECT ${keysOf(contract, counted, "$3::date")}, -1 FROM ${tableOf(contract)} t WHERE t.closed_in = $1 AND ${conditionOf(contract, counted.evidence.where)}`
      }
    ) changes WHERE period IS NOT NULL AND part IS NOT NULL GROUP BY period, department, part HAVING sum(delta) <> 0
    ON CONFLICT (signature, period, department, part, day) DO UPDATE SET delta = e.delta + excluded.delta
    RETURNING signature, period, department`,
    [number, keyOf(counted), day],
  );
  return rows;
}

/** All that was released up to a release, of evidence that nobody asked for before. */
export async function fillEvidence(
  client: Queryable,
  contract: FeedContract,
  counted: Counted,
  upTo: number,
): Promise<void> {
  const { rowCount } = await client.query(
    "INSERT INTO disclosure.duty_counted (signature) VALUES ($1) ON CONFLICT DO NOTHING",
    [keyOf(counted)],
  );
  if (rowCount === 0) return;
  const day = "(r.released_at AT TIME ZONE 'Asia/Shanghai')::date";
  const versions = (column: "opened_in" | "closed_in"): string =>
    `${tableOf(contract)} t JOIN hub.release r ON r.number = t.${column} WHERE t.${column} <= $2 AND ${conditionOf(contract, counted.evidence.where)}`;
  await client.query(
    `INSERT INTO disclosure.duty_evidence (signature, period, department, part, day, delta)
    SELECT $1, period, department, part, day, sum(delta) FROM (
      SELECT ${keysOf(contract, counted, day)}, ${day} AS day, 1 AS delta FROM ${versions("opened_in")}
      ${
        counted.evidence.period?.by === "release"
          ? ""
          : `UNION ALL SELECT ${keysOf(contract, counted, day)}, ${day}, -1 FROM ${versions("closed_in")} AND r.kind <> 'EXPIRY'`
      }
    ) changes WHERE period IS NOT NULL AND part IS NOT NULL GROUP BY period, department, part, day HAVING sum(delta) <> 0`,
    [keyOf(counted), upTo],
  );
}

/** `period`, `department` and `part` of a version `t`, released on `day`. */
function keysOf(contract: FeedContract, { evidence, rhythm }: Counted, day: string): string {
  const area = areaField(contract);
  const part = evidence.part === "areas" && area !== null ? `t."${snakeCase(area)}"` : "''";
  return `${periodOf(contract, evidence, rhythm, day)} AS period, t.department, ${part} AS part`;
}

function periodOf(
  contract: FeedContract,
  { period }: EvidenceOf,
  rhythm: PeriodicRhythm | null,
  day: string,
): string {
  if (period === null) return "'once'";
  if (period.by === "text") return columnOf(contract, period.field);
  if (period.by === "name") {
    const name = columnOf(contract, period.field);
    return period.period === null ? name : `${name} || '|' || ${columnOf(contract, period.period)}`;
  }
  // A record without a period is for the one before the month or quarter of its release.
  const shift = rhythm === "MONTHLY" ? " - interval '1 month'" : " - interval '3 months'";
  const isLater = period.by === "release" && (rhythm === "MONTHLY" || rhythm === "QUARTERLY");
  const date = period.by === "date" ? columnOf(contract, period.field) : isLater ? `(${day}${shift})` : day;
  return periodSql(date, rhythm);
}

function periodSql(date: string, rhythm: PeriodicRhythm | null): string {
  switch (rhythm && PERIOD_KINDS[rhythm]) {
    case "month":
      return `to_char(${date}, 'YYYY-MM')`;
    case "quarter":
      return `to_char(${date}, 'YYYY-"Q"Q')`;
    case "year":
      return `to_char(${date}, 'YYYY')`;
    case "schoolYear":
      // It begins in September.
      return `(to_char(${date} - interval '8 months', 'YYYY') || '-' || to_char(${date} + interval '4 months', 'YYYY'))`;
    default:
      return "'once'";
  }
}

/** The condition that a version `t` meets. */
export function conditionOf(contract: FeedContract, filter: Filter): string {
  const conditions = Object.entries(filter).map(([field, values = []]) => {
    const stored = fieldOf(contract, field);
    const texts = `ARRAY[${values.map(literal).join(", ")}]::text[]`;
    const column = `t."${stored.sqlName}"`;
    return stored.kind === "codes"
      ? `coalesce(${column}, ARRAY['']) && ${texts}`
      : `coalesce(${column}::text, '') = ANY(${texts})`;
  });
  return conditions.length === 0 ? "TRUE" : conditions.join(" AND ");
}

export function columnOf(contract: FeedContract, field: string): string {
  return `t."${fieldOf(contract, field).sqlName}"`;
}

function fieldOf(contract: FeedContract, name: string): StoredField {
  const found = storedFields(contract).find(({ field }) => field === name);
  if (!found) throw new Error(`Feed ${contract.id} has no field ${name}`);
  return found;
}
