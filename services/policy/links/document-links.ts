/**
 * What explains a document and where it was printed, and from each of these the document; and a department's.
 */
import {
  departmentStub,
  entityField,
  entityStub,
  listField,
  recordType,
  type ClassType,
  type FeedContract,
} from "#kit";
import { answers } from "../feeds/answers.js";
import { briefings } from "../feeds/briefings.js";
import { documents } from "../feeds/documents.js";
import { evaluations } from "../feeds/evaluations.js";
import { gazetteContents } from "../feeds/gazette-contents.js";
import { gazetteIssues } from "../feeds/gazette-issues.js";
import { interpretations } from "../feeds/interpretations.js";
import { meetingTopics } from "../feeds/meeting-topics.js";

const Document = recordType(documents);
const Department = departmentStub("policy");
const DecisionMatter = entityStub("policy", "DecisionMatter", "matterKey");
const ofDocument = {
  on: Document,
  by: "documentKey",
  needs: ["documentKey"],
  value: ({ documentKey }: { readonly documentKey?: unknown }) => documentKey,
} as const;

function toDocument(on: FeedContract): ClassType {
  return entityField({
    on,
    name: "policyDocument",
    description: { zh: "对应的政策文件", en: "The document" },
    type: () => Document,
    key: "documentKey",
    from: "documentKey",
  });
}

export const documentLinks: readonly ClassType[] = [
  listField({
    ...ofDocument,
    name: "interpretations",
    description: { zh: "该文件的解读", en: "What explains it" },
    of: interpretations,
  }),
  listField({
    ...ofDocument,
    name: "answers",
    description: { zh: "该文件的问答", en: "Questions about it, answered" },
    of: answers,
  }),
  listField({
    ...ofDocument,
    name: "briefings",
    description: { zh: "该文件的政策吹风", en: "Briefings on it" },
    of: briefings,
  }),
  listField({
    ...ofDocument,
    name: "evaluations",
    description: { zh: "该文件执行效果的评估", en: "What it was found to have brought about" },
    of: evaluations,
  }),
  listField({
    ...ofDocument,
    name: "meetingTopics",
    description: { zh: "审议该文件的会议议题", en: "The meetings that dealt with it" },
    of: meetingTopics,
  }),
  listField({
    ...ofDocument,
    name: "gazetteContents",
    description: { zh: "登载该文件的公报", en: "Where the gazette has it" },
    of: gazetteContents,
  }),
  ...[interpretations, answers, briefings, evaluations, meetingTopics, gazetteContents].map(toDocument),
  entityField({
    on: gazetteContents,
    name: "gazetteIssue",
    description: { zh: "公报的这一期", en: "The issue" },
    type: () => recordType(gazetteIssues),
    key: "issueKey",
    from: "issueKey",
  }),
  listField({
    on: recordType(gazetteIssues),
    name: "contents",
    description: { zh: "本期目录", en: "What stands in it" },
    of: gazetteContents,
    by: "issueKey",
    needs: ["issueKey"],
    value: ({ issueKey }) => issueKey,
  }),
  entityField({
    on: meetingTopics,
    name: "decisionMatter",
    description: { zh: "所审议的重大行政决策事项", en: "The major decision that it dealt with" },
    type: () => DecisionMatter,
    key: "matterKey",
    from: "decisionKey",
  }),
  entityField({
    on: documents,
    name: "decisionMatter",
    description: { zh: "所属的重大行政决策事项", en: "The major decision that it came of" },
    type: () => DecisionMatter,
    key: "matterKey",
    from: "decisionKey",
  }),
  listField({
    on: Department,
    name: "policyDocuments",
    description: {
      zh: "该部门发布和联合发布的政策文件",
      en: "Documents that it issued, alone or with others",
    },
    of: documents,
    by: "issuerCodes",
    value: ({ code }) => code,
  }),
  listField({
    on: Department,
    name: "policyInterpretations",
    description: { zh: "该部门报送的政策解读", en: "Interpretations that it handed in" },
    of: interpretations,
    by: "department",
    value: ({ code }) => code,
  }),
];
