/** Departments by the names under which documents were issued. */
import { departmentReference, formerNames, onceFor, type ReferenceTo, type RowContext } from "#kit";

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
