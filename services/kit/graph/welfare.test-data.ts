/**
 * A feed with periods, and its subgraph. A module of its own: a worker loads it once, and a type of the graph
 * has its name once in a process.
 */
import { areaCode } from "../feed/area.js";
import * as columns from "../feed/columns.js";
import { defineFeed } from "../feed/define-feed.js";
import { listField } from "./resolve/relation.js";
import { defineSubgraph } from "./serve/define-subgraph.js";
import { departmentStub } from "./types/entity-stub.js";

export const relief = defineFeed({
  id: "welfare.relief",
  edition: "1",
  title: { zh: "救助", en: "Relief" },
  description: { zh: "示例。", en: "Sample." },
  type: "Relief",
  plural: "reliefs",
  lead: "mzj",
  submitters: "lead",
  legalBases: [{ title: "示例" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    period: columns.period("month", { zh: "统计月份", en: "Month", required: true, indexed: true }),
    town: columns.text({ zh: "乡镇街道", en: "Town", required: true }),
    persons: columns.integer({ zh: "人数", en: "Persons" }),
    spendingYuan: columns.decimal({
      zh: "资金支出（元）",
      en: "Spending",
      required: true,
      scale: 2,
      unit: "元",
    }),
  },
  derived: { areaCode: areaCode("town") },
  key: ["period", "town"],
  order: { field: "period", descending: true },
});
const Department = departmentStub("welfare");
export const welfare = defineSubgraph({
  name: "welfare",
  feeds: [relief],
  entities: [Department],
  resolvers: [
    listField({
      on: Department,
      name: "reliefs",
      description: { zh: "救助", en: "Relief" },
      of: relief,
      by: "department",
      value: ({ code }) => code,
    }),
  ],
});
