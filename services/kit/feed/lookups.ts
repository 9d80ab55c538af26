/**
 * `RowContext.lookup` and `rows` over records that are kept by the text of their reference, whatever their
 * columns.
 */
import type { FeedContract, Published, Reference, ReferenceTo, Row, RowContext } from "./contract.js";

/**
 * `find` is asked for one record, `all` for those of a reference: each gives records of the feed that it
 * names.
 */
export function lookups(
  find: (reference: Reference, value: string) => Row | null,
  all: (reference: Reference) => readonly Row[] = () => [],
  contracts: readonly FeedContract[] = [],
): Pick<RowContext, "lookup" | "rows" | "contracts"> {
  // The records are those of the feed that the reference names, and what is read of them is what the
  // reference says.
  return {
    contracts,
    lookup: <R>(reference: ReferenceTo<R>, value: string) => find(reference, value) as Published<R> | null,
    rows: <R>(reference: ReferenceTo<R>) => all(reference) as readonly Published<R>[],
  };
}
