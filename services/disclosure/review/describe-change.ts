/** A changed record as its reviewer reads it: which record it is, what changes, and what stands beside. */
import { inWords, storedFields, type FeedContract, type StoredField } from "#kit";
import type { ChangeKind, DifferenceRow } from "#kit/hub";

interface Named {
  readonly field: string;
  /** The standard's Chinese header. */
  readonly header: string;
  readonly unit: string | null;
}

/** A value in the words of the file. */
export interface FieldValue extends Named {
  readonly value: string | null;
}
export interface FieldChange extends Named {
  readonly before: string | null;
  readonly after: string | null;
}

export interface Change {
  readonly kind: ChangeKind;
  readonly recordId: string;
  /** Row in the file; null for a removed record. */
  readonly row: number | null;
  /** Key and title. */
  readonly identity: readonly FieldValue[];
  /** The unchanged columns on either side of those that change. */
  readonly neighbours: readonly FieldValue[];
  readonly fields: readonly FieldChange[];
}

export function describeChange(
  contract: FeedContract,
  { kind, recordId, row, before, after }: DifferenceRow,
): Change {
  const fields = storedFields(contract).filter(({ exposed }) => exposed);
  const shown = after ?? before ?? {};
  const valueOf = (field: StoredField): FieldValue => ({
    ...named(field),
    value: inWords(field, shown[field.field] ?? null),
  });
  const changes = fields.map((field): FieldChange => ({
    ...named(field),
    before: inWords(field, before?.[field.field] ?? null),
    after: inWords(field, after?.[field.field] ?? null),
  }));
  const isChanged = (at: number): boolean =>
    changes[at] !== undefined && changes[at].before !== changes[at].after;
  const names = new Set([...contract.key, ...contract.search.title]);
  const isBeside = (at: number): boolean => !isChanged(at) && (isChanged(at - 1) || isChanged(at + 1));
  return {
    kind,
    recordId,
    row,
    identity: fields.filter(({ field }) => names.has(field)).map(valueOf),
    neighbours:
      kind === "CHANGED"
        ? fields.filter(({ field }, at) => !names.has(field) && isBeside(at)).map(valueOf)
        : [],
    fields: changes.filter((_, at) => isChanged(at)),
  };
}

function named({ field, zh, unit }: StoredField): Named {
  return { field, header: zh, unit };
}
