/** A field of the filter for each column that can be filtered by, as its kind is best asked for. */
import type { FunctionalComponent, VNode } from "vue";
import { useWords } from "../../words";
import type { Asked, Column } from "./asked";
import type { CodeList, DatasetPage } from "./load";

export interface FieldsProps {
  readonly columns: readonly Column[];
  readonly asked: Asked;
  readonly codeLists: readonly CodeList[];
  readonly departments: DatasetPage["departments"];
}

/** The comparisons that a column's fields ask by. */
export function comparisonsOf({ kind, name, filters }: Column, hasDepartments: boolean): readonly string[] {
  const wanted =
    name === "department" && hasDepartments ? ["eq"] : (COMPARISONS[kind] satisfies readonly string[]);
  return wanted.filter((comparison) => filters.includes(comparison));
}

const COMPARISONS = {
  TEXT: ["startsWith"],
  CODE: ["eq"],
  CODES: ["has"],
  BOOLEAN: ["eq"],
  DATE: ["gte", "lte"],
  INTEGER: ["gte", "lte"],
  DECIMAL: ["gte", "lte"],
} as const satisfies Readonly<Record<Column["kind"], readonly string[]>>;

export const Fields: FunctionalComponent<FieldsProps> = ({ columns, asked, codeLists, departments }) => {
  const { t } = useWords();
  const valueOf = (column: string, comparison: string): string =>
    asked.conditions.find((one) => one.column === column && one.comparison === comparison)?.value ?? "";
  return columns.flatMap((column) =>
    comparisonsOf(column, departments !== null).map((comparison): VNode => {
      const name = `${column.name}.${comparison}`;
      const value = valueOf(column.name, comparison);
      const choices = choicesOf(column);
      if (choices)
        return (
          <label>
            {column.label}
            <select name={name}>
              <option value="">{t("dataset.any")}</option>
              {choices.map(([code, label]) => (
                <option value={code} selected={code === value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        );
      const isRange = comparison === "gte" || comparison === "lte";
      return (
        <label>
          {isRange
            ? t(comparison === "gte" ? "dataset.from" : "dataset.until", { column: column.label })
            : column.label}
          {column.kind === "DATE" ? (
            <input type="date" name={name} value={value} />
          ) : (
            <input
              type="text"
              name={name}
              value={value}
              maxlength={200}
              inputmode={isRange ? "decimal" : undefined}
              placeholder={isRange ? (column.unit ?? undefined) : t("dataset.startsWith")}
            />
          )}
        </label>
      );
    }),
  );

  function choicesOf({ name, kind, codeList }: Column): readonly (readonly [string, string])[] | null {
    if (kind === "BOOLEAN")
      return [
        ["true", t("dataset.yes")],
        ["false", t("dataset.no")],
      ];
    if (name === "department" && departments !== null) return departments.map((one) => [one.code, one.name]);
    const list = codeLists.find((one) => one.name === codeList);
    return list?.values.map(({ code, label }) => [code, label]) ?? null;
  }
};
Fields.props = ["columns", "asked", "codeLists", "departments"];
