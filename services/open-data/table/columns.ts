/** The columns of any dataset, and what can be done by each: filter, order, group, measure. */
import {
  DEPARTMENT_FIELD,
  groupableFields,
  namedFields,
  OPERATORS,
  periodFieldOf,
  queryFieldsOf,
  seriesKeys,
  type FeedContract,
  type Language,
  type NamedField,
} from "#kit";

export interface DatasetColumn extends Omit<NamedField, "field"> {
  /** Name of its code list. */
  readonly codeList: string | null;
  /** Comparisons of a filter; none where it cannot be filtered by. */
  readonly filters: readonly string[];
  readonly ascending: string | null;
  readonly descending: string | null;
  readonly isGroupable: boolean;
  readonly isSeriesKey: boolean;
  readonly isMeasure: boolean;
  /** Groups can be by its calendar units. */
  readonly isDate: boolean;
  /** Series are by it. */
  readonly isPeriod: boolean;
  /** It holds points, which are written in this system. */
  readonly coordinates: string | null;
}

const DEPARTMENT = { zh: "报送部门", en: "Department that handed it in" } as const;

/** In the order of the contract; the department that handed it in at the end. */
export function columnsOf(contract: FeedContract, language: Language): readonly DatasetColumn[] {
  const { filters, orders } = queryFieldsOf(contract);
  const { keys, dates, measures } = groupableFields(contract);
  const period = periodFieldOf(contract);
  const seriesBy = new Set(seriesKeys(contract).map(({ field }) => field));
  const orderOf = (name: string, descending: boolean): string | null =>
    [...orders.values()].find(({ field, descending: down }) => field.field === name && down === descending)
      ?.name ?? null;
  const own = namedFields(contract, language).map(({ field, ...named }): DatasetColumn => {
    const { name } = named;
    return {
      ...named,
      codeList: field.list?.name ?? null,
      filters: filters.has(name) ? OPERATORS[field.kind] : [],
      ascending: orderOf(name, false),
      descending: orderOf(name, true),
      isGroupable: keys.has(name),
      isSeriesKey: seriesBy.has(name),
      isMeasure: measures.includes(field),
      isDate: dates.includes(field),
      isPeriod: field === period,
      coordinates: field.coordinates,
    };
  });
  return [
    ...own,
    {
      name: DEPARTMENT_FIELD.field,
      label: language === "EN" ? DEPARTMENT.en : DEPARTMENT.zh,
      kind: "TEXT",
      unit: null,
      note: null,
      codeList: null,
      filters: OPERATORS[DEPARTMENT_FIELD.kind],
      ascending: null,
      descending: null,
      isGroupable: true,
      isSeriesKey: false,
      isMeasure: false,
      isDate: false,
      isPeriod: false,
      coordinates: null,
    },
  ];
}
