/**
 * The annual report as a workbook, its texts and a sheet for each of its tables; and as a document, its six
 * parts in their order.
 */
import type { Writable } from "node:stream";
import { readAnnual, type AnnualPart, type AnnualReport, type AnnualScope } from "./annual.js";
import type { Reading } from "../duties/read/known.js";
import { writeDocument } from "./document.js";
import { fileTime, writeReport, type ReportCell, type ReportSheet } from "./workbook.js";

/** Null where there is no such report. */
type Write = (
  reading: Reading,
  scope: AnnualScope,
) => Promise<((destination: Writable) => Promise<void>) | null>;

export const writeAnnualWorkbook: Write = async (reading, scope) => {
  const report = await readAnnual(reading, scope);
  if (!report) return null;
  const sheets = [textsOf(report), ...report.parts.flatMap(tableOf)];
  return (destination) => writeReport(sheets, fileTime(scope.asOf), destination);
};

export const writeAnnualDocument: Write = async (reading, scope) => {
  const report = await readAnnual(reading, scope);
  if (!report) return null;
  const { name, year, form, asOf, release } = report;
  const sections = report.parts.map((part) => ({
    heading: `${part.number}、${part.title}`,
    text: part.text ?? "",
    table: tableOf(part)[0] ?? null,
  }));
  const basis = release === null ? "截至该日没有发布" : `第${release.number}次发布`;
  return (destination) =>
    writeDocument(
      {
        title: `${name}${year}年政府信息公开工作年度报告`,
        notes: [`格式：${form.basis}；截至${asOf}，依据${basis}`],
        sections,
      },
      fileTime(scope.asOf),
      destination,
    );
};

function textsOf({ year, name, form, asOf, release, parts }: AnnualReport): ReportSheet {
  return {
    name: "报告",
    widths: [36, 120],
    header: [name, `${year}年政府信息公开工作年度报告`],
    rows: [
      ["格式", form.basis],
      ["截至", asOf],
      ["依据", release === null ? "截至该日没有发布" : `截至第${release.number}次发布`],
      ...parts.map(({ number, title, text, table }) => [
        `${number}、${title}`,
        table ? "见同名工作表" : (text ?? ""),
      ]),
    ],
  };
}

function tableOf({ number, title, table }: AnnualPart): readonly ReportSheet[] {
  if (!table) return [];
  const { columns } = table.table;
  return [
    {
      name: `${number}、${title}`,
      widths: [28, 48, ...columns.map(() => 16)],
      header: ["", "", ...columns.map(({ zh }) => zh)],
      rows: table.rows.map(({ group, label, values }) => [group, label, ...values.map(numberOf)]),
    },
  ];
}

function numberOf(value: string | null): ReportCell {
  return value === null ? null : Number(value);
}
