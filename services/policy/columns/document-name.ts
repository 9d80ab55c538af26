/** The column by which what explains a document names it, the key of that document, and the link to it. */
import { columns, isPublishedPolicy, policyKeyOf, type DerivedColumn, type RowRule, type Value } from "#kit";
import { rule } from "../rules/rule.js";

export const documentName = <Required extends boolean>(required: Required) =>
  columns.text({
    zh: "对应文件",
    en: "Number or index number of the document",
    aliases: ["解读文件", "关联文件", "政策原文", "文件发文字号"],
    required,
    maxLength: 128,
    example: "SL-QZFB/ZK-2026-000001",
  });

interface NamesDocument {
  readonly document: Value;
}

export const documentKey: DerivedColumn<"text", NamesDocument> = {
  zh: "对应文件（文件编号）",
  en: "Key of the document",
  kind: "text",
  indexed: true,
  from: ({ document }, _secrets, context) =>
    typeof document === "string" ? policyKeyOf(document, context) : null,
};

export const knownDocumentRule: RowRule<NamesDocument> = rule(
  "PD-40",
  "ERROR",
  "没有已公开的这一文件。请核对发文字号或索引号，或先报送文件后重新报送。",
  "No such document is published: check its number, or submit the document first.",
  ({ document }, context) =>
    typeof document === "string" && !isPublishedPolicy(document, context) ? [{ field: "document" }] : [],
);
