/** 政策文件 (domain 12): what the district and its organs issue, in force or not. */
import { defineFeed, departmentReference, partsOf, policyByIndex, policyByKey, policyKeyOf } from "#kit";
import { policyThemes } from "../code-lists.js";
import { documentColumns } from "../columns/documents.js";
import { documentTerms, interpretationDeadline, publicationDeadline } from "../deadlines.js";
import { departmentNamed } from "../references.js";
import { documentRules, documentSetRules } from "../rules/document-rules.js";
import { lifeCycleRules } from "../rules/life-cycle-rules.js";
import { themeOf } from "../themes.js";

/** The keys of the documents that a cell names. */
const named = (zh: string, en: string) => ({ zh, en, kind: "codes", indexed: true, exposed: false }) as const;

export const documents = defineFeed({
  id: "policy.documents",
  edition: "1",
  title: { zh: "政策文件", en: "Policy documents" },
  description: {
    zh: "区政府、区政府办公室、各部门和乡镇街道主动公开的行政规范性文件和其他政策性文件，含已修改、废止、失效的。",
    en: "What the district's government and its organs issue for the public, with what was amended, repealed or has expired.",
  },
  type: "PolicyDocument",
  plural: "policyDocuments",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [
    { title: "《中华人民共和国政府信息公开条例》第二十条、第二十六条", from: "2019-05-15" },
    { title: "国办发〔2018〕37号", from: "2018-05-31" },
  ],
  due: { kind: "working-days", after: "madeOn", deadline: publicationDeadline },
  mode: "append",
  columns: documentColumns,
  derived: {
    documentKey: {
      zh: "文件编号",
      en: "Number of the document, or its index number where it has none",
      kind: "text",
      indexed: true,
      required: true,
      from: ({ documentNumber, indexNumber }) => documentNumber ?? indexNumber,
    },
    inForceFrom: {
      zh: "施行起始日期",
      en: "First day on which it is in force: that of its publication unless it says otherwise",
      kind: "date",
      indexed: true,
      required: true,
      from: ({ effectiveOn, publishedOn }) => effectiveOn ?? publishedOn,
    },
    theme: {
      zh: "一级主题",
      en: "Theme",
      kind: "code",
      list: policyThemes,
      indexed: true,
      required: true,
      from: ({ themes }) => themeOf(themes).code,
    },
    subTheme: {
      zh: "二级主题",
      en: "Theme of the second level",
      kind: "text",
      indexed: true,
      from: ({ themes }) => themeOf(themes).second,
    },
    issuerCode: {
      zh: "发文机关（部门编码）",
      en: "Issuing organ: its code",
      kind: "text",
      indexed: true,
      link: {
        name: "issuingDepartment",
        type: "Department",
        key: "code",
        label: "issuer",
        zh: "发文机关",
        en: "Issuing organ",
      },
      from: ({ issuer }, _secrets, context) => departmentNamed(issuer, context)?.code ?? null,
    },
    issuerCodes: {
      ...named("发文机关和联合发文单位（部门编码）", "Codes of all issuing organs"),
      from: ({ issuer, jointIssuers }, _secrets, context) => [
        ...new Set(
          [issuer, ...partsOf(jointIssuers)].flatMap((name) => departmentNamed(name, context)?.code ?? []),
        ),
      ],
    },
    drafterCode: {
      zh: "起草单位（部门编码）",
      en: "Organ that drafted it: its code",
      kind: "text",
      indexed: true,
      link: {
        name: "draftingDepartment",
        type: "Department",
        key: "code",
        label: "drafter",
        zh: "起草单位",
        en: "Organ that drafted it",
      },
      from: ({ drafter }, _secrets, context) =>
        drafter === null ? null : (departmentNamed(drafter, context)?.code ?? null),
    },
    amendedKeys: {
      ...named("修改的文件（文件编号）", "Keys of the documents that it amends"),
      from: ({ amendedNumbers }, _secrets, context) =>
        partsOf(amendedNumbers).map((name) => policyKeyOf(name, context)),
    },
    repealedKeys: {
      ...named("废止的文件（文件编号）", "Keys of the documents that it repeals"),
      from: ({ repealedNumbers }, _secrets, context) =>
        partsOf(repealedNumbers).map((name) => policyKeyOf(name, context)),
    },
    basisKeys: {
      ...named("上位依据（文件编号）", "Keys of the documents on which it is based"),
      from: ({ basisNumbers }, _secrets, context) =>
        partsOf(basisNumbers).map((name) => policyKeyOf(name, context)),
    },
  },
  key: ["indexNumber"],
  naturalKeys: ["documentKey"],
  order: { field: "publishedOn", descending: true },
  search: {
    title: ["title"],
    text: ["documentNumber", "indexNumber", "issuer", "jointIssuers", "themes", "keywords", "summary"],
    whole: ["body"],
  },
  concerns: ["audiences"],
  provisions: [documentTerms],
  references: [departmentReference, policyByKey, policyByIndex],
  rules: [...documentRules, ...lifeCycleRules],
  setRules: documentSetRules,
  expects: [
    {
      id: "interpretation",
      title: { zh: "政策解读", en: "Interpretation" },
      when: { isNormative: ["true"] },
      due: { kind: "working-days", after: "publishedOn", deadline: interpretationDeadline },
      evidence: { feed: "policy.interpretations", by: "documentKey", names: "documentKey" },
      isExemptible: true,
    },
  ],
});
