/**
 * A difference as a workbook, for whoever reviews in a spreadsheet: the unusual changes, each column's sums,
 * and every change, one line for each field that changes. Texts are text cells, numbers are numbers; memory
 * does not grow with the changes.
 */
import type { Writable } from "node:stream";
import { storedFields, type FeedContract } from "#kit";
import {
  isNumber,
  summariseColumns,
  type ChangeKind,
  type DifferenceSummary,
  type Queryable,
} from "#kit/hub";
import { sheetText, streamWorkbook } from "#kit/workbook";
import type { Submission } from "../desk/entities.js";
import { describeChange, type Change, type FieldChange } from "./describe-change.js";
import { EVERYTHING, readPage } from "./read-page.js";
import type { UnusualChange } from "./say-unusual.js";

const KINDS: Readonly<Record<ChangeKind, string>> = { ADDED: "新增", CHANGED: "变更", REMOVED: "删除" };
const PAGE = 100;
/** Markup of a line, more or less. */
const LINE_CHARACTERS = 300;

export interface DifferenceToWrite {
  readonly contract: FeedContract;
  readonly submission: Submission;
  readonly summary: DifferenceSummary;
  readonly unusual: readonly UnusualChange[];
}

export async function writeDifferenceWorkbook(
  client: Queryable,
  { contract, submission, summary, unusual }: DifferenceToWrite,
  destination: Writable,
): Promise<void> {
  const numbers = new Set(
    storedFields(contract)
      .filter(isNumber)
      .map(({ field }) => field),
  );
  const scope = { submission: submission.id, department: submission.department };
  const columns = submission.withdrawal ? [] : await summariseColumns(client, contract, scope);
  await streamWorkbook(destination, async ({ workbook, written }) => {
    const overview = workbook.addWorksheet("汇总");
    overview.columns = [24, 16, 20, 20, 60].map((width) => ({ width }));
    const { added, changed, removed, unchanged } = summary;
    overview
      .addRow([
        contract.title.zh,
        `新增${added}`,
        `变更${changed}`,
        `删除${removed}`,
        `无变化${unchanged}；校验值 ${summary.digest}`,
      ])
      .commit();
    for (const { name, message } of unusual)
      overview.addRow(["异常变化", name, null, null, message]).commit();
    overview.addRow(["列", "变更记录数", "此前合计", "此后合计", "单位"]).commit();
    for (const { field, changed: records, sumBefore, sumAfter } of columns)
      overview.addRow([field.zh, records, numberOr(sumBefore), numberOr(sumAfter), field.unit]).commit();
    overview.commit();

    const sheet = workbook.addWorksheet("逐条变化", { views: [{ state: "frozen", ySplit: 1 }] });
    sheet.columns = [8, 8, 48, 24, 32, 32, 10].map((width, at) => ({
      width,
      style: at < 2 ? {} : { numFmt: "@" },
    }));
    sheet.addRow(["变化", "行", "记录", "列", "此前", "此后", "单位"]).commit();
    for (let after: string | null = null; ;) {
      const page = await readPage(client, contract, submission, { first: PAGE, after, ...EVERYTHING });
      for (const row of page) {
        for (const line of linesOf(describeChange(contract, row), numbers)) {
          sheet.addRow(line).commit();
          await written(LINE_CHARACTERS);
        }
      }
      if (page.length < PAGE) break;
      after = page.at(-1)?.recordId ?? null;
    }
    sheet.commit();
  });
}

function linesOf(
  { kind, row, identity, fields }: Change,
  numbers: ReadonlySet<string>,
): readonly (readonly (string | number | null)[])[] {
  const record = sheetText(identity.map(({ header, value }) => `${header} ${value ?? ""}`).join(" · "));
  const cell = (value: string | null, { field }: FieldChange): string | number | null =>
    numbers.has(field) ? numberOr(value) : value === null ? null : sheetText(value);
  return fields.map((change) => [
    KINDS[kind],
    row,
    record,
    change.header,
    cell(change.before, change),
    cell(change.after, change),
    change.unit,
  ]);
}

/** A number where a spreadsheet holds it exactly; else its text. */
function numberOr(text: string | null): number | string | null {
  if (text === null) return null;
  return String(Number(text)) === text && text.replaceAll(/\D/g, "").length <= 15 ? Number(text) : text;
}
