/**
 * Changes as text. A record is as in the dataset's own file; of one that is removed there is nothing else.
 */
import { labelOf, type CodeList } from "#kit";
import { headerOf } from "../formats/header.js";
import { csvLine, csvStart, endedLine } from "../formats/csv.js";
import type { WrittenColumns } from "../formats/format.js";
import { FORMATS } from "../formats/index.js";
import type { ChangesFormat } from "./question.js";
import type { DatasetChange } from "./read-page.js";

type WriteChanges = (written: WrittenColumns, changes: readonly DatasetChange[]) => string;

const KINDS: CodeList = {
  name: "RecordChangeKind",
  title: { zh: "变化", en: "Change" },
  codes: [
    { name: "ADDED", zh: "新公开", en: "Added" },
    { name: "CHANGED", zh: "更正", en: "Changed" },
    { name: "REMOVED", zh: "不再公开", en: "Removed" },
  ],
};
export const REMOVALS: CodeList = {
  name: "Removal",
  title: { zh: "不再公开的原因", en: "Why it was removed" },
  codes: [
    { name: "WITHDRAWN", zh: "依法撤回", en: "Withdrawn by law" },
    { name: "EXPIRED", zh: "公示期满", en: "Its time is over" },
    { name: "DROPPED", zh: "部门的全量报送中已没有", en: "No longer in its department's list" },
  ],
};

/** `kind`, `removal` and `id`, and then the columns. */
const csv: WriteChanges = ({ columns: all, withCodes }, changes) => {
  const columns = all.filter(({ field }) => field !== "id");
  const wordOf = (list: CodeList, code: string): string => (withCodes ? code : labelOf(list, code, "ZH"));
  const titles = withCodes ? ["kind", "removal", "id"] : [KINDS.title.zh, REMOVALS.title.zh, "记录编号"];
  const nothing = columns.map(() => "").join(",");
  const lineOf = csvLine({ columns, withCodes });
  const lines = changes.map((change) => {
    const removal = change.kind === "REMOVED" && change.removal ? wordOf(REMOVALS, change.removal) : "";
    const cells =
      change.kind === "REMOVED" ? nothing : lineOf(change.cells.filter((_, at) => all[at]?.field !== "id"));
    return endedLine([
      wordOf(KINDS, change.kind),
      removal,
      change.id,
      ...(columns.length > 0 ? [cells] : []),
    ]);
  });
  return csvStart([...titles, ...columns.map((column) => headerOf(column, withCodes))]) + lines.join("");
};

const ndjson: WriteChanges = (written, changes) => {
  const lineOf = FORMATS.ndjson.line(written);
  return changes
    .map((change) =>
      change.kind === "REMOVED"
        ? `${JSON.stringify(change)}\n`
        : `{"kind":"${change.kind}","id":"${change.id}","record":${lineOf(change.cells)}}\n`,
    )
    .join("");
};

export const WRITE_CHANGES: Readonly<Record<ChangesFormat, WriteChanges>> = { ndjson, csv };
