/** 重大行政决策: the yearly catalogue, the course of each matter, consultations and what became of them. */
import { defineSubgraph, departmentStub } from "#kit";
import { consultations } from "./feeds/consultations.js";
import { matters } from "./feeds/matters.js";
import { results } from "./feeds/results.js";
import { steps } from "./feeds/steps.js";
import { views } from "./feeds/views.js";
import { decisionLinks } from "./links.js";

export default defineSubgraph({
  name: "decisions",
  catalogue: {
    title: { zh: "重大决策", en: "Major decisions" },
    theme: "GOVERNMENT",
    keywords: ["重大行政决策", "征求意见", "意见采纳"],
    audiences: [],
    feeds: {
      consultations: { audiences: ["ENTERPRISES", "INDIVIDUALS"] },
    },
  },
  feeds: [matters, steps, consultations, views, results],
  entities: [departmentStub("decisions")],
  resolvers: decisionLinks,
});
