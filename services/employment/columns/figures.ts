/** 就业主要指标: the columns of the file. */
import { columns, HIDDEN_AS_FEW, isFew, type CellsOf, type Row } from "#kit";
import { measures } from "../code-lists.js";

const RATES = new Set<unknown>([
  "REGISTERED_UNEMPLOYMENT_RATE",
  "GRADUATE_EMPLOYMENT_RATE",
  "GRADUATE_PLACEMENT_RATE",
]);

/** Rates are in %, the other measures in persons. */
export const isRate = ({ measure }: Row): boolean => RATES.has(measure);

export const employmentFigureColumns = {
  period: columns.period("month", {
    zh: "月份",
    en: "Month",
    aliases: ["统计月份"],
    required: true,
    indexed: true,
  }),
  measure: columns.code(measures, {
    zh: "指标",
    en: "Measure",
    aliases: ["指标名称"],
    required: true,
    indexed: true,
  }),
  town: columns.text({
    zh: "乡镇街道",
    en: "Town or sub-district; blank for the district",
    aliases: ["镇街"],
    maxLength: 50,
    indexed: true,
    example: "溪翁庄镇",
  }),
  value: columns.decimal({
    zh: "数值",
    en: "Persons, or per cent",
    required: true,
    indexed: true,
    scale: 2,
    percentWhen: isRate,
    alike: { same: ["measure"], filled: ["areaCode"] },
    note: {
      zh: "汇总时，指标不同的，或全区数据与乡镇街道数据并存的，合计、平均等为空。",
      en: "Sums, averages and so on are null over several measures, and over the district with its towns.",
    },
    show: {
      when: (row, context) => !isRate(row) && isFew(row["value"], context),
      note: HIDDEN_AS_FEW.note,
    },
  }),
};

export type EmploymentFigureCells = CellsOf<typeof employmentFigureColumns>;
