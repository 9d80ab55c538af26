/** What towns can be compared by: `<dataset>:<field>`, or `<dataset>` for how many records. */
import type { TownDatasetsQuery } from "../../graph/public/graphql";
import { STATISTICS, STOCKS } from "../../parts/figures";

export interface Choice {
  /** As the address has it. */
  readonly name: string;
  readonly dataset: string;
  readonly title: string;
  readonly titleEn: string;
  /** Null for the number of records. */
  readonly measure: { readonly field: string; readonly label: string; readonly unit: string | null } | null;
  readonly hasPeriods: boolean;
  /** The column that says where each record is; null where none does, and for a measure. */
  readonly pointColumn: string | null;
}

/** Datasets whose records are in towns. Figures of periods are no records to be counted. */
export function choicesOf(
  datasets: readonly TownDatasetsQuery["datasets"]["nodes"][number][],
): readonly Choice[] {
  return datasets.flatMap(({ id, title, titleEn, columns }) => {
    if (!columns.some(({ name }) => name === AREA)) return [];
    const hasPeriods = columns.some(({ isPeriod }) => isPeriod);
    const figures = STATISTICS.find(({ dataset }) => dataset === id);
    const fields = hasPeriods
      ? figures && figures.choice === null
        ? figures.measures
        : []
      : (STOCKS.get(id) ?? []);
    const base = { dataset: id, title, titleEn, hasPeriods, pointColumn: null };
    const pointColumn = columns.find(({ coordinates }) => coordinates !== null)?.name ?? null;
    return [
      ...(hasPeriods ? [] : [{ ...base, name: id, measure: null, pointColumn }]),
      ...fields.flatMap((field) => {
        const column = columns.find(({ name }) => name === field);
        const { label, unit = null } = column ?? {};
        return label === undefined
          ? []
          : [{ ...base, name: `${id}:${field}`, measure: { field, label, unit } }];
      }),
    ];
  });
}

export const AREA = "areaCode";
