/**
 * From a matter to its course and its consultations, from a consultation to its result, and to the policy of
 * it.
 */
import { departmentStub, entityField, entityStub, listField, recordType, type ClassType } from "#kit";
import { consultations } from "./feeds/consultations.js";
import { matters } from "./feeds/matters.js";
import { results } from "./feeds/results.js";
import { steps } from "./feeds/steps.js";
import { views } from "./feeds/views.js";

const Department = departmentStub("decisions");
const PolicyDocument = entityStub("decisions", "PolicyDocument", "documentKey");
const Matter = recordType(matters);
const Consultation = recordType(consultations);
const MATTER = { zh: "所属决策事项；目录外的为空", en: "The matter; null for what no catalogue has" };
const CONSULTATION = { zh: "所属征求意见", en: "The consultation" };

export const decisionLinks: readonly ClassType[] = [
  listField({
    on: Matter,
    name: "steps",
    description: { zh: "该事项的程序履行情况", en: "Its course" },
    of: steps,
    by: "matterKey",
    needs: ["matterKey"],
    value: ({ matterKey }) => matterKey,
  }),
  listField({
    on: Matter,
    name: "consultations",
    description: { zh: "该事项的征求意见", en: "Its consultations" },
    of: consultations,
    by: "matterKey",
    needs: ["matterKey"],
    value: ({ matterKey }) => matterKey,
  }),
  entityField({
    on: steps,
    name: "matter",
    description: MATTER,
    type: () => Matter,
    key: "matterKey",
    from: "matterKey",
  }),
  entityField({
    on: consultations,
    name: "matter",
    description: MATTER,
    type: () => Matter,
    key: "matterKey",
    from: "matterKey",
  }),
  listField({
    on: Consultation,
    name: "views",
    description: { zh: "该次征求意见的主要观点", en: "What people said" },
    of: views,
    by: "consultationNumber",
    needs: ["number"],
    value: ({ number }) => number,
  }),
  entityField({
    on: consultations,
    name: "result",
    description: { zh: "征集结果；尚未公布的为空", en: "Its result; null until it is published" },
    type: () => recordType(results),
    key: "consultationNumber",
    from: "number",
  }),
  entityField({
    on: views,
    name: "consultation",
    description: CONSULTATION,
    type: () => Consultation,
    key: "number",
    from: "consultationNumber",
  }),
  entityField({
    on: results,
    name: "consultation",
    description: CONSULTATION,
    type: () => Consultation,
    key: "number",
    from: "consultationNumber",
  }),
  entityField({
    on: results,
    name: "policyDocument",
    description: {
      zh: "出台的文件；尚未公布的为空",
      en: "The document that came of it; null until it is published",
    },
    type: () => PolicyDocument,
    key: "documentKey",
    from: "documentNumber",
  }),
  listField({
    on: PolicyDocument,
    name: "consultationResults",
    description: { zh: "该文件草案征求意见的结果", en: "What became of the comments on its draft" },
    of: results,
    by: "documentNumber",
    value: ({ documentKey }) => documentKey,
  }),
  listField({
    on: Department,
    name: "decisionMatters",
    description: { zh: "该部门承办的决策事项", en: "Matters that it prepares" },
    of: matters,
    by: "leadCode",
    value: ({ code }) => code,
  }),
  listField({
    on: Department,
    name: "consultations",
    description: { zh: "该部门的征求意见", en: "Its consultations" },
    of: consultations,
    by: "organCode",
    value: ({ code }) => code,
  }),
];
