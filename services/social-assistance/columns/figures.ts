/**
 * What the statistics of social assistance have in common: period, town, exact spending, few people hidden,
 * totals compared and never stored.
 */
import { areaCode, columns, type Column, type DerivedColumn, type Row } from "#kit";

/** Rows that sum up the towns. */
export const TOTAL_ROWS = { field: "town", labels: ["合计", "全区", "全区合计", "总计"] } as const;

export const town = columns.text({
  zh: "乡镇街道",
  en: "Town or sub-district",
  aliases: ["镇街", "单位", "乡镇（街道）", "街道乡镇"],
  required: true,
  maxLength: 50,
  indexed: true,
  example: "溪翁庄镇",
});

export const month = columns.period("month", {
  zh: "统计月份",
  en: "Month",
  aliases: ["月份", "年月"],
  required: true,
  indexed: true,
});

/** Domain 04: one or two persons in a town are shown as `<3`, and no total of ours holds them. */
const FEW: ReadonlySet<unknown> = new Set([1, 2]);

const isFew = ({ persons, personTimes }: Row): boolean => FEW.has(persons ?? personTimes);

/** A count of people, hidden where there are few. */
export function people<Required extends boolean = false>(
  options: columns.MeasureOptions<Required>,
): Column<"integer", NoInfer<Required>> {
  return columns.integer({
    dashIsZero: true,
    unit: "人",
    ...options,
    show: { when: isFew, note: { zh: "不足 3 人的不公开", en: "Not shown where there are fewer than 3" } },
  });
}

export function yuan<Required extends boolean = false>(
  options: Omit<columns.DecimalOptions<Required>, "scale" | "unit">,
): Column<"decimal", NoInfer<Required>> {
  return columns.decimal({ dashIsZero: true, ...options, scale: 2, unit: "元" });
}

/** What a reader sees in a table: the count, or `<3`. */
export function shownCount<Field extends "persons" | "personTimes">(
  field: Field,
  zh: string,
  en: string,
): DerivedColumn<"text", { readonly [Name in Field]: number }> {
  return { zh, en, kind: "text", from: (row) => (FEW.has(row[field]) ? "<3" : String(row[field])) };
}

/** Names a line of a series over all periods: by it a month finds the one before. */
export function seriesKey<Field extends string>(
  kind: Field,
): DerivedColumn<"text", { readonly [Name in Field | "period" | "town"]: string }> {
  const area = areaCode("town");
  return {
    zh: "序列",
    en: "Line of the series",
    kind: "text",
    indexed: true,
    exposed: false,
    from: (row, secrets, context) =>
      [row.period, String(area.from(row, secrets, context)), row[kind]].join("|"),
  };
}
