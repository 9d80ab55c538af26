/** 办理流程: the steps of an item, with their limits and standards. Domain 14 §3. */
import { defineFeed } from "#kit";
import { serviceStepColumns } from "../columns/steps.js";
import { stepRules, stepSetRules } from "../rules/part-rules.js";
import { itemName, partOfItem } from "./part.js";

export const steps = defineFeed({
  ...partOfItem,
  id: "services-guide.steps",
  title: { zh: "办理流程", en: "Steps of service items" },
  description: {
    zh: "政务服务事项的办理环节、时限、审查标准和特别程序。",
    en: "The steps in which an item is handled, their time limits and standards, and special procedures.",
  },
  type: "ServiceStep",
  plural: "serviceSteps",
  columns: serviceStepColumns,
  derived: { itemName },
  key: ["itemCode", "order"],
  order: { field: "order", descending: false },
  search: { title: ["stage", "itemName"], text: ["content", "standard", "itemCode"] },
  rules: stepRules,
  setRules: stepSetRules,
});
