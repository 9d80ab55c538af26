/** An enterprise by its unified social credit code: records of all domains about it meet in `Party`. Natural persons are none. */
import type { DerivedColumn } from "./contract.js";

/** The derived field `partyId` of the credit code in `field`; with `only`, of the rows that it says. */
export function partyId(field: string, only: (row: Parameters<DerivedColumn["from"]>[0]) => boolean = () => true): DerivedColumn {
  return {
    zh: "行政相对人编号", en: "Identifier of the party: its credit code", kind: "text", indexed: true,
    link: { name: "party", type: "Party", key: "id", zh: "行政相对人", en: "The party" },
    from: (row) => (only(row) ? (row[field] ?? null) : null),
  };
}
