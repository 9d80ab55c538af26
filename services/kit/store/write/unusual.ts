/**
 * Finds changes so unusual that a reviewer must name them before approving: a feed that shrank, many
 * removals, a record whose key changed, a figure that moved by more than its contract allows or its own
 * history suggests. Nothing is judged before a first release.
 */
import type { FeedContract } from "../../feed/contract.js";
import { storedFields, type StoredField } from "../../feed/stored-fields.js";
import { isNumber } from "./difference-columns.js";
import type { Queryable } from "../open/queryable.js";
import { differenceSql, type DifferenceScope, type DifferenceSummary } from "./difference.js";
import { periodFieldOf } from "../read/series.js";
import { stagedTableOf, tableOf } from "../open/tables.js";

export const UNUSUAL_KINDS = ["FEED_SHRANK", "MANY_REMOVED", "KEY_CHANGED", "FIGURE_MOVED"] as const;
export type UnusualKind = (typeof UNUSUAL_KINDS)[number];

export interface Unusual {
  readonly kind: UnusualKind;
  /** The figure's; null for what concerns records as a whole. */
  readonly field: StoredField | null;
  /** How many records it concerns. */
  readonly count: number;
  /**
   * For a feed that shrank: records before and after. For a figure: the most unusual one's value before and
   * after, as exact decimals.
   */
  readonly before: string | null;
  readonly after: string | null;
  /** Changed records that show it, the most unusual first, ten at most. */
  readonly examples: readonly string[];
}

/** Fraction of the published records that may be removed without a warning. */
const USUAL_LOSS = 0.1;
const FEW = 3;
/** How far a figure may move against the one before, where neither contract nor history says. */
const USUAL_MOVE = 0.5;
/** Steps of a series that make a history; a step is unusual beyond so many times the largest of them. */
const HISTORY = 4;
const BEYOND_HISTORY = 3;
const LEAST_MOVE = 0.2;
/** Whole numbers below are people or cases: from 2 to 4 is no news. */
const LEAST_STEP = 10;
const EXAMPLES = 10;

export async function findUnusual(
  client: Queryable,
  contract: FeedContract,
  scope: DifferenceScope,
  summary: DifferenceSummary,
): Promise<readonly Unusual[]> {
  const {
    rows: [published],
  } = await client.query<{ count: number }>(
    `SELECT count(*) AS count FROM ${tableOf(contract)} WHERE department = $1 AND closed_in IS NULL`,
    [scope.department],
  );
  const before = published?.count ?? 0;
  if (before === 0) return [];
  const found = [
    await findLoss(client, contract, scope, summary, before),
    await findChangedKeys(client, contract, scope, summary),
  ];
  for (const field of figuresOf(contract)) found.push(await findMoved(client, contract, scope, field));
  return found.filter((unusual) => unusual !== null);
}

async function findLoss(
  client: Queryable,
  contract: FeedContract,
  scope: DifferenceScope,
  { added, removed }: DifferenceSummary,
  before: number,
): Promise<Unusual | null> {
  const most = Math.max(FEW, before * (contract.usualLoss ?? USUAL_LOSS));
  if (removed <= most) return null;
  const after = before - removed + added;
  const { rows } = await client.query<{ id: string }>(
    `SELECT record_id AS id FROM (${differenceSql(contract, scope.submission)}) d
    WHERE new_hash IS NULL ORDER BY record_id LIMIT ${EXAMPLES}`,
    [scope.department],
  );
  const shrank = before - after > most;
  return {
    kind: shrank ? "FEED_SHRANK" : "MANY_REMOVED",
    field: null,
    count: removed,
    before: String(before),
    after: String(after),
    examples: rows.map(({ id }) => id),
  };
}

/** A new record that is to the letter a published one that the file lacks, but for the key. */
async function findChangedKeys(
  client: Queryable,
  contract: FeedContract,
  { submission, department }: DifferenceScope,
  { added }: DifferenceSummary,
): Promise<Unusual | null> {
  const others = storedFields(contract).filter(
    ({ field, exposed }) => exposed && !contract.key.includes(field),
  );
  // Columns for a first comparison by hash: those that have a value in every record.
  const anchors = others.filter(({ required, kind }) => required && kind !== "codes").slice(0, 3);
  if (added === 0 || added > MOST_ADDED || anchors.length < 2) return null;
  const { rows } = await client.query<{ id: string; count: number }>(
    `
    SELECT d.record_id AS id, count(*) OVER () AS count FROM (${differenceSql(contract, submission)}) d
    JOIN ${stagedTableOf(submission)} s ON s.record_id = d.record_id
    WHERE d.old_hash IS NULL AND EXISTS (SELECT FROM ${tableOf(contract)} p WHERE p.department = $1 AND p.closed_in IS NULL
      AND ${anchors.map(({ sqlName }) => `p."${sqlName}" = s."${sqlName}"`).join(" AND ")}
      AND ${others.map(({ sqlName }) => `p."${sqlName}" IS NOT DISTINCT FROM s."${sqlName}"`).join(" AND ")}
      AND NOT EXISTS (SELECT FROM ${stagedTableOf(submission)} o WHERE o.record_id = p.record_id))
    ORDER BY d.file_row LIMIT ${EXAMPLES}`,
    [department],
  );
  return rows[0]
    ? {
        kind: "KEY_CHANGED",
        field: null,
        count: rows[0].count,
        before: null,
        after: null,
        examples: rows.map(({ id }) => id),
      }
    : null;
}

/** A first file, or a year's, is no correction. */
const MOST_ADDED = 10_000;

function figuresOf(contract: FeedContract): readonly StoredField[] {
  return storedFields(contract).filter(
    (field) =>
      field.exposed &&
      isNumber(field) &&
      !contract.key.includes(field.field) &&
      contract.columns[field.field] !== undefined,
  );
}

interface Moved {
  readonly id: string;
  readonly before: string;
  readonly after: string;
  readonly count: number;
}

/**
 * Compares a figure with the published one of the record and, where there are periods, with the period before
 * in its own series.
 */
async function findMoved(
  client: Queryable,
  contract: FeedContract,
  { submission, department }: DifferenceScope,
  field: StoredField,
): Promise<Unusual | null> {
  const allowed = contract.columns[field.field]?.usualMove;
  if (allowed === Infinity) return null;
  const column = `"${field.sqlName}"`;
  const least = field.kind === "integer" ? LEAST_STEP : 0;
  const itself = `SELECT s.record_id, p.${column}::numeric AS before, s.${column}::numeric AS after, ${allowed ?? USUAL_MOVE}::numeric AS most
    FROM ${stagedTableOf(submission)} s JOIN ${tableOf(contract)} p ON p.record_id = s.record_id AND p.closed_in IS NULL WHERE p.department = $1`;
  const sources = [itself, ...seriesSql(contract, submission, column, allowed)];
  const { rows } = await client.query<Moved>(
    `
    WITH moved AS (SELECT record_id, before, after, abs(after - before) / abs(before) AS move FROM (${sources.join(" UNION ALL ")}) every
      WHERE before <> 0 AND abs(after - before) >= ${least} AND abs(after - before) / abs(before) > most),
    worst AS (SELECT DISTINCT ON (m.record_id) m.* FROM moved m JOIN (${differenceSql(contract, submission)}) d ON d.record_id = m.record_id ORDER BY m.record_id, move DESC)
    SELECT record_id AS id, trim_scale(before)::text AS before, trim_scale(after)::text AS after, count(*) OVER () AS count FROM worst ORDER BY move DESC, record_id LIMIT ${EXAMPLES}`,
    [department],
  );
  const [first] = rows;
  return first
    ? {
        kind: "FIGURE_MOVED",
        field,
        count: first.count,
        before: first.before,
        after: first.after,
        examples: rows.map(({ id }) => id),
      }
    : null;
}

/**
 * In a feed with periods: each staged figure with the one of the period before, and the largest move of its
 * series before it.
 */
function seriesSql(
  contract: FeedContract,
  submission: string,
  column: string,
  allowed: number | undefined,
): readonly string[] {
  const period = periodFieldOf(contract);
  if (!period) return [];
  const keys = storedFields(contract)
    .filter(({ field }) => contract.key.includes(field) && field !== period.field)
    .map(({ sqlName }) => `"${sqlName}"`);
  const wanted = ["record_id", `"${period.sqlName}" AS period`, `${column}::numeric AS value`, ...keys].join(
    ", ",
  );
  const series = `${keys.length === 0 ? "" : `PARTITION BY ${keys.join(", ")} `}ORDER BY period`;
  const most =
    allowed === undefined
      ? `CASE WHEN known >= ${HISTORY} THEN greatest(${LEAST_MOVE}, ${BEYOND_HISTORY} * usual) ELSE ${USUAL_MOVE} END`
      : `${allowed}::numeric`;
  return [
    `SELECT record_id, before, value AS after, ${most} AS most FROM (
    SELECT *, max(step) OVER earlier AS usual, count(step) OVER earlier AS known FROM (
      SELECT *, lag(value) OVER (${series}) AS before, abs(value - lag(value) OVER (${series})) / nullif(abs(lag(value) OVER (${series})), 0) AS step FROM (
        SELECT true AS staged, ${wanted} FROM ${stagedTableOf(submission)}
        UNION ALL SELECT false, ${wanted} FROM ${tableOf(contract)} p WHERE department = $1 AND closed_in IS NULL
          AND NOT EXISTS (SELECT FROM ${stagedTableOf(submission)} s WHERE s.record_id = p.record_id)) every) steps
    WINDOW earlier AS (${series} ROWS BETWEEN 12 PRECEDING AND 1 PRECEDING)) judged WHERE staged AND before IS NOT NULL AND value IS NOT NULL`,
  ];
}
