/** What the feeds of the rows under an item have in common. */
import type { DerivedColumn } from "#kit";
import { legalBases } from "../legal-bases.js";
import { itemReference } from "../references.js";

export const partOfItem = {
  edition: "2020",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases,
  due: { kind: "on-change" },
  mode: "snapshot",
  references: [itemReference],
} as const;

/** The item's name, for who reads the row alone. */
export const itemName: DerivedColumn<"text", { readonly itemCode: string }> = {
  zh: "事项名称",
  en: "Name of the item",
  kind: "text",
  indexed: true,
  from: ({ itemCode }, _secrets, { lookup }) => lookup(itemReference, itemCode)?.name ?? null,
};
