/** 职业技能培训项目 (domain 06). */
import { defineFeed, partyId } from "#kit";
import { trainingRules } from "../rules/employment-rules.js";
import { trainingProgrammeColumns } from "../columns/training.js";

export const training = defineFeed({
  id: "employment.training",
  edition: "1",
  title: { zh: "职业技能培训", en: "Skill training" },
  description: { zh: "补贴性职业技能培训项目。", en: "Programmes of training that are subsidised." },
  type: "TrainingProgramme",
  plural: "trainingProgrammes",
  lead: "rsj",
  submitters: "lead",
  legalBases: [{ title: "《国务院关于推行终身职业技能培训制度的意见》（国发〔2018〕11号）" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: trainingProgrammeColumns,
  derived: { partyId: partyId("unifiedSocialCreditCode", "institution") },
  key: ["unifiedSocialCreditCode", "name"],
  order: { field: "applyBy", descending: true },
  search: { title: ["name", "institution"], text: ["trade", "level"] },
  rules: trainingRules,
});
