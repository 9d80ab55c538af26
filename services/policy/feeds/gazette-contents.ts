/** 公报目录 (domain 12 §8): what stands in the issues of the gazette, in order, with the documents. */
import { withDocuments } from "../agreements.js";
import {
  columns,
  defineFeed,
  isPublishedPolicy,
  policyByIndex,
  policyByKey,
  type CellsOf,
  type ReferenceTo,
  type RowRule,
} from "#kit";
import { gazetteColumns } from "../code-lists.js";
import { documentKey, documentName } from "../columns/document-name.js";
import { rule } from "../rules/rule.js";

const issueReference: ReferenceTo<{ readonly issueKey: string }> = {
  feed: "policy.gazette-issues",
  column: "issueKey",
};

const contentColumns = {
  year: columns.period("year", { zh: "年份", en: "Year", aliases: ["年"], required: true, indexed: true }),
  issue: columns.integer({ zh: "期号", en: "Issue of the year", required: true, usualMove: 0, example: "1" }),
  place: columns.integer({
    zh: "序号",
    en: "Place in the issue",
    required: true,
    indexed: true,
    usualMove: 0,
    example: "1",
  }),
  column: columns.code(gazetteColumns, { zh: "栏目", en: "Column", required: true, indexed: true }),
  title: columns.text({
    zh: "标题",
    en: "Title",
    required: true,
    maxLength: 200,
    indexed: true,
    example: "北京市密云区人民政府办公室关于印发《示例管理办法》的通知",
  }),
  document: documentName(false),
  pageFrom: columns.integer({ zh: "起始页", en: "First page", usualMove: Infinity, example: "3" }),
  pageTo: columns.integer({ zh: "结束页", en: "Last page", usualMove: Infinity, example: "8" }),
};

const rules: readonly RowRule<CellsOf<typeof contentColumns>>[] = [
  rule(
    "PD-71",
    "ERROR",
    "没有{year}年第{issue}期公报。请先报送“政府公报”后重新报送。",
    "There is no issue {issue} of {year}: submit the issue first.",
    ({ year, issue }, { lookup }) =>
      lookup(issueReference, `${year}/${issue}`) ? [] : [{ field: "issue", details: { year, issue } }],
  ),
  rule(
    "PD-72",
    "WARNING",
    "没有已公开的这一文件，目录中只显示标题，请核对。",
    "No such document is published: the contents show the title alone.",
    ({ document }, context) =>
      document !== null && !isPublishedPolicy(document, context) ? [{ field: "document" }] : [],
  ),
  rule(
    "PD-73",
    "ERROR",
    "结束页小于起始页。请核对后重新报送。",
    "It ends before its first page.",
    ({ pageFrom, pageTo }) =>
      pageFrom !== null && pageTo !== null && pageTo < pageFrom ? [{ field: "pageTo" }] : [],
  ),
];

export const gazetteContents = defineFeed({
  id: "policy.gazette-contents",
  edition: "1",
  title: { zh: "公报目录", en: "Contents of the gazette" },
  description: {
    zh: "区政府公报各期的目录，登载的文件可查看全文。",
    en: "What stands in each issue of the gazette; documents can be read in full.",
  },
  type: "GazetteContent",
  plural: "gazetteContents",
  lead: "qzfb",
  submitters: "lead",
  legalBases: [{ title: "国办发〔2018〕22号", from: "2018-03-23" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: contentColumns,
  derived: {
    documentKey,
    issueKey: {
      zh: "公报编号",
      en: "Year and issue",
      kind: "text",
      indexed: true,
      from: ({ year, issue }) => `${year}/${issue}`,
    },
  },
  agrees: [withDocuments],
  key: ["year", "issue", "place"],
  order: { field: "year", descending: true },
  search: { title: ["title"], text: ["document"] },
  references: [issueReference, policyByKey, policyByIndex],
  rules,
});
