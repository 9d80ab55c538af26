/** Departments as a plan names them: short or full name, or code; 各部门 and 各镇街 for all of a kind. */
import type { Published, ReferenceTo } from "#kit";

export interface DepartmentRow {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: string;
}

export const departmentReference: ReferenceTo<DepartmentRow> = {
  feed: "directory.departments",
  column: "code",
  isWhole: true,
};

type Known = readonly Published<DepartmentRow>[];

const ALL: Readonly<Record<string, (kind: string) => boolean>> = {
  各部门: (kind) => kind !== "TOWN" && kind !== "GOVERNMENT",
  各镇街: (kind) => kind === "TOWN",
};

/** Codes in the order of the names, each once; `unknown`: what names no department. */
export function readDepartments(
  text: string | null | undefined,
  known: Known,
): { readonly codes: readonly string[]; readonly unknown: readonly string[] } {
  const codes = new Set<string>();
  const unknown: string[] = [];
  for (const name of (text ?? "").split(/[、，,；;]/).flatMap((part) => part.trim() || [])) {
    const found = departmentsNamed(name, known);
    if (found.length === 0) unknown.push(name);
    for (const { code } of found) if (code) codes.add(code);
  }
  return { codes: [...codes], unknown };
}

function departmentsNamed(name: string, known: Known): Known {
  const isOne = ALL[name];
  if (isOne) return known.filter(({ kind }) => typeof kind === "string" && isOne(kind));
  return known.filter((one) => [one.code, one.shortName, one.name].includes(name)).slice(0, 1);
}
