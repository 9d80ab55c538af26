/**
 * 政务服务事项实施清单, one row for each handling item: the one source of the guide on the site, on the hall's
 * screens and on paper. Its materials, steps and charges are feeds of their own. Domain 14 §3.
 */
import { defineFeed, policyByIndex, policyByKey, policyKeys, policyRules, withPolicies } from "#kit";
import { itemCodeOf } from "../codes.js";
import { serviceItemColumns } from "../columns/items.js";
import { powerIdOf, powerKeyOf } from "../power.js";
import { departments, placeReference, powerReference } from "../references.js";
import { itemRules } from "../rules/item-rules.js";
import { knownRules } from "../rules/known-rules.js";
import { legalBases } from "../legal-bases.js";
import { withPowerList } from "../agreements.js";

export const items = defineFeed({
  id: "services-guide.items",
  edition: "2020",
  title: { zh: "政务服务事项", en: "Service items" },
  description: {
    zh: "政务服务事项实施清单：办什么、谁来办、依据、条件、时限、地点、电话；网站与大厅同源。",
    en: "What can be applied for: who may, by which law and conditions, where, in what time; one source for site and hall.",
  },
  type: "ServiceItem",
  plural: "serviceItems",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases,
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: serviceItemColumns,
  derived: {
    itemCode: {
      zh: "事项编码",
      en: "Code by which the item's materials, steps and charges name it",
      kind: "text",
      indexed: true,
      from: itemCodeOf,
    },
    organCode: {
      zh: "实施主体部门编码",
      en: "Code of the organ in the directory",
      kind: "text",
      indexed: true,
      link: {
        name: "organ",
        type: "Department",
        key: "code",
        label: "organName",
        zh: "实施主体",
        en: "The organ that implements it",
      },
      from: ({ organUscc }, _secrets, { lookup }) => lookup(departments, organUscc)?.code ?? null,
    },
    powerKey: {
      zh: "职权键",
      en: "Agency and code of the power that it exercises",
      kind: "text",
      indexed: true,
      exposed: false,
      from: powerKeyOf,
    },
    powerId: {
      zh: "职权记录",
      en: "Record of the power that it exercises",
      kind: "text",
      indexed: true,
      exposed: false,
      from: (row, _secrets, context) => powerIdOf(row, context),
    },
    policyKeys,
  },
  key: ["taskCode", "handleItemCode"],
  order: { field: "taskCode", descending: false },
  search: {
    title: ["name"],
    text: ["parentName", "organName", "themes", "taskCode", "handleItemCode", "conditions", "resultName"],
  },
  concerns: ["audiences"],
  rules: [...itemRules, ...knownRules, ...policyRules],
  references: [departments, powerReference, placeReference, policyByKey, policyByIndex],
  agrees: [withPowerList, withPolicies],
});
