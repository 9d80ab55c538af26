/** A table with its caption; it scrolls by itself where it is too wide. */
import type { FunctionalComponent, VNode, VNodeChild } from "vue";

export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => VNodeChild;
  /** Figures stand under each other. */
  readonly isNumber?: boolean;
  /** No wider than what it says. */
  readonly isSlim?: boolean;
  /** In place of the name, such as a link that sorts by it. */
  readonly head?: VNodeChild;
  readonly sorted?: "ascending" | "descending" | undefined;
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
            {columns.map(({ name, head, isNumber, sorted }) => (
              <th scope="col" class={isNumber && "number"} aria-sort={sorted}>
                {head ?? name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map(({ cell, isNumber, isSlim }) => (
                <td class={[isNumber && "number", isSlim && "slim"]}>{cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
(Table as FunctionalComponent<TableProps<unknown>>).props = ["caption", "columns", "rows"];
