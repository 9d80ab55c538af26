/**
 * The columns that the statistics of social assistance have in common: period, town, exact spending, few
 * people hidden, totals compared and never stored.
 */
import {
  columns,
  HIDDEN_AS_FEW,
  HIDDEN_WITH_FEW,
  isFew,
  type Bilingual,
  type Column,
  type DerivedColumn,
  type Mask,
} from "#kit";

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

/** Headers of tables that have 城市 and 农村 side by side: a row of the form is of one of them. */
export function sideBySide(measures: readonly string[]): Readonly<Record<string, Bilingual>> {
  return Object.fromEntries(
    measures
      .flatMap((measure) => [`城市${measure}`, `农村${measure}`, `城镇${measure}`])
      .map((header) => [
        header,
        {
          zh: `“${header}”是城乡并列的列，请改为每个乡镇街道城市、农村各一行，在城乡类别列中注明`,
          en: `'${header}' has urban and rural side by side: give each a row of its own, and say which in its column`,
        },
      ]),
  );
}

/** A count of people, hidden where there are few. */
export function people<Required extends boolean = false>(
  options: columns.MeasureOptions<Required> & { readonly show?: Mask },
): Column<"integer", NoInfer<Required>> {
  return columns.integer({ dashIsZero: true, unit: "人", show: HIDDEN_AS_FEW, ...options });
}

/** Money, hidden where few people have it. */
export function yuan<Required extends boolean = false>(
  options: Omit<columns.DecimalOptions<Required>, "scale" | "unit">,
): Column<"decimal", NoInfer<Required>> {
  return columns.decimal({ dashIsZero: true, show: HIDDEN_WITH_FEW, ...options, scale: 2, unit: "元" });
}

/** The text that a reader sees in a table: the count, or `<3` where three are the fewest shown. */
export function shownCount<Field extends "persons" | "personTimes">(
  field: Field,
  zh: string,
  en: string,
): DerivedColumn<"text", { readonly [Name in Field]: number }> {
  return {
    zh,
    en,
    kind: "text",
    from: (row, _secrets, context) =>
      isFew(row[field], context) ? `<${context.fewestShown}` : String(row[field]),
  };
}
