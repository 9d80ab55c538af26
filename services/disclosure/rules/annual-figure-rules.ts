/**
 * Rules of the tables of an annual report: each value is of a cell of the form, sums are right, and what
 * follows from another year or from other reports agrees. Domain 15 §10.
 */
import type { Bilingual, RowContext, RowRule, SetFault, SetRule, Severity } from "#kit";
import { annualFigureReference, openBook, registerReference, type Book, type Sheet } from "../annual/book.js";
import { cellCode, cellsOf, findCell, rowLabel, type FormCell } from "../annual/cells.js";
import { formOf, type AnnualForm, type FormSum, type FormTable } from "../annual/form.js";
import { DISTRICT, organCodeOf, reportRules } from "../annual/organ.js";
import { openRequestCount } from "../annual/request-count.js";
import type { AnnualFigureCells } from "../columns/annual-figures.js";

/** More than this, in 万元, was probably written in yuan. */
const MUCH_WAN_YUAN = 10_000;

export function formCellOf(
  row: Pick<AnnualFigureCells, "year" | "table" | "row" | "column">,
): FormCell | null {
  const form = formOf(row.year);
  return form && findCell(form, row);
}

export const annualFigureRules: readonly RowRule<AnnualFigureCells>[] = [
  ...reportRules,
  {
    code: "AR-22",
    severity: "ERROR",
    text: {
      zh: "{year}年度报告的表中没有行“{row}”、列“{column}”的单元格。请照表格的行名和列名填写。",
      en: "The tables of the report of {year} have no cell in the row {row} and the column {column}.",
    },
    check: (row) => {
      const { year, row: label, column } = row;
      return formCellOf(row) ? [] : [{ field: "row", details: { year, row: label, column } }];
    },
  },
  {
    code: "AR-23",
    severity: "ERROR",
    text: {
      zh: "数值应为不小于0的整数，没有的填0。请核对后重新报送。",
      en: "A value is a whole number of 0 or more; 0 for none.",
    },
    check: (row) => {
      const found = formCellOf(row);
      const value = Number(row.value);
      const isWhole = found?.row.isAmount === true || Number.isInteger(value);
      return !found || isWhole ? [] : [{ field: "value" }];
    },
  },
  {
    code: "AR-07",
    severity: "ERROR",
    text: {
      zh: "区级行政机关没有规章制定权，规章的各项数值应为0。请核对后重新报送。",
      en: "No organ of a district makes rules (规章): these values are 0.",
    },
    check: (row) =>
      formCellOf(row)?.row.code === "RULES" && Number(row.value) !== 0 ? [{ field: "value" }] : [],
  },
  {
    code: "AR-14",
    severity: "WARNING",
    text: {
      zh: "金额以万元为单位，超过1亿元，请核对是否误以元填写。",
      en: "Amounts are in 万元: over 100 million yuan, check whether it was written in yuan.",
    },
    check: (row) => {
      const found = formCellOf(row);
      const isAmount = found?.row.isAmount === true && found.column.code === "AMOUNT";
      return isAmount && Number(row.value) > MUCH_WAN_YUAN ? [{ field: "value" }] : [];
    },
  },
];

type Fault = SetFault<keyof AnnualFigureCells>;

/** A rule that sees whole reports: those of which the file has something. */
function sheetRule(
  code: string,
  severity: Severity,
  text: Bilingual,
  check: (sheet: Sheet, book: Book, context: RowContext) => readonly Fault[],
): SetRule<AnnualFigureCells> {
  return {
    code,
    severity,
    text,
    open: (context) => {
      const book = openBook(context.rows(annualFigureReference));
      return {
        add: (row, line) =>
          book.put(
            { ...row, organCode: organCodeOf(row, context), cell: formCellOf(row)?.code ?? null },
            line,
          ),
        end: () => book.touched().flatMap((sheet) => check(sheet, book, context)),
      };
    },
  };
}

const WORDS: Readonly<Record<FormSum["code"], Bilingual>> = {
  "AR-01": {
    zh: "“{column}”列：本年新收＋上年结转＝{right}，而办理结果总计＋结转下年度＝{left}，应当相等。请核对后重新报送。",
    en: "Column {column}: received and brought over are {right}, handled and carried over {left}: they are equal.",
  },
  "AR-02": {
    zh: "“{column}”列的办理结果总计应为各项之和{right}，填写的是{left}。请核对后重新报送。",
    en: "Column {column}: the total of what was handled is {right}, the sum of its kinds, and not {left}.",
  },
  "AR-03": {
    zh: "“{row}”行的总计应为自然人与各类组织之和{right}，填写的是{left}。请核对后重新报送。",
    en: "Row {row}: the total is {right}, the sum of all applicants, and not {left}.",
  },
  "AR-05": {
    zh: "“{row}”行的总计应为四项结果之和{right}，填写的是{left}。请核对后重新报送。",
    en: "Row {row}: the total is {right}, the sum of the four results, and not {left}.",
  },
};

function sumRule(code: FormSum["code"]): SetRule<AnnualFigureCells> {
  return sheetRule(code, "ERROR", WORDS[code], ({ form, entries }) =>
    form.tables.flatMap((table) =>
      table.sums
        .filter((sum) => sum.code === code)
        .flatMap((sum) =>
          linesOf(table, sum).flatMap(({ left, right, row, column }): readonly Fault[] => {
            const [one, other] = [sumOf(left, entries), sumOf(right, entries)];
            const line = [...left, ...right].map((cell) => entries.get(cell)?.line ?? null).find(isLine);
            if (one === null || other === null || one === other || line === undefined) return [];
            return [{ line, field: "value", details: { left: one, right: other, row, column } }];
          }),
        ),
    ),
  );
}

/** The cells of a sum, once for each column that it runs down or each row that it runs along. */
function linesOf(
  table: FormTable,
  { of, left, right }: FormSum,
): readonly {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly row: string;
  readonly column: string;
}[] {
  return of === "rows"
    ? table.columns.map(({ code, zh }) => {
        const at = (row: string): string => cellCode(table.code, row, code);
        return { left: left.map(at), right: right.map(at), row: "", column: zh };
      })
    : table.rows.map((row) => {
        const at = (column: string): string => cellCode(table.code, row.code, column);
        return { left: left.map(at), right: right.map(at), row: rowLabel(row), column: "" };
      });
}

/** Null while one of them is not known. */
function sumOf(cells: readonly string[], entries: Sheet["entries"]): number | null {
  let sum = 0;
  for (const cell of cells) {
    const entry = entries.get(cell);
    if (!entry) return null;
    sum += entry.value;
  }
  return sum;
}

function isLine(line: number | null): line is number {
  return line !== null;
}

const REQUESTS = "TABLE_3";
const DISPUTES = "TABLE_4";

/**
 * What was typed against what the department's register says, where it hands one in. Sums are left out: their
 * parts differ already.
 */
function registerRule(
  code: string,
  text: Bilingual,
  of: string,
  differs: (typed: number, counted: number) => boolean,
): SetRule<AnnualFigureCells> {
  return sheetRule(code, "WARNING", text, ({ year, organ, form, entries }, _book, context) => {
    const requests = organ === context.department.code ? context.rows(registerReference) : [];
    if (requests.length === 0) return [];
    const count = openRequestCount(year);
    for (const request of requests) count.add((field) => request[field] ?? null);
    return [...cellsOf(form)].flatMap(([cell, { table, row, column }]): readonly Fault[] => {
      const [typed, counted] = [entries.get(cell), count.cells.get(cell)];
      const isSum = row.code === "DONE" || column.code === "TOTAL";
      if (table.code !== of || isSum || counted === undefined || !typed || typed.line === null) return [];
      const details = { row: rowLabel(row), column: column.zh, value: typed.value, counted };
      return differs(typed.value, counted) ? [{ line: typed.line, field: "value", details }] : [];
    });
  });
}

export const annualFigureSetRules: readonly SetRule<AnnualFigureCells>[] = [
  ...(["AR-01", "AR-02", "AR-03", "AR-05"] as const).map(sumRule),
  sheetRule(
    "AR-04",
    "ERROR",
    {
      zh: "上年结转（{column}）应等于上年度报告的结转下年度{before}，填写的是{value}。请改正；因机构合并等不一致的，在说明中写明。",
      en: "What is brought over ({column}) is what the report of the year before carries over, {before}, and not {value}; say why in the remark if it differs.",
    },
    ({ year, organ, form, entries }, book) => {
      const last = book.sheet(String(Number(year) - 1), organ);
      return columnsOf(form, REQUESTS).flatMap(({ code, zh }): readonly Fault[] => {
        const now = entries.get(cellCode(REQUESTS, "BROUGHT", code));
        const before = last?.entries.get(cellCode(REQUESTS, "CARRIED", code));
        if (!now || !before || now.line === null || now.value === before.value || now.remark !== null)
          return [];
        return [
          { line: now.line, field: "value", details: { column: zh, before: before.value, value: now.value } },
        ];
      });
    },
  ),
  sheetRule(
    "AR-06",
    "WARNING",
    {
      zh: "现行有效件数为{value}，按上年度现行有效{before}件、本年制发和废止件数计算应为{expected}件。请核对。",
      en: "In force are {value}; by the {before} of the year before, those made and repealed, it would be {expected}.",
    },
    ({ year, organ, entries }, book) => {
      const at = (column: string): string => cellCode("TABLE_2", "NORMATIVE", column);
      const last = book.sheet(String(Number(year) - 1), organ)?.entries.get(at("IN_FORCE"));
      const [made, repealed, now] = ["MADE", "REPEALED", "IN_FORCE"].map((column) => entries.get(at(column)));
      if (!last || !made || !repealed || !now || now.line === null) return [];
      const expected = last.value + made.value - repealed.value;
      return now.value === expected
        ? []
        : [{ line: now.line, field: "value", details: { value: now.value, before: last.value, expected } }];
    },
  ),
  sheetRule(
    "AR-08",
    "WARNING",
    {
      zh: "全区“{row}”“{column}”为{value}，已报告的{organs}个机关之和为{sum}。请核对。",
      en: "The district's {row}, {column} is {value}; the {organs} organs that have reported add up to {sum}.",
    },
    ({ year, organ, form, entries }, book) => {
      const organs = organ === DISTRICT ? book.organs(year).filter((code) => code !== DISTRICT) : [];
      if (organs.length === 0) return [];
      return [...cellsOf(form)].flatMap(([code, { row, column }]): readonly Fault[] => {
        const own = entries.get(code);
        const sum = organs.reduce(
          (total, other) => total + (book.sheet(year, other)?.entries.get(code)?.value ?? 0),
          0,
        );
        if (!own || own.line === null || Math.abs(own.value - sum) < 1e-6) return [];
        const details = {
          row: rowLabel(row),
          column: column.zh,
          value: own.value,
          organs: organs.length,
          sum,
        };
        return [{ line: own.line, field: "value", details }];
      });
    },
  ),
  registerRule(
    "AR-12",
    {
      zh: "“{row}”“{column}”为{value}，按本部门已发布的“依申请公开办理情况”应为{counted}。请核对，或更新办理情况。",
      en: "{row}, {column} is {value}; by the department's published register of requests it is {counted}.",
    },
    REQUESTS,
    (typed, counted) => typed !== counted,
  ),
  registerRule(
    "AR-13",
    {
      zh: "“{row}”“{column}”为{value}，本部门已发布的“依申请公开办理情况”中已有{counted}。请核对，或更新办理情况。",
      en: "{row}, {column} is {value}; the department's published register of requests alone has {counted}.",
    },
    DISPUTES,
    // not every dispute follows from a request
    (typed, counted) => typed < counted,
  ),
  sheetRule(
    "AR-24",
    "WARNING",
    {
      zh: "{year}年度报告还缺{count}个单元格，如“{row}”的“{column}”。请补齐，没有的填0。",
      en: "The report of {year} lacks {count} cells, such as {column} of {row}; 0 for none.",
    },
    ({ year, form, entries }) => {
      const missing = [...cellsOf(form)].filter(([code]) => !entries.has(code));
      const [[, first] = []] = missing;
      if (!first) return [];
      const details = { year, count: missing.length, row: rowLabel(first.row), column: first.column.zh };
      return [{ line: null, field: null, details }];
    },
  ),
];

function columnsOf(form: AnnualForm, table: string): FormTable["columns"] {
  return form.tables.find(({ code }) => code === table)?.columns ?? [];
}
