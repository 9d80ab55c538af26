/** Changes as text. A record is as in the dataset's own file; of one that is removed there is nothing else. */
import { labelOf, type CodeList } from "#kit";
import type { DownloadColumn } from "../columns.js";
import { headerOf } from "../formats/cell-text.js";
import { cellOf, lineOf, startOf } from "../formats/csv.js";
import { objectOf } from "../formats/json.js";
import type { ChangesFormat } from "./question.js";
import type { DatasetChange } from "./read-page.js";

interface Written {
  readonly columns: readonly DownloadColumn[];
  readonly withCodes: boolean;
}

type WriteChanges = (written: Written, changes: readonly DatasetChange[]) => string;

const KINDS: CodeList = {
  name: "RecordChangeKind",
  title: { zh: "变化", en: "Change" },
  codes: [
    { name: "ADDED", zh: "新公开", en: "Added" },
    { name: "CHANGED", zh: "更正", en: "Changed" },
    { name: "REMOVED", zh: "不再公开", en: "Removed" },
  ],
};
const REMOVALS: CodeList = {
  name: "Removal",
  title: { zh: "不再公开的原因", en: "Why it was removed" },
  codes: [
    { name: "WITHDRAWN", zh: "依法撤回", en: "Withdrawn by law" },
    { name: "EXPIRED", zh: "公示期满", en: "Its time is over" },
    { name: "DROPPED", zh: "部门的全量报送中已没有", en: "No longer in its department's list" },
  ],
};

/** `kind`, `removal` and `id`, and then the columns. */
const csv: WriteChanges = ({ columns, withCodes }, changes) => {
  const others = columns.filter(({ field }) => field !== "id");
  const wordOf = (list: CodeList, code: string): string => (withCodes ? code : labelOf(list, code, "ZH"));
  const titles = withCodes ? ["kind", "removal", "id"] : [KINDS.title.zh, REMOVALS.title.zh, "记录编号"];
  const writers = others.map((column) => cellOf(column, withCodes));
  const lines = changes.map((change) => {
    const removal = change.kind === "REMOVED" && change.removal ? wordOf(REMOVALS, change.removal) : "";
    const cells = writers.map((write) => (change.kind === "REMOVED" ? "" : write(change.record)));
    return lineOf([wordOf(KINDS, change.kind), removal, change.id, ...cells]);
  });
  return startOf([...titles, ...others.map((column) => headerOf(column, withCodes))]) + lines.join("");
};

const ndjson: WriteChanges = (written, changes) =>
  changes
    .map((change) =>
      change.kind === "REMOVED" ? change : { ...change, record: objectOf(written, change.record) },
    )
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");

export const CHANGES_FORMATS: Readonly<Record<ChangesFormat, WriteChanges>> = { ndjson, csv };
