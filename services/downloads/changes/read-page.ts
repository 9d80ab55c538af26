/** A page of a dataset's changes: each record as the dataset had it at the end of the span. */
import { writePlace } from "#kit";
import { linesAt, readRecordChanges, type Queryable, type RecordChange } from "#kit/hub";
import { recordSql } from "../formats/record-sql.js";
import { cellsOf, type Cell } from "../formats/records-as-text.js";
import type { ChangesPlan } from "./question.js";

export type DatasetChange =
  | { readonly kind: "ADDED" | "CHANGED"; readonly id: string; readonly cells: readonly Cell[] }
  | {
      readonly kind: "REMOVED";
      readonly id: string;
      /** Null where that happened after the end of the span: the next round says why. */
      readonly removal: RecordChange["removal"];
    };

export interface ChangesPage {
  readonly changes: readonly DatasetChange[];
  /** Null for the last page. */
  readonly nextCursor: string | null;
  /** Where the next round begins. */
  readonly nextSince: string;
}

export async function readChangesPage(
  client: Queryable,
  { feed, columns, epoch, span, from, cursorOf }: ChangesPlan,
  first: number,
): Promise<ChangesPage> {
  const found = feed.isTouched ? await readRecordChanges(client, [feed], span, from, first + 1) : [];
  const page = found.slice(0, first);
  const lines = await linesAt(
    client,
    feed.contract,
    page.filter(({ kind }) => kind !== "REMOVED").map(({ id }) => id),
    { release: span.to, line: recordSql(columns) },
  );
  const last = page.at(-1);
  return {
    changes: page.map(({ kind, id, removal }): DatasetChange => {
      const text = lines.get(id);
      // What was withdrawn since is in no answer: it goes from the copy at once.
      return kind === "REMOVED" || text === undefined
        ? { kind: "REMOVED", id, removal }
        : { kind, id, cells: cellsOf(text, columns.length) };
    }),
    nextCursor: last && found.length > first ? cursorOf(last.id) : null,
    nextSince: writePlace({ epoch, release: span.to, row: Infinity }),
  };
}
