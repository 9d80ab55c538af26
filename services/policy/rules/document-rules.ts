/** Who issues a document, what it is called, and when it was made and published (domain 12 §2, §11). */
import {
  addDays,
  blocksOf,
  normaliseDocumentNumber,
  partsOf,
  policyByKey,
  provisionOn,
  workingDaysIn,
  type RowRule,
  type SetRule,
  type SetFault,
} from "#kit";
import type { DocumentCells } from "../columns/documents.js";
import { publicationDeadline } from "../deadlines.js";
import { departmentNamed } from "../references.js";
import { genres, policyThemes } from "../code-lists.js";
import { themeOf } from "../themes.js";
import { rule } from "./rule.js";

/** Papers that bear a number. */
const NUMBERED: ReadonlySet<string> = new Set([
  "DECISION",
  "OPINION",
  "NOTICE",
  "NOTIFICATION",
  "REPLY",
  "LETTER",
]);
/** Genres that are seldom public. */
const INTERNAL: ReadonlySet<string> = new Set(["REQUEST", "REPORT", "MOTION", "MINUTES"]);
const MOST_KEYWORDS = 5;
/** 区政务服务局 gathers documents for the district and may hand in for others. */
const LEAD = "zwfwj";
/** The office of the government hands in the government's papers. */
const OFFICE: Readonly<Record<string, string>> = { qzf: "qzfb" };

export const documentRules: readonly RowRule<DocumentCells>[] = [
  rule(
    "PD-01",
    "ERROR",
    "公开属性不是“主动公开”的文件不能报送到本系统。请删除该行后重新报送。",
    "A document that is not public does not leave the department by this feed.",
    ({ openness }) => (openness === "PROACTIVE" ? [] : [{ field: "openness" }]),
  ),
  rule(
    "PD-15",
    "ERROR",
    "发文机关不在部门名录中。请填写全称、简称或当时的名称后重新报送。",
    "The directory has no such organ, under its name of today or of before.",
    ({ issuer }, context) => (departmentNamed(issuer, context) ? [] : [{ field: "issuer" }]),
  ),
  rule(
    "PD-16",
    "WARNING",
    "该机关自{until}后改称“{name}”，成文日期晚于此日，请核对发文机关。",
    "The organ has been called {name} after {until}, and the document is later.",
    ({ issuer, madeOn }, context) => {
      const known = departmentNamed(issuer, context);
      return known?.until && madeOn > known.until
        ? [{ field: "issuer", details: { name: known.name, until: known.until } }]
        : [];
    },
  ),
  rule(
    "PD-17",
    "WARNING",
    "联合发文单位“{name}”不在部门名录中或就是发文机关，请核对。",
    "The joint issuer {name} is not in the directory, or is the issuer.",
    ({ issuer, jointIssuers }, context) =>
      partsOf(jointIssuers)
        .filter((name) => name === issuer || departmentNamed(name, context) === null)
        .slice(0, 1)
        .map((name) => ({ field: "jointIssuers" as const, details: { name } })),
  ),
  rule(
    "PD-18",
    "ERROR",
    "发文机关、联合发文单位、起草单位都不是报送部门；各部门只报送本部门的文件。请核对后重新报送。",
    "Neither issuer nor joint issuer nor drafter is the department that hands the file in.",
    ({ issuer, jointIssuers, drafter }, context) => {
      const { code } = context.department;
      const named = [issuer, ...partsOf(jointIssuers), ...partsOf(drafter)].flatMap((name) => {
        const found = departmentNamed(name, context)?.code;
        return found === undefined ? [] : [found, OFFICE[found] ?? found];
      });
      return code === LEAD || named.length === 0 || named.includes(code) ? [] : [{ field: "issuer" }];
    },
  ),
  rule(
    "PD-19",
    "WARNING",
    "该文种一般有发文字号，请核对是否漏填。",
    "A document of this genre usually has a number.",
    ({ genre, documentNumber }) =>
      documentNumber === null && NUMBERED.has(genre) ? [{ field: "documentNumber" }] : [],
  ),
  rule(
    "PD-20",
    "WARNING",
    "发文字号中的年份与成文日期不一致，请核对。",
    "The year in the number is not that in which it was made.",
    ({ documentNumber, madeOn }) => {
      const year = documentNumber === null ? null : normaliseDocumentNumber(documentNumber).year;
      const made = Number(madeOn.slice(0, 4));
      return year === null || year === made || (madeOn.slice(5, 7) === "01" && year === made - 1)
        ? []
        : [{ field: "documentNumber" }];
    },
  ),
  rule(
    "PD-21",
    "ERROR",
    "成文日期晚于今天。请核对后重新报送。",
    "It was made after today.",
    ({ madeOn }, { today }) => (madeOn > today ? [{ field: "madeOn" }] : []),
  ),
  rule(
    "PD-22",
    "ERROR",
    "发布日期早于成文日期或晚于今天。请核对后重新报送。",
    "It was published before it was made, or after today.",
    ({ madeOn, publishedOn }, { today }) =>
      publishedOn < madeOn || publishedOn > today ? [{ field: "publishedOn" }] : [],
  ),
  rule(
    "PD-23",
    "WARNING",
    "超过自成文之日起{days}个工作日的公开期限（最迟{due}），按迟报统计，请核对。",
    "Later than {days} working days after it was made (due {due}): counted as late.",
    ({ madeOn, publishedOn }, context) => {
      const { days } = provisionOn(publicationDeadline, madeOn, context).values;
      // Working days are no fewer than days: documents of few days need no calendar.
      if (addDays(madeOn, days) >= publishedOn) return [];
      const due = workingDaysIn(context).add(madeOn, days).date;
      return publishedOn > due ? [{ field: "publishedOn", details: { days, due } }] : [];
    },
  ),
  rule(
    "PD-24",
    "WARNING",
    "主题分类“{theme}”不在一级主题中，已归入“其他”。请核对；确须增加写法的，由区政务服务局报送“规则参数”。",
    "The theme {theme} is no theme of the first level: it counts as other.",
    ({ themes }) => {
      const { code, first } = themeOf(themes);
      const other = policyThemes.codes.find(({ name }) => name === "OTHER_THEME");
      return code === "OTHER_THEME" && first !== other?.zh
        ? [{ field: "themes", details: { theme: first.slice(0, 40) } }]
        : [];
    },
  ),
  rule(
    "PD-25",
    "WARNING",
    "文种与标题末尾不一致，请核对。",
    "The genre is not the last word of the title.",
    ({ genre, title }) => {
      const bare = title.replace(/[（(][^（()）]*[)）]$/, "");
      const last = genres.codes.find(({ name, zh, aliases = [] }) =>
        name === "OTHER_GENRE" ? false : [zh, ...aliases].some((word) => bare.endsWith(word)),
      );
      return last && last.name !== genre ? [{ field: "genre" }] : [];
    },
  ),
  rule(
    "PD-26",
    "WARNING",
    "请示、报告、议案、纪要一般不主动公开，请核对公开属性。",
    "Requests, reports, motions and minutes are seldom public.",
    ({ genre }) => (INTERNAL.has(genre) ? [{ field: "genre" }] : []),
  ),
  rule(
    "PD-27",
    "WARNING",
    "标题中的书名号不成对、有方括号或有效力标记（如【现行有效】），请改正。",
    "The title has unbalanced 《》, square brackets, or a mark such as 【现行有效】.",
    ({ title }) =>
      title.split("《").length !== title.split("》").length || /[[\]［］【】]/.test(title)
        ? [{ field: "title" }]
        : [],
  ),
  rule(
    "PD-28",
    "WARNING",
    `主题词最多${MOST_KEYWORDS}个，请删减。`,
    `There are ${MOST_KEYWORDS} keywords at most.`,
    ({ keywords }) => (partsOf(keywords).length > MOST_KEYWORDS ? [{ field: "keywords" }] : []),
  ),
  rule(
    "PD-29",
    "WARNING",
    "正文的附注为“{note}”，与公开属性“主动公开”不一致，请核对。",
    "The text says {note}, and the openness that it is public.",
    ({ body }) => {
      const note = /此件(?:依申请公开|不予?公开)/.exec(body)?.[0];
      return note === undefined ? [] : [{ field: "body", details: { note } }];
    },
  ),
  rule(
    "PD-31",
    "ERROR",
    "发文字号已由索引号为“{index}”的文件使用。请核对后重新报送。",
    "The number is that of the document with the index number {index}.",
    ({ documentNumber, indexNumber }, { lookup }) => {
      const other = documentNumber === null ? null : lookup(policyByKey, documentNumber);
      return other && typeof other.indexNumber === "string" && other.indexNumber !== indexNumber
        ? [{ field: "documentNumber", details: { index: other.indexNumber } }]
        : [];
    },
  ),
  rule(
    "PD-30",
    "ERROR",
    "正文没有文字。请录入正文文字后重新报送，扫描件只能作为附件。",
    "The text has no words.",
    ({ body }) => (blocksOf(body).length === 0 ? [{ field: "body" }] : []),
  ),
];

/** Rows of one file that have what only one document has. */
function twice(
  code: string,
  severity: "ERROR" | "WARNING",
  zh: string,
  en: string,
  field: "documentNumber" | "title",
  nameOf: (row: DocumentCells) => string | null,
): SetRule<DocumentCells> {
  return {
    code,
    severity,
    text: { zh, en },
    open: () => {
      const lines = new Map<string, number>();
      const faults: SetFault<typeof field>[] = [];
      return {
        add: (row, line) => {
          const name = nameOf(row);
          if (name === null) return;
          const first = lines.get(name);
          if (first === undefined) lines.set(name, line);
          else faults.push({ line, field, details: { first } });
        },
        end: () => faults,
      };
    },
  };
}

export const documentSetRules: readonly SetRule<DocumentCells>[] = [
  twice(
    "PD-32",
    "ERROR",
    "与第{first}行的发文字号相同。请核对后重新报送。",
    "Row {first} has the same document number.",
    "documentNumber",
    ({ documentNumber }) => documentNumber,
  ),
  twice(
    "PD-12",
    "WARNING",
    "与第{first}行的标题和成文日期相同，请核对是否重复。",
    "Row {first} has the same title and day: is it the same document?",
    "title",
    ({ title, madeOn }) => `${madeOn} ${title}`,
  ),
];
