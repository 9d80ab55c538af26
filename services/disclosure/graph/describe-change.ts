/** A changed record as its reviewer reads it: which record it is, what changes, and what stands beside. */
import { inWords, storedFields, type DifferenceRow, type FeedContract, type StoredField } from "#kit";
import type { DifferenceRowType, FieldValueType } from "./difference-types.js";

export function describeChange(contract: FeedContract, { kind, recordId, row, before, after }: DifferenceRow): DifferenceRowType {
  const fields = storedFields(contract).filter(({ exposed }) => exposed);
  const shown = after ?? before ?? {};
  const valueOf = (field: StoredField): FieldValueType => ({ field: field.field, header: field.zh, unit: field.unit, value: inWords(field, shown[field.field] ?? null) });
  const changes = fields.map((field) => {
    const [old, fresh] = [inWords(field, before?.[field.field] ?? null), inWords(field, after?.[field.field] ?? null)];
    return { field: field.field, header: field.zh, unit: field.unit, before: old, after: fresh };
  });
  const isChanged = (at: number): boolean => changes[at] !== undefined && changes[at].before !== changes[at].after;
  const names = new Set([...contract.key, ...contract.search.title]);
  return {
    kind, recordId, row,
    identity: fields.filter(({ field }) => names.has(field)).map(valueOf),
    neighbours: kind === "CHANGED" ? fields.filter(({ field }, at) => !names.has(field) && !isChanged(at) && (isChanged(at - 1) || isChanged(at + 1))).map(valueOf) : [],
    fields: changes.filter((_, at) => isChanged(at)),
  };
}
