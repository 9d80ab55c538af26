/** Departments, areas and parties: the keys by which the other subgraphs tie their records together. */
import { defineSubgraph, entityField, listField, recordType } from "#kit";
import { areas } from "./feeds/areas.js";
import { calendar } from "./feeds/calendar.js";
import { departments } from "./feeds/departments.js";
import { provisions } from "./feeds/provisions.js";
import { AreaNeighbours } from "./neighbours.js";
import { findParty, PartyResolver } from "./party.js";

const Department = recordType(departments);
const Area = recordType(areas);

export default defineSubgraph({
  name: "directory",
  catalogue: {
    title: { zh: "机构名录", en: "Directory" },
    theme: "GOVERNMENT",
    keywords: ["部门", "区划"],
    audiences: [],
  },
  feeds: [departments, areas, provisions, calendar],
  resolvers: [
    PartyResolver,
    entityField({
      on: departments,
      name: "parent",
      description: { zh: "上级部门", en: "The department above" },
      type: () => Department,
      key: "code",
      from: "parentCode",
    }),
    listField({
      on: Department,
      name: "children",
      description: { zh: "下级部门", en: "Departments below" },
      of: departments,
      by: "parentCode",
      value: ({ code }) => code,
    }),
    entityField({
      on: areas,
      name: "parent",
      description: { zh: "上级区划", en: "The area above" },
      type: () => Area,
      key: "code",
      from: "parentCode",
    }),
    listField({
      on: Area,
      name: "children",
      description: { zh: "下级区划", en: "Areas below" },
      of: areas,
      by: "parentCode",
      value: ({ code }) => code,
    }),
    entityField({
      on: departments,
      name: "jurisdiction",
      description: { zh: "管辖的区划", en: "The area that it governs" },
      type: () => Area,
      key: "code",
      from: "jurisdictionCode",
    }),
    entityField({
      on: areas,
      name: "government",
      description: {
        zh: "本区划的政府或办事处：电话、地址等联系方式由此查询",
        en: "Its government or sub-district office: how to reach it",
      },
      type: () => Department,
      key: "jurisdictionCode",
      from: "code",
    }),
    AreaNeighbours,
  ],
  references: { Party: ({ id }, context) => findParty(String(id), context) },
});
