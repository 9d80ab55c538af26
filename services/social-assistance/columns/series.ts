/** The lines of monthly figures: one for each town and kind, over all months. */
import { areaCode, type DerivedColumn, type ReferenceTo } from "#kit";

/** The field that tells the lines of one town and period apart, and the feed that has it. */
const FEEDS = {
  kind: "social-assistance.minimum-living",
  support: "social-assistance.extreme-poverty",
} as const;
export type SeriesKind = keyof typeof FEEDS;

/** The published lines, by which a month finds the one before. */
export function publishedSeries<R>(kind: SeriesKind): ReferenceTo<R & { readonly seriesKey: string }> {
  return { feed: FEEDS[kind], column: "seriesKey" };
}

/** The name of a line in a month; figures of urban and rural people have one each. */
export function lineName(
  period: string,
  areaCode: unknown,
  kind: string,
  residence: string | null | undefined,
): string {
  return [period, String(areaCode), kind, ...(residence ? [residence] : [])].join("|");
}

/** Names a line of a series over all periods: by it a month finds the one before. */
export function seriesKey<Field extends string>(
  kind: Field,
): DerivedColumn<
  "text",
  { readonly [Name in Field | "period" | "town"]: string } & { readonly residence?: string | null }
> {
  const area = areaCode("town");
  return {
    zh: "序列",
    en: "Line of the series",
    kind: "text",
    indexed: true,
    exposed: false,
    from: (row, secrets, context) =>
      lineName(row.period, area.from(row, secrets, context), row[kind], row.residence),
  };
}
