/** Records as readers see them, and pages of them. */
import type { FeedContract, Published, Row, RowOf } from "../../feed/contract.js";

/** A record as published. Fields that were not wanted are absent. */
export type PublishedRecord = Row & RecordHead;

/**
 * A record of a feed whose columns are known: `RecordOf<typeof penalties>`. A withheld column is always
 * absent.
 */
export type RecordOf<Contract extends FeedContract> = Published<RowOf<Contract>> & RecordHead;

export interface RecordHead {
  readonly id: string;
  /** The department that handed it in. */
  readonly department: { readonly code: string };
  /** The release that published this version, and the row of the file that it came from. */
  readonly provenance: { readonly release: { readonly id: string }; readonly row: number };
}

export interface Page<R extends RecordHead = RecordOf<FeedContract>> {
  readonly records: readonly R[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly cursorOf: (record: R) => string;
  /** The number of records on all pages; null where the page was not counted. */
  readonly total: number | null;
}
