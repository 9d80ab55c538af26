/** 年度报告文字: the columns of the file, the texts of a report that has its numbers in tables. */
import { columns, type CellsOf } from "#kit";
import { reportColumns } from "./annual-figures.js";

const NOTE = {
  zh: "一行一段；标题写“## ”，列表写“- ”或“1. ”",
  en: "A line is a paragraph; headings begin with ##, items with - or 1.",
} as const;

export const annualReportColumns = {
  ...reportColumns,
  overview: columns.structuredText({
    zh: "一、总体情况",
    en: "Overview",
    aliases: ["总体情况"],
    required: true,
    maxLength: 20_000,
    note: NOTE,
    example: "示例：主动公开、依申请公开、政府信息管理、平台建设和监督保障情况。",
  }),
  problems: columns.structuredText({
    zh: "五、存在的主要问题及改进情况",
    en: "Problems and improvements",
    aliases: ["存在的主要问题及改进情况"],
    required: true,
    maxLength: 20_000,
    note: NOTE,
    example: "示例：解读形式较少，将增加问答。",
  }),
  others: columns.structuredText({
    zh: "六、其他需要报告的事项",
    en: "Other matters, such as fees charged for information",
    aliases: ["其他需要报告的事项"],
    required: true,
    maxLength: 20_000,
    note: NOTE,
    example: "示例：本年度未收取信息处理费。",
  }),
};

export type AnnualReportCells = CellsOf<typeof annualReportColumns>;
