/** Requests for information, counted: what was refused on which ground, and what was answered in time. */
import { tableOf, type Queryable } from "#kit/hub";
import { requests } from "../feeds/requests.js";

export interface RefusedRequestCount {
  readonly department: string;
  readonly year: number;
  /** A row of table 三 of the annual report. */
  readonly outcome: string;
  readonly ground: string | null;
  /** Null where there are fewer than are shown. */
  readonly requests: number | null;
}

/** Of answered requests all but those that were public in full. */
export async function countRefusedRequests(
  client: Queryable,
  { department, fewestShown }: { readonly department: string | null; readonly fewestShown: number },
): Promise<readonly RefusedRequestCount[]> {
  const { rows } = await client.query<RefusedRequestCount>(
    `SELECT department, extract(year FROM answered_on)::int AS year, outcome, refusal_ground AS ground,
      CASE WHEN count(*) >= $2 THEN count(*)::int END AS requests
    FROM ${tableOf(requests)} WHERE closed_in IS NULL AND outcome <> 'A' AND ($1::text IS NULL OR department = $1)
    GROUP BY 1, 2, 3, 4 ORDER BY 2 DESC, 1, 3, 4`,
    [department, fewestShown],
  );
  return rows;
}

export interface RequestCount {
  readonly department: string;
  readonly year: number;
  readonly received: number;
  readonly answered: number;
  readonly late: number;
  readonly overdue: number;
  readonly extended: number;
}

export async function countRequests(
  client: Queryable,
  { department, today }: { readonly department: string | null; readonly today: string },
): Promise<readonly RequestCount[]> {
  const { rows } = await client.query<RequestCount>(
    `SELECT department, extract(year FROM received_on)::int AS year, count(*)::int AS received, count(answered_on)::int AS answered,
      count(*) FILTER (WHERE is_late)::int AS late, count(*) FILTER (WHERE answered_on IS NULL AND due_on < $2::date)::int AS overdue,
      count(extended_on)::int AS extended
    FROM ${tableOf(requests)} WHERE closed_in IS NULL AND ($1::text IS NULL OR department = $1)
    GROUP BY 1, 2 ORDER BY 2 DESC, 1`,
    [department, today],
  );
  return rows;
}
