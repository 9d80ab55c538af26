/** 办事导引 (2.7b): questions that lead to the right item and to what to bring; a tree as data. Domain 14 §7. */
import { defineFeed } from "#kit";
import { serviceQuestionColumns } from "../columns/questions.js";
import { legalBases } from "../legal-bases.js";
import { itemReference } from "../references.js";
import { guideLength, materialReference, questionRules, questionSetRules } from "../rules/question-rules.js";

export const questions = defineFeed({
  id: "services-guide.questions",
  edition: "1",
  title: { zh: "办事导引", en: "Guided forms" },
  description: {
    zh: "逐题选择的办事导引：选几次，找到要办的事项和所需材料。",
    en: "Questions that lead to the item to apply for and to the materials to bring.",
  },
  type: "ServiceQuestion",
  plural: "serviceQuestions",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases,
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: serviceQuestionColumns,
  key: ["guide", "node", "order"],
  order: { field: "guide", descending: false },
  search: { title: ["guide", "label"], text: ["question"] },
  rules: questionRules,
  setRules: questionSetRules,
  references: [itemReference, materialReference],
  provisions: [guideLength],
});
