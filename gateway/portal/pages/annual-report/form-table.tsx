/** A table of the report as it is laid down: its columns in groups, its rows under their headings. */
import type { FunctionalComponent, VNode } from "vue";
import { useWords } from "../../words";

export interface FormTableProps {
  readonly caption: string;
  readonly columns: readonly { readonly group?: string | null; readonly label: string }[];
  readonly rows: readonly {
    readonly group: string;
    readonly label: string;
    readonly values: readonly (string | null)[];
  }[];
}

export const FormTable: FunctionalComponent<FormTableProps> = ({ caption, columns, rows }) => {
  const { t, number } = useWords();
  const groups = runs(columns, ({ group }) => group ?? "");
  const hasGroups = groups.some(({ name }) => name !== "");
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={caption}>
      <table class="form-table">
        <caption>{caption}</caption>
        <thead>
          {hasGroups && (
            <tr>
              <td colspan={2} />
              {groups.map(({ name, count }) =>
                name === "" ? (
                  <td colspan={count} />
                ) : (
                  <th scope="colgroup" colspan={count}>
                    {name}
                  </th>
                ),
              )}
            </tr>
          )}
          <tr>
            <th scope="col" colspan={2}>
              {t("reports.item")}
            </th>
            {columns.map(({ label }) => (
              <th scope="col" class="number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{runs(rows, ({ group }) => group).flatMap((run) => rowsOf(run, number))}</tbody>
      </table>
    </div>
  );
};
FormTable.props = ["caption", "columns", "rows"];

interface Run<Of> {
  readonly name: string;
  readonly count: number;
  readonly of: readonly Of[];
}

function rowsOf(
  { name, count, of }: Run<FormTableProps["rows"][number]>,
  number: (value: string) => string,
): readonly VNode[] {
  return of.map(({ label, values }, at) => (
    <tr>
      {name !== "" && at === 0 && (
        <th scope="rowgroup" rowspan={count}>
          {name}
        </th>
      )}
      <th scope="row" colspan={name === "" ? 2 : 1}>
        {label}
      </th>
      {values.map((value) => (
        <td class="number">{value === null ? "" : number(value)}</td>
      ))}
    </tr>
  ));
}

/** Neighbours that have the same name, together. */
function runs<Of>(all: readonly Of[], nameOf: (one: Of) => string): readonly Run<Of>[] {
  const found: { readonly name: string; readonly of: Of[] }[] = [];
  for (const one of all) {
    const last = found.at(-1);
    if (last?.name === nameOf(one)) last.of.push(one);
    else found.push({ name: nameOf(one), of: [one] });
  }
  return found.map(({ name, of }) => ({ name, of, count: of.length }));
}
