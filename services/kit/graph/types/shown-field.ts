/** The types of a record's fields where nobody need know its own type, the same in every subgraph. */
import type { Link, ShownField } from "../../words/shown-fields.js";
import type { EnumObject } from "./code-enum.js";
import { Directive, registerEnumType } from "./decorators.js";
import { describe } from "./describe.js";
import { addField, objectType } from "./make-type.js";
import { TextBlockType } from "./text-block.js";

const KINDS = {
  TEXT: describe("文本", "Text"),
  DATE: describe("日期", "A day"),
  DECIMAL: describe("小数", "A decimal number"),
  INTEGER: describe("整数", "A whole number"),
  BOOLEAN: describe("是或否", "Yes or no"),
  CODE: describe("一个代码", "A code of a list"),
  CODES: describe("若干个代码", "Several codes of a list"),
};

export const ColumnKindEnum: EnumObject = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, kind]));
registerEnumType(ColumnKindEnum, {
  name: "ColumnKind",
  description: describe("列的类型", "Kind of a column"),
  valuesConfig: Object.fromEntries(
    Object.entries(KINDS).map(([kind, description]) => [kind, { description }]),
  ),
});

export const FIELD_NAME = describe("字段名", "Field in the graph");
export const FIELD_LABEL = describe("标准表头", "Header");
export const FIELD_UNIT = describe("单位", "Unit");

export const RecordLinkType = objectType<Link>(
  "RecordLink",
  describe("字段所指的内容", "What a field names: an enterprise, a town"),
);
Directive("@shareable")(RecordLinkType);
addField(
  RecordLinkType,
  "type",
  String,
  describe("总图中的类型名", "Its type in the graph, such as Party or Area"),
);
addField(
  RecordLinkType,
  "key",
  String,
  describe("主体编号或区划代码", "Its key: the id of a party, the code of an area"),
);

export const RecordFieldType = objectType<ShownField>(
  "RecordField",
  describe("记录的一个字段", "A field of a record, as people read it"),
);
Directive("@shareable")(RecordFieldType);
addField(RecordFieldType, "name", String, FIELD_NAME);
addField(RecordFieldType, "label", String, FIELD_LABEL);
addField(RecordFieldType, "kind", ColumnKindEnum, describe("类型", "Type"));
addField(
  RecordFieldType,
  "text",
  String,
  describe("内容，代码为其名称", "What it says: of codes their words, of several parted by semicolons"),
);
addField(
  RecordFieldType,
  "value",
  String,
  describe(
    "原值，代码为其代码，若干个以逗号隔开",
    "The value itself: of codes the codes, several joined by commas",
  ),
);
addField(RecordFieldType, "unit", String, FIELD_UNIT, { nullable: true });
addField(
  RecordFieldType,
  "note",
  String,
  describe("填报要求、口径或隐去的方式", "Its rule, source, or how it is masked"),
  {
    nullable: true,
  },
);
addField(
  RecordFieldType,
  "link",
  RecordLinkType,
  describe("所指的行政相对人或区划", "The party or area that it names"),
  { nullable: true },
);
addField(
  RecordFieldType,
  "blocks",
  [TextBlockType],
  describe(
    "有结构的正文的标题、段落、列表和表格；其他字段为空",
    "Of a structured text its headings, paragraphs, lists and tables; of others none",
  ),
);
