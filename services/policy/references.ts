/** Published records that the rules of policy look up, and the names by which papers call a document. */
import {
  departmentReference,
  formerNames,
  normaliseDocumentNumber,
  onceFor,
  type ReferenceTo,
  type RowContext,
} from "#kit";

interface DocumentRow {
  readonly documentKey: string;
  readonly documentNumber: string | null;
  readonly indexNumber: string;
}

export const documentByKey: ReferenceTo<DocumentRow> = {
  feed: "policy.documents",
  column: "documentKey",
  fields: ["indexNumber"],
};
/** A document that has a number may be named by its index number all the same. */
export const documentByIndex: ReferenceTo<DocumentRow> = {
  feed: "policy.documents",
  column: "indexNumber",
  fields: ["documentKey"],
};

/** The key of the document that a cell names, as it is written where no such document is published. */
export function documentKeyOf(name: string, { lookup }: Pick<RowContext, "lookup">): string {
  const canonical = normaliseDocumentNumber(name).canonical;
  return lookup(documentByKey, canonical)
    ? canonical
    : (lookup(documentByIndex, name)?.documentKey ?? canonical);
}

export function isKnownDocument(name: string, { lookup }: Pick<RowContext, "lookup">): boolean {
  return (
    lookup(documentByKey, normaliseDocumentNumber(name).canonical) !== null ||
    lookup(documentByIndex, name) !== null
  );
}

/** The parts of a cell that names several: parted by ； or 、. */
export function partsOf(cell: string | null): readonly string[] {
  return (cell ?? "")
    .split(/[；;、\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** A department as it is or was called, and the last day of that name; null while it is used. */
export interface NamedDepartment {
  readonly code: string;
  readonly name: string;
  readonly until: string | null;
}

/** Null for what the directory does not know under any name. */
export function departmentNamed(name: string, context: Pick<RowContext, "rows">): NamedDepartment | null {
  return byName(context).get(name) ?? null;
}

interface NamingRow {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly formerNames: string | null;
}

const directory: ReferenceTo<NamingRow> = { ...departmentReference, column: "name", alias: "shortName" };

/** Names of today go before those of the past. */
const byName = onceFor(({ rows }) => {
  const named = new Map<string, NamedDepartment>();
  const all = rows(directory).flatMap(({ code, name, shortName, formerNames: former }) =>
    typeof code === "string" && typeof name === "string" ? [{ code, name, shortName, former }] : [],
  );
  for (const { code, name, former } of all)
    for (const one of formerNames(former)) named.set(one.name, { code, name, until: one.until });
  for (const { code, name, shortName } of all)
    for (const called of [shortName, name]) if (called) named.set(called, { code, name, until: null });
  return named;
});
