/** What the statistics of social assistance have in common: period, town, exact spending, few people hidden, totals compared and never stored. */
import { columns, type Column, type DerivedColumn, type Row } from "#kit";

const TOTAL_LABELS = ["合计", "全区", "全区合计", "总计"] as const;

export const town = columns.text({ zh: "乡镇街道", en: "Town or sub-district", aliases: ["镇街", "单位", "乡镇（街道）", "街道乡镇"], required: true, maxLength: 50, indexed: true, example: "溪翁庄镇" });

export const month = columns.period("month", { zh: "统计月份", en: "Month", aliases: ["月份", "年月"], required: true, indexed: true });

/** Domain 04: one or two persons in a town are shown as `<3`, and no total of ours holds them. */
export function isFew({ persons, personTimes }: Row): boolean {
  const count = persons ?? personTimes;
  return count === 1 || count === 2;
}

/** A count of people, hidden where there are few. */
export function people(options: Parameters<typeof columns.integer>[0]): Column {
  return columns.integer({ dashIsZero: true, unit: "人", ...options, show: { when: isFew, note: { zh: "不足 3 人的不公开", en: "Not shown where there are fewer than 3" } } });
}

export function yuan(options: Omit<Parameters<typeof columns.decimal>[0], "scale" | "unit">): Column {
  return columns.decimal({ dashIsZero: true, ...options, scale: 2, unit: "元" });
}

/** What a reader sees in a table: the count, or `<3`. */
export function shownCount(field: string, zh: string, en: string): DerivedColumn {
  return { zh, en, kind: "text", from: (row) => (isFew(row) ? "<3" : row[field] === null || row[field] === undefined ? null : String(row[field])) };
}

/** Names a line of a series over all periods: by it a month finds the one before. */
export function seriesKey(period: string, ...fields: readonly string[]): DerivedColumn {
  return { zh: "序列", en: "Line of the series", kind: "text", indexed: true, exposed: false, from: (row) => [period, ...fields].map((field) => String(row[field])).join("|") };
}

export function totals(by: readonly string[], measures: readonly string[]): { readonly field: string; readonly labels: readonly string[]; readonly by: readonly string[]; readonly measures: readonly string[] } {
  return { field: "town", labels: TOTAL_LABELS, by, measures };
}
