/**
 * A row of `directory.provisions`: one form for all changes of the law that a supervisor makes without a new
 * program. `provision` names the thing that changes, `parameter` the part of it:
 *
 * - a provision's number: `value`;
 * - a code list (`PenaltyCategory`) and one of its codes: `text` is a word of that code, or the name of a
 *   kind that
 *   the list has only as its open code (其他);
 * - a feed and `legalBasis`: `text` is the law's title.
 */
import type { ReferenceTo, RowContext } from "./contract.js";

export interface ProvisionChange {
  readonly provision: string;
  readonly parameter: string;
  readonly from: string;
  readonly value: number;
  readonly basis: string;
  readonly text: string;
  readonly until: string;
}

export const LEGAL_BASIS = "legalBasis";

export const provisionReference: ReferenceTo<ProvisionChange & { readonly changeKey: string }> = {
  feed: "directory.provisions",
  column: "changeKey",
};

/** For whoever asks rows: worked out once for a context. */
export function onceFor<Made>(
  make: (context: Pick<RowContext, "rows">) => Made,
): (context: Pick<RowContext, "rows">) => Made {
  const known = new WeakMap<object, Made>();
  return (context) => {
    const made = known.get(context) ?? make(context);
    known.set(context, made);
    return made;
  };
}
