/** 政策: documents and what became of them, what explains them, and the gazette that prints them. */
import { defineSubgraph, departmentStub } from "#kit";
import { answers } from "./feeds/answers.js";
import { briefings } from "./feeds/briefings.js";
import { documents } from "./feeds/documents.js";
import { evaluations } from "./feeds/evaluations.js";
import { gazetteContents } from "./feeds/gazette-contents.js";
import { gazetteIssues } from "./feeds/gazette-issues.js";
import { interpretations } from "./feeds/interpretations.js";
import { meetingTopics } from "./feeds/meeting-topics.js";
import { synonyms } from "./feeds/synonyms.js";
import { documentLinks } from "./links/document-links.js";
import { lifeCycleLinks } from "./links/life-cycle.js";

export default defineSubgraph({
  name: "policy",
  catalogue: {
    title: { zh: "政策", en: "Policies" },
    theme: "GOVERNMENT",
    keywords: ["政策文件", "政策解读", "政府公报"],
    audiences: ["ENTERPRISES", "INDIVIDUALS"],
  },
  feeds: [
    documents,
    interpretations,
    answers,
    briefings,
    evaluations,
    meetingTopics,
    gazetteIssues,
    gazetteContents,
    synonyms,
  ],
  entities: [departmentStub("policy")],
  resolvers: [...documentLinks, ...lifeCycleLinks],
});
