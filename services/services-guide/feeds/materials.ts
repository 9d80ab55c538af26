/** 申请材料: what is asked of the applicant, and how each is reviewed (2.7c). Domain 14 §4. */
import { defineFeed } from "#kit";
import { serviceMaterialColumns } from "../columns/materials.js";
import { materialRules } from "../rules/part-rules.js";
import { materialKeyOf } from "../rules/question-rules.js";
import { itemName, partOfItem } from "./part.js";

export const materials = defineFeed({
  ...partOfItem,
  id: "services-guide.materials",
  title: { zh: "申请材料", en: "Materials of service items" },
  description: {
    zh: "政务服务事项的申请材料：依据、来源、受理标准和审查标准。",
    en: "What is asked of applicants: on which ground, from where, and how each material is reviewed.",
  },
  type: "ServiceMaterial",
  plural: "serviceMaterials",
  columns: serviceMaterialColumns,
  derived: {
    itemName,
    materialKey: {
      zh: "材料键",
      en: "Item and name: by it guides name the material",
      kind: "text",
      indexed: true,
      exposed: false,
      from: materialKeyOf,
    },
  },
  key: ["itemCode", "name"],
  order: { field: "order", descending: false },
  search: { title: ["name", "itemName"], text: ["reviewStandard", "sourceNote", "itemCode"] },
  rules: materialRules,
});
