/** A table with its caption; it scrolls by itself where it is too wide. */
import type { FunctionalComponent, VNode, VNodeChild } from "vue";

export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => VNodeChild;
  /** Figures stand under each other. */
  readonly isNumber?: boolean;
}

export interface TableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

export function Table<Row>({ caption, columns, rows }: TableProps<Row>): VNode {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, isNumber }) => (
              <th scope="col" class={isNumber && "number"}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map(({ cell, isNumber }) => (
                <td class={isNumber && "number"}>{cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
(Table as FunctionalComponent<TableProps<unknown>>).props = ["caption", "columns", "rows"];
