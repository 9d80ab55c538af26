/** The types of structured text, the same in every subgraph. */
import type { TextBlock, TextSpan } from "../../values/structured-text.js";
import { Directive, Int, registerEnumType } from "./decorators.js";
import { describe } from "./describe.js";
import { addField, objectType } from "./make-type.js";

const KINDS = {
  HEADING: describe("标题", "A heading"),
  PARAGRAPH: describe("段落", "A paragraph"),
  LIST_ITEM: describe("列表项", "An item of a list"),
  TABLE: describe("表格", "A table"),
};

const TextBlockKindEnum = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, kind]));
registerEnumType(TextBlockKindEnum, {
  name: "TextBlockKind",
  description: describe("正文中一块的类型", "Kind of a block of a text"),
  valuesConfig: Object.fromEntries(
    Object.entries(KINDS).map(([kind, description]) => [kind, { description }]),
  ),
});

const TextSpanType = objectType<TextSpan>("TextSpan", describe("一段文字", "A run of characters"));
Directive("@shareable")(TextSpanType);
addField(TextSpanType, "text", String, describe("文字", "The characters"));
addField(
  TextSpanType,
  "address",
  String,
  describe("链接的地址；不是链接的为空", "Address that it leads to; null for what is no link"),
  { nullable: true },
);

export const TextBlockType = objectType<TextBlock>(
  "TextBlock",
  describe("正文中的一块：标题、段落、列表项或表格", "A block of a text: heading, paragraph, item or table"),
);
Directive("@shareable")(TextBlockType);
addField(TextBlockType, "kind", TextBlockKindEnum, describe("类型", "Its kind"));
addField(
  TextBlockType,
  "level",
  Int,
  describe(
    "标题的级别，1至6；列表项的层次，从1起；其他为0",
    "Of a heading 1 to 6; of an item how deep it is, from 1; else 0",
  ),
);
addField(
  TextBlockType,
  "marker",
  String,
  describe("列表项的编号，如“1.”；没有编号的为空", "Number of an item as written, such as 1.; null without"),
  { nullable: true },
);
addField(
  TextBlockType,
  "spans",
  [TextSpanType],
  describe("文字；表格为空", "Its characters; of a table none"),
);
addField(
  TextBlockType,
  "rows",
  [[String]],
  describe("表格的各行，首行为表头；其他为空", "Rows of a table, the first its header; of others none"),
);
