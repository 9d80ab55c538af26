/** Stores how calls of subgraphs ended: to a row all gateways add. */
import type { Queryable, RegistryDatabase } from "../database.js";
import { CALL_SECONDS, type CallRow } from "./call-ledger.js";

/** A step of the registry's migrations. */
export const subgraphCalls =
  'CREATE TABLE registry.subgraph_call (day date, subgraph text COLLATE "C", ended text COLLATE "C", calls bigint NOT NULL, PRIMARY KEY (subgraph, day, ended))';

/** Rows are locked in the same order by all processes. */
export async function storeCalls(
  { pool }: Pick<RegistryDatabase, "pool">,
  rows: readonly CallRow[],
): Promise<void> {
  await pool.query(
    `INSERT INTO registry.subgraph_call AS known (day, subgraph, ended, calls)
    SELECT day, subgraph, ended, calls FROM json_to_recordset($1) AS (day date, subgraph text, ended text, calls bigint)
    ORDER BY subgraph COLLATE "C", day, ended COLLATE "C"
    ON CONFLICT (subgraph, day, ended) DO UPDATE SET calls = known.calls + excluded.calls`,
    [JSON.stringify(rows)],
  );
}

/** Calls of one subgraph by all gateways. */
export interface Calls {
  /** First day (UTC) of those that are counted. */
  readonly since: string;
  readonly answered: number;
  /** Calls that had no answer. */
  readonly failed: number;
  /**
   * Half of the answers, and nineteen of twenty, came within so many seconds; null without one, or beyond 30.
   */
  readonly halfWithin: number | null;
  readonly mostWithin: number | null;
}

const DAYS = 7;

/** Of the last seven days, today included; what the last two seconds brought may not be stored yet. */
export async function readCalls(
  { pool }: Pick<RegistryDatabase, "pool">,
  subgraph: string,
  today: string,
): Promise<Calls> {
  const { rows } = await pool.query<{ readonly ended: string; readonly calls: number }>(
    `SELECT ended, sum(calls)::bigint AS calls FROM registry.subgraph_call
    WHERE subgraph = $1 AND day > $2::date - ${DAYS} GROUP BY ended`,
    [subgraph, today],
  );
  const callsOf = (ended: string): number => rows.find((row) => row.ended === ended)?.calls ?? 0;
  const byBound = CALL_SECONDS.map((bound) => callsOf(String(bound)));
  const answered = byBound.reduce((sum, calls) => sum + calls, callsOf("longer"));
  const within = (part: number): number | null => {
    let sum = 0;
    const at = byBound.findIndex((calls) => (sum += calls) > 0 && sum >= part * answered);
    return CALL_SECONDS[at] ?? null;
  };
  const since = new Date(Date.parse(today) - (DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  return {
    since,
    answered,
    failed: callsOf("failed"),
    halfWithin: within(0.5),
    mostWithin: within(0.95),
  };
}

const DAY_MS = 86_400_000;

/** Removes the rows that are not read any more. */
export async function deleteOldCalls(client: Queryable, today: string): Promise<void> {
  await client.query(`DELETE FROM registry.subgraph_call WHERE day <= $1::date - ${DAYS}`, [today]);
}
