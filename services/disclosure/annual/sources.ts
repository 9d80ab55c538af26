/**
 * What the hub itself knows of the tables: of which records a cell is the count or the sum. All else of a
 * report only its organ knows.
 */
export interface CellSource {
  readonly cell: string;
  readonly feed: string;
  /** The graph's `where`, beside the department; `year` is its first day, `last` its last one. */
  readonly where: (year: { readonly name: string; readonly first: string; readonly last: string }) => object;
  /** The records that were public at some time by the day count, or those that are public on it. */
  readonly counts: "ever" | "then";
  /** What is added up of them; the records are counted where nothing is. */
  readonly sums?: readonly string[];
}

export const CELL_SOURCES: readonly CellSource[] = [
  {
    cell: "TABLE_2.NORMATIVE.MADE",
    feed: "policy.documents",
    where: ({ first, last }) => ({ isNormative: { eq: true }, madeOn: { gte: first, lte: last } }),
    counts: "then",
  },
  {
    cell: "TABLE_2.NORMATIVE.REPEALED",
    feed: "policy.documents",
    where: ({ first, last }) => ({
      isNormative: { eq: true },
      validity: { in: ["REPEALED", "EXPIRED"] },
      endsOn: { gte: first, lte: last },
    }),
    counts: "then",
  },
  {
    cell: "TABLE_2.NORMATIVE.IN_FORCE",
    feed: "policy.documents",
    where: ({ last }) => ({
      isNormative: { eq: true },
      inForceFrom: { lte: last },
      or: [{ endsOn: { isNull: true } }, { endsOn: { gt: last } }],
    }),
    counts: "then",
  },
  {
    cell: "TABLE_2.LICENCES.DECISIONS",
    feed: "enforcement.licences",
    where: ({ first, last }) => ({ decisionDate: { gte: first, lte: last } }),
    counts: "ever",
  },
  {
    cell: "TABLE_2.PENALTIES.DECISIONS",
    feed: "enforcement.penalties",
    where: ({ first, last }) => ({ decisionDate: { gte: first, lte: last } }),
    counts: "ever",
  },
  {
    cell: "TABLE_2.COERCION.DECISIONS",
    feed: "enforcement.yearly-figures",
    where: ({ name }) => ({ year: { eq: name } }),
    counts: "then",
    sums: ["coerciveMeasures", "coerciveExecutions"],
  },
];
