/** Published records of other feeds that the rules look up, with what is read of them. */
import type { ReferenceTo } from "#kit";
import type { ServicePlaceCells } from "./columns/places.js";

interface DepartmentRow {
  readonly unifiedSocialCreditCode: string;
  readonly code: string;
  readonly name: string;
}

/**
 * What the power list says of a power; `powerKey` is the agency's credit code, a space, and the power's code.
 */
export interface PowerRow {
  readonly powerKey: string;
  readonly name: string;
  readonly powerKind: string;
  readonly timeLimitWorkingDays: number | null;
}

/** What the other feeds of this domain read of an item. */
export interface ItemRow {
  readonly itemCode: string;
  readonly name: string;
  readonly organCode: string | null;
  readonly promiseDays: number;
  readonly promiseUnit: string;
}

export const departments: ReferenceTo<DepartmentRow> = {
  feed: "directory.departments",
  column: "unifiedSocialCreditCode",
};
export const powerReference: ReferenceTo<PowerRow> = {
  feed: "enforcement.powers",
  column: "powerKey",
  isWhole: true,
};
export const itemReference: ReferenceTo<ItemRow> = {
  feed: "services-guide.items",
  column: "itemCode",
  isWhole: true,
};
export const placeReference: ReferenceTo<ServicePlaceCells> = {
  feed: "services-guide.places",
  column: "name",
};
