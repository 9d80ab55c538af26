/**
 * Rows below the header that are no records: totals, signatures, notes, titles of groups, the header again,
 * and what stands between header and data (field codes, numbers of columns, 必填, an example). Told by the
 * first cell that is written and by how many are; a row whose key stands in other cells is a record, whatever
 * its first cell looks like.
 *
 * A row with one cell that is neither, nor looks like a code, may be a title or the rest of a broken line: it
 * is an error.
 */
import type { FeedContract } from "../feed/contract.js";
import type { FileHead, RawCell, RawRow } from "../feed/stages.js";
import { indexHeaders } from "../feed/header-index.js";
import { otherUnits } from "../feed/table-units.js";
import { foldText } from "../values/text.js";
import { placesBetween } from "../values/units.js";

export interface StrayRows {
  /** A code of `finding-texts.ts`, or null for a record. Rows are to come in the order of the file. */
  readonly kindOf: (row: RawRow) => string | null;
}

const LABEL =
  "(?:单位|部门|科室)?(?:填报|填表|制表|编制|统计|审核|审批|审签|复核|核对|经办|负责|分管|主管|领导|联系|报送|上报|报出|打印|校对|录入|盖章|签字|签名)(?:负责)?(?:人员|人|单位|部门|机构|日期|时间|电话|方式|员|领导)?";
const TOTAL =
  /^(?:[本全上][年月季页区县市镇期]|各[地项]|其中)?(?:合计|小计|总计|共计|累计|总和)(?:[（(].*[)）]|[:：].*)?$/;
/** Only with nothing but numbers behind it. */
const NAMED_TOTAL =
  /^(?:.{1,20}(?:小计|合计|总计|共计)|[合总共]计数|总数|汇总|其中[:：].{1,20}|(?:总|算术|加权)?平均(?:值|数)?|均值|中位数|最[大小高低](?:值|数)?|[上去]年同期(?:数|值)?|上[月季](?:同期)?(?:数|值)?|[Σ∑]|(?:grand|sub)?total|sum|average|mean)[:：]?$/i;
const SIGNATURE = new RegExp(
  `^(?:${LABEL}(?:[（(][^）)]{0,10}[）)])?(?:签字|签章|签名|盖章)?|电话|手机|日期|单位[（(](?:公章|盖章|签章)[）)])[:：]`,
);
const BARE_SIGNATURE =
  /^(?:填报人|填表人|制表人|编制人|审核人|复核人|经办人|单位负责人|统计负责人|分管领导|联系电话|填报日期|填表日期|制表日期|填报单位|填表单位|报送单位)$/;
const NOTE =
  /^(?:[（(]?(?:备注|附注|附记|注释|注意事项|注意|注|填[表报](?:说明|要求)|说明|(?:数据|资料)?来源|(?:金额)?(?:计量)?单位)[\d一二三四五六]?[）)]?[:：.．、]|[※★☆▲●]|注\d|第\d+页|共\d+页)/;
const GROUP =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[部章节类])/;
const DAY_ALONE = /^(?:\d{4}年)?\d{1,2}月\d{1,2}日$/;
const CODE_LIKE = /^[\x21-\x7e]{1,40}$/;
const COLUMN_NUMBER = /^[（(]?(\d{1,3})[）)]?$/;
const STEM = /^(?:[甲乙丙丁戊己]|栏次|序号|列次|行次)$/;
const EXAMPLE = /^[（(【[]?(?:填写|填报|填表)?(?:示例|样例|范例|例如|例)(?:[:：]|[）)】\]])/;
const NEED = /^[（(]?(?:必填|选填|必填项|选填项|非必填|可不填)[）)]?$/;

/**
 * Matches the first cell of a row that may be a total, a signature or a note, when other cells are filled
 * too.
 */
const STRAY_HINT =
  /[计和:：Σ∑]|^\s*(?:[※★☆▲●注]|总数|汇总|平均|均值|最[大小高低]|上[月季]|[Tt]otal|TOTAL|[Ss]um|SUM|[Aa]ver|AVER|[Mm]ean|MEAN|[\u4e00-\u9fff]{3,5}\s*$)/;

/** Cells in which 合计 may stand behind a number, a month or the name of a group. */
const TOTAL_CELLS = 3;
const LONGEST_TOTAL = 12;
const LAST_OF_TOTAL = "计".charCodeAt(0);
const LAST_OF_SUM = "和".charCodeAt(0);

/** Rows under the header that may belong to it. */
const UNDER_HEADER = 3;
const FEWEST_COLUMNS = 3;

export function createStrayRows(
  contract: FeedContract,
  head: Pick<FileHead, "headers" | "fields"> & Partial<Pick<FileHead, "units">>,
): StrayRows {
  const find = indexHeaders(contract);
  const otherUnit = otherUnits(contract, head);
  const known = head.fields.filter((field) => field !== null).length;
  const keyColumns = contract.key.map((field) => head.fields.indexOf(field)).filter((index) => index >= 0);
  const needed = Object.entries(contract.columns)
    .filter(([, { required }]) => required)
    .map(([field]) => head.fields.indexOf(field))
    .filter((index) => index >= 0);
  const headers = head.headers.map((header) => header.trim());
  const names = new Set([
    ...headers.filter((header) => header !== ""),
    ...Object.values(contract.columns).flatMap(({ zh, aliases = [] }) => [zh, ...aliases]),
  ]);
  const firstOfName = new Uint8Array(0x1_0000);
  for (const name of names) firstOfName[name.charCodeAt(0)] = 1;
  /** Nearly every cell begins like no name, and need not be hashed. */
  const isName = (text: string): boolean => firstOfName[text.charCodeAt(0)] === 1 && names.has(text);
  let seen = 0;
  let isBelowTable = false;

  return {
    kindOf: (row) => {
      seen += 1;
      const first = nextWritten(row.cells, 0);
      const cell = row.cells[first];
      if (cell === undefined) return null;
      if (seen > UNDER_HEADER && !mayBeStray(row, first, cell)) {
        isBelowTable = false;
        return null;
      }
      const kind = kindByFirst(row, first, textOf(cell));
      if (kind !== null && kind !== "ROW_TOTAL" && row.cells.some(isOtherUnit)) return "UNIT_BELOW";
      if (kind === "ROW_SIGNATURE" || kind === "ROW_NOTE") isBelowTable = true;
      else if (kind === null) isBelowTable = false;
      return kind;
    },
  };

  /** Nearly every row is a record, and this is all that it costs. */
  function mayBeStray({ cells }: RawRow, first: number, cell: RawCell): boolean {
    if (typeof cell === "string" && (isName(cell) || STRAY_HINT.test(cell))) return true;
    const second = nextWritten(cells, first + 1);
    if (second === cells.length || mayBeTotal(cells[second] ?? "")) return true;
    if (mayBeTotal(cells[second + 1] ?? "")) return true;
    return head.fields[first] == null && !hasContent(cells);
  }

  function hasContent(cells: readonly RawCell[]): boolean {
    return head.fields.some((field, at) => field !== null && isWritten(cells[at] ?? ""));
  }

  function kindByFirst(row: RawRow, first: number, text: string): string | null {
    if (seen <= UNDER_HEADER || isName(text)) {
      if (isHeaderAgain(row)) return "ROW_HEADER";
      if (isOtherHeader(row)) return "ROW_OTHER_HEADER";
    }
    if (seen <= UNDER_HEADER && isUnderHeader(row)) return "ROW_NUMBERS";
    const bare = text.replaceAll(/\s/g, "");
    if (seen <= UNDER_HEADER && EXAMPLE.test(bare)) return "ROW_EXAMPLE";
    if (SIGNATURE.test(bare)) return "ROW_SIGNATURE";
    if (hasTotalBehind(row, first)) return "ROW_TOTAL";
    if (isKept(row, first)) return null;
    if (!hasContent(row.cells))
      return row.cells.slice(head.fields.length).some(isWritten) ? null : "ROW_BLANK";
    if (TOTAL.test(bare) || (NAMED_TOTAL.test(bare) && isNumbersAfter(row, first)))
      return isListed(first, bare) ? null : "ROW_TOTAL";
    if (BARE_SIGNATURE.test(bare)) return "ROW_SIGNATURE";
    const isAlone = nextWritten(row.cells, first + 1) === row.cells.length;
    if (NOTE.test(bare) && (isAlone || lacksNeeded(row))) return "ROW_NOTE";
    return isAlone ? kindOfLone(row, first, bare) : null;
  }

  function kindOfLone(row: RawRow, first: number, bare: string): string | null {
    if (row.notes?.some(({ code }) => code === "MERGED_ACROSS")) return "ROW_GROUP";
    if (row.notes?.some(({ code }) => code === "ROW_WIDTH")) return null;
    if (GROUP.test(bare)) return "ROW_GROUP";
    if (isBelowTable) return "ROW_NOTE";
    if (DAY_ALONE.test(bare) && lacksNeeded(row)) return "ROW_SIGNATURE";
    return known >= FEWEST_COLUMNS && !CODE_LIKE.test(bare) && typeof row.cells[first] === "string"
      ? "ROW_NO_RECORD"
      : null;
  }

  /** 注：金额单位为万元, or 罚款金额（元） in a header that comes again. */
  function isOtherUnit(cell: RawCell, column: number): boolean {
    if (typeof cell !== "string" || !isWritten(cell)) return false;
    const again = find(cell);
    if (again !== null && again.field === head.fields[column]) return isOther(column, again.unit);
    return otherUnit(foldText(cell)) !== null;
  }

  function isOther(column: number, unit: string | null): boolean {
    const own = head.units?.[column] ?? contract.columns[head.fields[column] ?? ""]?.unit;
    return unit !== null && own !== undefined && placesBetween(unit, own) !== 0;
  }

  /** The record's key stands in other cells than the first. */
  function isKept({ cells }: RawRow, first: number): boolean {
    const others = keyColumns.filter((index) => index !== first);
    return (
      others.length === keyColumns.length &&
      others.length > 0 &&
      others.every((index) => isWritten(cells[index] ?? ""))
    );
  }

  function lacksNeeded({ cells }: RawRow): boolean {
    return needed.some((index) => !isWritten(cells[index] ?? "")) || needed.length <= 1;
  }

  /** 合计 may be one of the codes of the column that it stands in. */
  function isListed(first: number, word: string): boolean {
    const list = contract.columns[head.fields[first] ?? ""]?.list;
    return list?.codes.some(({ zh, aliases }) => zh === word || aliases?.includes(word)) ?? false;
  }

  /** The same header, or the names that the contract has for its columns. */
  function isHeaderAgain({ cells }: RawRow): boolean {
    let written = 0;
    let same = 0;
    for (const [at, cell] of cells.entries()) {
      if (!isWritten(cell)) continue;
      written += 1;
      if (typeof cell !== "string") continue;
      const field = head.fields[at] ?? null;
      if (cell.trim() === headers[at] || (field !== null && find(cell)?.field === field)) same += 1;
    }
    return same >= 2 && same * 2 > written;
  }

  /** The header of another table: names that the contract knows, over other columns than their own. */
  function isOtherHeader({ cells }: RawRow): boolean {
    const texts = cells.filter(isWritten);
    const known = texts.filter((cell) => typeof cell === "string" && find(cell) !== null).length;
    return known >= 2 && known * 2 > texts.length;
  }

  /** `3,合计,200` or `城关镇,小计,200`. */
  function hasTotalBehind(row: RawRow, first: number): boolean {
    let at = first;
    for (let written = 1; written < TOTAL_CELLS; written += 1) {
      at = nextWritten(row.cells, at + 1);
      const cell = row.cells[at] ?? "";
      if (!mayBeTotal(cell)) continue;
      const bare = textOf(cell).replaceAll(/\s/g, "");
      if (TOTAL.test(bare) && isNumbersAfter(row, at) && nextWritten(row.cells, at + 1) < row.cells.length)
        return !isListed(at, bare);
    }
    return false;
  }

  /** 甲 乙 1 2 3, or 必填 选填 必填. */
  function isUnderHeader({ cells }: RawRow): boolean {
    const texts = cells.filter(isWritten).map(textOf);
    if (texts.length >= 2 && texts.every((text) => NEED.test(text))) return true;
    const stems = texts.findIndex((text) => !STEM.test(text));
    const numbers =
      stems < 0 ? [] : texts.slice(stems).map((text) => Number(COLUMN_NUMBER.exec(text)?.[1] ?? Number.NaN));
    return (
      texts.length > FEWEST_COLUMNS &&
      texts.length >= known &&
      numbers.every((number, at) => number === (numbers[0] ?? 0) + at) &&
      (stems > 0 || numbers[0] === 1)
    );
  }
}

function mayBeTotal(cell: RawCell): boolean {
  if (typeof cell !== "string" || cell.length > LONGEST_TOTAL) return false;
  const last = cell.charCodeAt(cell.length - 1);
  return last === LAST_OF_TOTAL || last === LAST_OF_SUM;
}

function isNumbersAfter({ cells }: RawRow, first: number): boolean {
  return cells.every(
    (cell, at) =>
      at <= first || !isWritten(cell) || typeof cell !== "string" || /^[\d.,，%-]+$/.test(cell.trim()),
  );
}

/** Index of the next cell that is not empty; the number of cells when there is none. */
function nextWritten(cells: readonly RawCell[], from: number): number {
  let at = from;
  while (at < cells.length && !isWritten(cells[at] ?? "")) at += 1;
  return at;
}

/** Nearly every text begins with a letter, a digit or a Chinese character: it is not copied to be trimmed. */
function isWritten(cell: RawCell): boolean {
  if (typeof cell !== "string") return true;
  const first = cell.charCodeAt(0);
  return (first > 0x20 && first < 0x7f) || (first >= 0x4e00 && first < 0xa000) || cell.trim() !== "";
}

function textOf(cell: RawCell): string {
  if (typeof cell === "string") return foldText(cell);
  return cell.type === "number" ? String(cell.value) : "";
}
