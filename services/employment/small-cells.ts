/**
 * 就业主要指标 hides few persons, and all that tells them: the district's count with those of its towns, and the
 * rate of unemployment beside the count of the unemployed, since the labour force is known elsewhere.
 */
import {
  areaCode,
  HIDDEN_AS_FEW,
  wholeAndParts,
  type CellsOf,
  type DerivedColumn,
  type ReferenceTo,
  type Row,
  type RowContext,
  type SetMask,
} from "#kit";
import { isRate, type employmentFigureColumns } from "./columns/figures.js";

/** The rate, and the count that it is of. */
const RATE = "REGISTERED_UNEMPLOYMENT_RATE";
const COUNT = "REGISTERED_UNEMPLOYED";

const area = areaCode("town");

/** Names a figure of a month, of a town or of the district. */
export const figureKey: DerivedColumn<"text", CellsOf<typeof employmentFigureColumns>> = {
  zh: "指标键",
  en: "Month, measure and town",
  kind: "text",
  indexed: true,
  exposed: false,
  from: (row, secrets, context) =>
    keyOf({ period: row.period, areaCode: area.from(row, secrets, context) }, row.measure),
};

export const publishedFigures = {
  feed: "employment.figures",
  column: "figureKey",
  isWhole: true,
} as const satisfies ReferenceTo<{ readonly figureKey: string; readonly value: string }>;

const hiddenRates: SetMask = {
  code: "EM-33",
  text: HIDDEN_AS_FEW.note,
  hide: (rows, { lookup }: RowContext) => {
    const counts = new Map(
      rows.map(({ row, shown }) => [keyOf(row, row["measure"]), shown["value"] ?? null]),
    );
    for (const { row, hide } of rows) {
      if (row["measure"] !== RATE) continue;
      const key = keyOf(row, COUNT);
      const published = lookup<{ readonly figureKey: string; readonly value: string }>(publishedFigures, key);
      const count = counts.has(key) ? counts.get(key) : published?.value;
      if (count === null) hide("value");
    }
    return [];
  },
};

/** In this order: a count that is hidden takes its rate with it. */
export const hiddenFigures: readonly SetMask[] = [
  wholeAndParts({
    part: "areaCode",
    same: ["period", "measure"],
    count: "value",
    isApart: isRate,
    published: publishedFigures,
  }),
  hiddenRates,
];

function keyOf({ period, areaCode: town }: Row, measure: unknown): string {
  return [period, measure, town].join("|");
}
