/** 政府公报 (domain 12 §8): the issues; what stands in them are rows of `policy.gazette-contents`. */
import { columns, defineFeed, type CellsOf, type RowRule, type SetRule } from "#kit";
import { rule } from "../rules/rule.js";

const issueColumns = {
  year: columns.period("year", { zh: "年份", en: "Year", aliases: ["年"], required: true, indexed: true }),
  issue: columns.integer({
    zh: "期号",
    en: "Issue of the year",
    required: true,
    indexed: true,
    usualMove: 0,
    example: "1",
  }),
  totalIssue: columns.integer({ zh: "总期号", en: "Issue since the first", usualMove: 0, example: "21" }),
  publishedOn: columns.date({ zh: "出版日期", en: "Day", required: true, indexed: true }),
  title: columns.text({
    zh: "公报名称",
    en: "Title",
    required: true,
    maxLength: 100,
    indexed: true,
    example: "北京市密云区人民政府公报2026年第1期（示例）",
  }),
  copies: columns.integer({ zh: "印数", en: "Copies", unit: "册", usualMove: Infinity, example: "2000" }),
  distribution: columns.text({
    zh: "发放点",
    en: "Where copies are",
    maxLength: 500,
    scan: false,
    example: "区档案馆、区图书馆、政务服务大厅",
  }),
};

type IssueCells = CellsOf<typeof issueColumns>;

const rules: readonly RowRule<IssueCells>[] = [
  rule(
    "PD-61",
    "ERROR",
    "期号从1起，出版日期不晚于今天、不早于该年。请核对后重新报送。",
    "Issues are numbered from 1, and none is of a day to come or before its year.",
    ({ issue, year, publishedOn }, { today }) => [
      ...(issue >= 1 ? [] : [{ field: "issue" as const }]),
      ...(publishedOn > today || publishedOn.slice(0, 4) < year ? [{ field: "publishedOn" as const }] : []),
    ],
  ),
];

const withoutGap: SetRule<IssueCells> = {
  code: "PD-62",
  severity: "WARNING",
  text: {
    zh: "{year}年的期号不连续，缺第{issue}期，请核对。",
    en: "The issues of {year} have a gap: number {issue} is missing.",
  },
  open: () => {
    const issues = new Map<string, Set<number>>();
    return {
      add: ({ year, issue }) => {
        issues.set(year, (issues.get(year) ?? new Set()).add(issue));
      },
      end: () =>
        [...issues].flatMap(([year, known]) => {
          const missing = Array.from({ length: Math.min(Math.max(...known), 400) }, (_, at) => at + 1).find(
            (issue) => !known.has(issue),
          );
          return missing === undefined
            ? []
            : [{ line: null, field: null, details: { year, issue: missing } }];
        }),
    };
  },
};

export const gazetteIssues = defineFeed({
  id: "policy.gazette-issues",
  edition: "1",
  title: { zh: "政府公报", en: "Gazette" },
  description: {
    zh: "区政府公报各期；公报登载的文件文本为标准文本。",
    en: "Issues of the district's gazette, whose text of a document is the standard one.",
  },
  type: "GazetteIssue",
  plural: "gazetteIssues",
  lead: "qzfb",
  submitters: "lead",
  legalBases: [{ title: "国办发〔2018〕22号", from: "2018-03-23" }],
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: issueColumns,
  derived: {
    issueKey: {
      zh: "公报编号",
      en: "Year and issue",
      kind: "text",
      indexed: true,
      required: true,
      from: ({ year, issue }) => `${year}/${issue}`,
    },
  },
  key: ["year", "issue"],
  naturalKeys: ["issueKey"],
  order: { field: "publishedOn", descending: true },
  search: { title: ["title"], text: ["distribution"] },
  rules,
  setRules: [withoutGap],
});
