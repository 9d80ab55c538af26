/**
 * Masks of a dataset: numbers of few persons or households (known by the unit or else the title), unless the
 * table schema says why the number is shown (`shownThoughFew`), and amounts of money beside them.
 */
import {
  countsPersons,
  HIDDEN_AS_FEW,
  HIDDEN_WITH_FEW,
  isFew,
  type Mask,
  type Row,
  type RowContext,
} from "#kit";
import type { SchemaField } from "./table-schema.js";

const KINDS: Readonly<Partial<Record<SchemaField["type"], "integer" | "decimal">>> = {
  integer: "integer",
  number: "decimal",
};

export function masksOf(fields: readonly SchemaField[]): ReadonlyMap<string, Mask> {
  const counts = fields.filter(({ type, unit, title, shownThoughFew }) => {
    const kind = KINDS[type];
    return (
      kind !== undefined &&
      shownThoughFew === null &&
      countsPersons({ kind, zh: title, ...(unit === null ? {} : { unit }) })
    );
  });
  const isOfFew = ({ field, unit }: SchemaField, row: Row, context: RowContext): boolean =>
    isFew(Number(row[field] ?? 0) * (unit?.startsWith("万") ? 10_000 : 1), context);
  const amounts =
    counts.length === 0 ? [] : fields.filter(({ type, unit }) => KINDS[type] && unit?.includes("元"));
  return new Map([
    ...amounts.map(
      ({ field }) =>
        [
          field,
          {
            ...HIDDEN_WITH_FEW,
            when: (row: Row, context: RowContext) => counts.some((count) => isOfFew(count, row, context)),
          },
        ] as const,
    ),
    ...counts.map(
      (count) =>
        [
          count.field,
          { ...HIDDEN_AS_FEW, when: (row: Row, context: RowContext) => isOfFew(count, row, context) },
        ] as const,
    ),
  ]);
}
