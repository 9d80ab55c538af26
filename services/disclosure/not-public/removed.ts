/**
 * How often something was refused before its release, or withdrawn after it, and why. Counts alone: what was
 * withdrawn by law is told of in no other way.
 */
import type { CodeList } from "#kit";
import type { Queryable } from "#kit/hub";
import type { WithdrawalKind } from "../desk/entities.js";

export const removalCauses: CodeList = {
  name: "RemovalCause",
  title: { zh: "停止公开的原因", en: "Why records that were public are so no longer" },
  codes: [
    { name: "REPAIR", zh: "信用修复", en: "Credit repair" },
    { name: "REVOCATION", zh: "决定被撤销", en: "The decision was revoked" },
    { name: "OBJECTION", zh: "异议成立", en: "An objection was upheld" },
    { name: "EXPIRY", zh: "公示期满", en: "The time was over for which it is shown" },
  ],
};
export type RemovalCause = WithdrawalKind | "EXPIRY";

export interface RemovedCount {
  readonly feed: string;
  readonly department: string;
  readonly year: number;
  readonly cause: RemovalCause;
  /** Records that were public until then. */
  readonly records: number;
}

/** By the year of the release that took them out, the latest first. */
export async function countRemoved(
  client: Queryable,
  department: string | null,
): Promise<readonly RemovedCount[]> {
  const { rows } = await client.query<RemovedCount>(
    `SELECT r.feed, r.department, extract(year FROM r.released_at AT TIME ZONE 'Asia/Shanghai')::int AS year,
      CASE r.kind WHEN 'EXPIRY' THEN r.kind ELSE s.withdrawal->>'kind' END AS cause, sum(r.removed)::int AS records
    FROM hub.release r LEFT JOIN disclosure.submission s ON s.id = r.submission
    WHERE r.kind IN ('WITHDRAWAL', 'EXPIRY') AND ($1::text IS NULL OR r.department = $1)
    GROUP BY 1, 2, 3, 4 ORDER BY year DESC, records DESC, 1, 2, 4`,
    [department],
  );
  return rows;
}

export interface RefusedCount {
  readonly feed: string;
  readonly department: string;
  readonly year: number;
  /** Files that could not be read at all. */
  readonly unreadable: number;
  /** Files that their reviewer refused. */
  readonly rejected: number;
  /** Rows of the files that their reviewer refused. */
  readonly rows: number;
}

/** By the year in which they were handed in, the latest first. */
export async function countRefused(
  client: Queryable,
  department: string | null,
): Promise<readonly RefusedCount[]> {
  const { rows } = await client.query<RefusedCount>(
    `SELECT feed, department, extract(year FROM received_at AT TIME ZONE 'Asia/Shanghai')::int AS year,
      count(*) FILTER (WHERE refusal IS NOT NULL)::int AS unreadable, count(*) FILTER (WHERE refusal IS NULL)::int AS rejected,
      coalesce(sum(rows) FILTER (WHERE refusal IS NULL), 0)::int AS rows
    FROM disclosure.submission WHERE state = 'REJECTED' AND ($1::text IS NULL OR department = $1)
    GROUP BY 1, 2, 3 ORDER BY year DESC, 1, 2`,
    [department],
  );
  return rows;
}
