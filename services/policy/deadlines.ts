/**
 * When documents and what explains them are public (domain 12): the feeds' rhythm, and what their rules ask.
 */
import { deadlineInWorkingDays, type Provision } from "#kit";

const ON_OPENNESS = "《中华人民共和国政府信息公开条例》第二十六条";

export const publicationDeadline = deadlineInWorkingDays(
  "policy-publication-deadline",
  { zh: "成文日期", en: "Day on which the document was made" },
  [{ from: "2008-05-01", basis: ON_OPENNESS, isConfirmed: true, values: { days: 20 } }],
);

/** 同步组织、同步审签、同步部署. City rules that allow more days are published as a change. */
export const interpretationDeadline = deadlineInWorkingDays(
  "interpretation-deadline",
  { zh: "文件公布日期", en: "Day on which the document was published" },
  [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》；国办发〔2016〕80号",
      isConfirmed: false,
      values: { days: 0 },
    },
  ],
);

/** Terms of normative documents, as one city has them. */
export const documentTerms: Provision<"years" | "trialYears"> = {
  id: "normative-document-years",
  title: { zh: "行政规范性文件的有效期", en: "Term of a normative document" },
  by: { zh: "成文日期", en: "Day on which it was made" },
  parameters: {
    years: { zh: "最长有效期", en: "Longest", unit: "年", least: 1, most: 30 },
    trialYears: { zh: "暂行、试行的最长有效期", en: "Longest of a trial", unit: "年", least: 1, most: 10 },
  },
  versions: [
    {
      from: "2018-05-31",
      basis: "国办发〔2018〕37号（期限以本市规定为准）",
      isConfirmed: false,
      values: { years: 5, trialYears: 2 },
    },
  ],
};

/** Pairs of a question and its answer that 简明问答 has at least. */
export const fewestAnswers: Provision<"pairs"> = {
  id: "interpretation-fewest-answers",
  title: { zh: "简明问答的最少问答数", en: "Fewest pairs of question and answer" },
  by: { zh: "解读发布日期", en: "Day of the interpretation" },
  parameters: { pairs: { zh: "问答数", en: "Pairs", unit: "组", least: 1, most: 20 } },
  versions: [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（数量以实施口径为准）",
      isConfirmed: false,
      values: { pairs: 3 },
    },
  ],
};
