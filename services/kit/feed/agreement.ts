/**
 * What a feed and another feed say of the same thing, and must say alike: a power and its guide, an
 * enterprise in two departments' lists. A contract says so in `agrees`; what differs is shown to both
 * departments (services/discrepancies).
 */
import type { Bilingual } from "./bilingual.js";
import type { Filter } from "./expectation.js";

export interface Agreement<Field extends string = string> {
  /** `kebab-case`, of its own in the contract: `power`. */
  readonly id: string;
  /** The name of what is compared: 办事指南与权力清单. */
  readonly title: Bilingual;
  /** The field that names the thing in this feed; indexed. A record without it says nothing of any. */
  readonly by: Field;
  /** The records of this feed that count; all where absent. */
  readonly when?: Filter<Field>;
  /**
   * True: of several records that name one thing the latest of each feed is compared, by the feed's own
   * order. An older one may rightly say something else, such as a name of then.
   */
  readonly isOfLatest?: boolean;
  /** True: both records are of one department, whose own number names the thing. */
  readonly isOfOneDepartment?: boolean;
  readonly other: { readonly feed: string; readonly by: string; readonly when?: Filter };
  /** A thing that only this feed names; absent where that is no fault. */
  readonly onlyHere?: Difference;
  /** A thing that only the other feed names. */
  readonly onlyThere?: Difference;
  /**
   * A thing whose record of the other feed is as `when` says, such as a repealed document; told with the
   * value of its first field.
   */
  readonly over?: Difference & { readonly when: Filter };
  /**
   * Values that must be the same; a blank, here or there, says nothing. White space in texts does not count.
   */
  readonly same: readonly (Difference & {
    readonly field: Field;
    readonly other: string;
    readonly when?: Filter<Field>;
  })[];
}

/** One way in which the two differ. */
export interface Difference extends Bilingual {
  /** Stable: `SL-01`. */
  readonly code: string;
}
