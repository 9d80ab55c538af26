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
  feeds: [matters, steps, consultations, views, results],
  entities: [departmentStub("decisions")],
  resolvers: decisionLinks,
});
