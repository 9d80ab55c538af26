/** Figures that are hidden because they are of few persons, counted by feed and period. */
import { periodFieldOf, storedFields, type FeedContract } from "#kit";
import { tableOf, type Queryable } from "#kit/hub";

export interface SuppressedCount {
  readonly feed: string;
  /** Null for a feed that has none. */
  readonly period: string | null;
  /** Records of which at least one figure is hidden. */
  readonly records: number;
  /** Their figures that may be hidden and are blank: an optional one that was never filled in counts too. */
  readonly cells: number;
}

/** Of what is published now, the latest periods first, `most` of each feed at most. */
export async function countSuppressed(
  client: Queryable,
  contract: FeedContract,
  { department, most }: { readonly department: string | null; readonly most: number },
): Promise<readonly SuppressedCount[]> {
  if (!contract.smallCells) return [];
  const period = periodFieldOf(contract);
  const hideable = storedFields(contract).filter(({ field }) => {
    const show = contract.columns[field]?.show ?? "public";
    return typeof show !== "string" && !show.as;
  });
  if (hideable.length === 0) return [];
  const { rows } = await client.query<Omit<SuppressedCount, "feed">>(
    `SELECT ${period ? `"${period.sqlName}"` : "NULL::text"} AS period, count(*)::int AS records,
      sum(${hideable.map(({ sqlName }) => `("${sqlName}" IS NULL)::int`).join(" + ")})::int AS cells
    FROM ${tableOf(contract)} WHERE closed_in IS NULL AND is_suppressed AND ($1::text IS NULL OR department = $1)
    GROUP BY 1 ORDER BY 1 DESC LIMIT $2`,
    [department, most],
  );
  return rows.map((row) => ({ feed: contract.id, ...row }));
}
