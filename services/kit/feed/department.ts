/**
 * Departments by the names that clerks write, in full or short (北京市密云区教育委员会, 区教委): known from the
 * published `directory.departments`. A feed names the column; the record holds the code of the department
 * too, which joins it to `Department`.
 */
import type { Bilingual } from "./bilingual.js";
import type { DerivedColumn, ReferenceTo, RowRule, Value } from "./contract.js";

/** The cells that are read from a published department. */
export interface DepartmentRow {
  readonly code: string;
  readonly name: string;
  readonly shortName: string | null;
}

/** A row whose cell `Field` names a department; blank where nothing does. */
type NamesDepartment<Field extends string> = { readonly [Name in Field]: Value };

/** An entry for the feed's `references`. */
export const departmentReference: ReferenceTo<DepartmentRow> = {
  feed: "directory.departments",
  column: "name",
  alias: "shortName",
};

/** The derived field with the code of the department that `field` names; records lead to it by `name`. */
export function departmentCode<Field extends string>(
  field: Field,
  { name, zh, en }: Bilingual & { readonly name: string },
): DerivedColumn<"text", NamesDepartment<Field>> {
  return {
    zh: `${zh}（部门编码）`,
    en: `${en}: its code`,
    kind: "text",
    indexed: true,
    link: { name, type: "Department", key: "code", label: field, zh, en },
    from: (row, _secrets, { lookup }) => {
      const given = row[field];
      return typeof given === "string" ? (lookup(departmentReference, given)?.code ?? null) : null;
    },
  };
}

/** DEPARTMENT_UNKNOWN: the named department must be one of the directory's. */
export function departmentRule<Field extends string>(field: Field): RowRule<NamesDepartment<Field>> {
  return {
    code: "DEPARTMENT_UNKNOWN",
    severity: "ERROR",
    text: {
      zh: "不在部门名录中。请填写部门的全称或简称（如“区教委”）后重新报送。",
      en: "The directory has no such department. Write its full or short name, and submit again.",
    },
    check: (row, { lookup }) => {
      const name = row[field];
      return typeof name !== "string" || lookup(departmentReference, name) ? [] : [{ field }];
    },
  };
}
