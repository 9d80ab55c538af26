/**
 * Two small subgraphs for the tests of this folder: `trading`, whose decisions have a field of each kind,
 * concern parties and come from departments; and `registry`, which owns the departments.
 */
import type { CodeList, Column, FeedContract, StoredKind } from "../feed/contract.js";
import { defineFeed } from "../feed/define-feed.js";
import { defineSubgraph } from "./serve/define-subgraph.js";
import { departmentStub } from "./types/entity-stub.js";
import { Directive, Field, ID, ObjectType } from "./types/decorators.js";
import { recordType } from "./types/record-type.js";
import { entityField, listField } from "./resolve/relation.js";

function column(zh: string, kind: StoredKind, rest: Partial<Column> = {}): Column {
  return {
    zh,
    en: `English of ${zh}`,
    kind,
    required: false,
    show: "public",
    example: "",
    parse: (text) => ({ ok: true, value: text }),
    ...rest,
  };
}

const decisionKinds: CodeList = {
  name: "DecisionKind",
  title: { zh: "决定类别", en: "Kind of decision" },
  codes: [
    { name: "WARNING", zh: "警告", en: "Warning" },
    { name: "FINE", zh: "罚款", en: "Fine" },
    { name: "OTHER", zh: "其他", en: "Other" },
  ],
  other: "OTHER",
};
const measures: CodeList = {
  name: "Measure",
  title: { zh: "措施", en: "Measure" },
  codes: [
    { name: "SEAL", zh: "查封", en: "Seal" },
    { name: "SEIZE", zh: "扣押", en: "Seize" },
  ],
};

export const decisions = defineFeed({
  id: "trading.decisions",
  edition: "1",
  type: "Decision",
  plural: "decisions",
  title: { zh: "行政决定", en: "Decisions" },
  description: { zh: "测试用的行政决定", en: "Decisions for tests" },
  lead: "jxj",
  submitters: "every-department",
  legalBases: [{ title: "《示例条例》第一条" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    number: column("文号", "text", { required: true, indexed: true }),
    partyName: column("当事人", "text", {
      required: true,
      show: { as: (name) => name, note: { zh: "自然人只显示姓氏", en: "Of a person only the family name" } },
    }),
    personNumber: column("证件号码", "text", { show: "withheld" }),
    kind: column("决定类别", "code", { required: true, indexed: true, list: decisionKinds }),
    measures: column("措施", "codes", { indexed: true, list: measures }),
    decidedOn: column("决定日期", "date", { required: true, indexed: true }),
    validTo: column("有效期至", "date", { indexed: true }),
    fine: column("罚款金额", "decimal", { indexed: true, scale: 6, unit: "万元" }),
    people: column("人数", "integer", { indexed: true }),
    urgent: column("紧急", "boolean", { indexed: true }),
    facts: column("事实", "text"),
  },
  derived: {
    partyId: {
      zh: "当事人编号",
      en: "Identifier of the party",
      kind: "text",
      indexed: true,
      exposed: false,
      from: (row) => row["partyName"] ?? null,
    },
  },
  key: ["number"],
  order: { field: "decidedOn", descending: true },
});

export const departments = defineFeed({
  id: "registry.departments",
  edition: "1",
  type: "Department",
  plural: "departments",
  title: { zh: "部门", en: "Departments" },
  description: { zh: "测试用的部门", en: "Departments for tests" },
  lead: "zwfwj",
  submitters: "lead",
  legalBases: [{ title: "《示例条例》第二条" }],
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: {
    code: column("代码", "text", { required: true, indexed: true }),
    name: column("名称", "text", { required: true }),
    parentCode: column("上级部门代码", "text"),
  },
  key: ["code"],
  naturalKeys: ["code"],
  departments: (): FeedContract => departments,
  order: { field: "code", descending: false },
});
const Department = recordType(departments);

@Directive('@key(fields: "id")')
@ObjectType("Party", { description: "当事人 / Party", simpleResolvers: true })
export class Party {
  @Field(() => ID, { description: "标识 / Identifier" })
  readonly id: string = "";
}

export const trading = defineSubgraph({
  name: "trading",
  feeds: [decisions],
  entities: [departmentStub("trading")],
  resolvers: [
    entityField({
      on: decisions,
      name: "party",
      description: { zh: "当事人", en: "The party" },
      type: () => Party,
      key: "id",
      from: "partyId",
    }),
    listField({
      on: Party,
      name: "decisions",
      description: { zh: "有关决定", en: "Decisions about it" },
      of: decisions,
      by: "partyId",
      value: ({ id }) => id,
    }),
    listField({
      on: departmentStub("trading"),
      name: "decisions",
      description: { zh: "作出的决定", en: "Its decisions" },
      of: decisions,
      by: "department",
      value: ({ code }) => code,
    }),
  ],
});

export const registry = defineSubgraph({
  name: "registry",
  feeds: [departments],
  resolvers: [
    entityField({
      on: departments,
      name: "parent",
      description: { zh: "上级部门", en: "The department above" },
      type: () => Department,
      key: "code",
      from: "parentCode",
    }),
  ],
});
