/**
 * An enterprise by its unified social credit code: records of all domains about it meet in `Party`. Natural
 * persons are none.
 */
import type { DerivedColumn, EntityLink, Value } from "./contract.js";

/**
 * The derived field `partyId` of the credit code in `field`, for the enterprise whose name `label` has (null:
 * the records do not name it); with `only`, of the rows that it says.
 */
export function partyId<Field extends string, R extends { readonly [Name in Field]: Value }>(
  field: Field,
  label: string | null,
  only: (row: R) => boolean = () => true,
): DerivedColumn<"text", R> {
  return {
    zh: "主体编号（统一社会信用代码）",
    en: "Identifier of the party: its credit code",
    kind: "text",
    indexed: true,
    link: partyLink(label),
    from: (row) => (only(row) ? row[field] : null),
  };
}

/** The link of records whose field `label` has the party's name. */
export function partyLink(label: string | null): EntityLink {
  return {
    name: "party",
    type: "Party",
    key: "id",
    ...(label === null ? {} : { label }),
    zh: "行政相对人；自然人为空",
    en: "The party; null for natural persons",
  };
}
