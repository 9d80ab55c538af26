/** What departments made and do not publish, and which share of what they made is public. */
import type { FeedContract } from "#kit";
import { tableOf, type Queryable } from "#kit/hub";
import { withheld } from "../feeds/withheld.js";
import { withheldReviews } from "../feeds/withheld-reviews.js";

export interface WithheldCount {
  readonly department: string;
  readonly kind: string;
  readonly openness: string;
  /** Null for what is given on request. */
  readonly ground: string | null;
  readonly documents: number;
}

/** Of what stands in the register and is not public, the most first. */
export async function countWithheld(
  client: Queryable,
  department: string | null,
): Promise<readonly WithheldCount[]> {
  const { rows } = await client.query<WithheldCount>(
    `SELECT department, kind, openness, ground, count(*)::int AS documents FROM ${tableOf(withheld)}
    WHERE closed_in IS NULL AND NOT is_public_now AND ($1::text IS NULL OR department = $1)
    GROUP BY 1, 2, 3, 4 ORDER BY documents DESC, 1, 2, 3, 4`,
    [department],
  );
  return rows;
}

export interface ShareOfYear {
  readonly year: number;
  /** Policy documents made in the year that are published. */
  readonly published: number;
  /** Policy documents made in the year that stand in the register and are not public. */
  readonly withheld: number;
  /** Of the year's reviews, and how many of them made something public, in part or whole. */
  readonly reviews: number;
  readonly disclosed: number;
}

/**
 * By the year in which documents were made, the latest first; reviews by the year in which they were held.
 * `documents` is the feed of policy documents.
 */
export async function readShares(
  client: Queryable,
  documents: FeedContract,
  department: string | null,
): Promise<readonly ShareOfYear[]> {
  const isAsked = "closed_in IS NULL AND ($1::text IS NULL OR department = $1)";
  const { rows } = await client.query<ShareOfYear>(
    `SELECT year, sum(published)::int AS published, sum(withheld)::int AS withheld, sum(reviews)::int AS reviews, sum(disclosed)::int AS disclosed FROM (
      SELECT extract(year FROM made_on)::int AS year, 1 AS published, 0 AS withheld, 0 AS reviews, 0 AS disclosed
      FROM ${tableOf(documents)} WHERE ${isAsked} AND openness = 'PROACTIVE'
      UNION ALL SELECT extract(year FROM made_on)::int, 0, 1, 0, 0
      FROM ${tableOf(withheld)} WHERE ${isAsked} AND kind = 'POLICY' AND NOT is_public_now
      UNION ALL SELECT extract(year FROM reviewed_on)::int, 0, 0, 1, (outcome IN ('PARTLY', 'PUBLISHED'))::int
      FROM ${tableOf(withheldReviews)} WHERE ${isAsked}) all_of
    GROUP BY year ORDER BY year DESC`,
    [department],
  );
  return rows;
}
