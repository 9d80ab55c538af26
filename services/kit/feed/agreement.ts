/**
 * What a feed and another feed say of the same thing, and must say alike: a power and its guide, an
 * enterprise in two departments' lists. A contract says so in `agrees`; what differs is shown to both
 * departments (services/discrepancies).
 */
import type { Bilingual } from "./bilingual.js";
import type { FeedContract } from "./contract.js";
import type { Filter } from "./expectation.js";
import { storedFields } from "./stored-fields.js";

export interface Agreement<Field extends string = string> {
  /** `kebab-case`, of its own in the contract: `power`. */
  readonly id: string;
  /** The name of what is compared: 办事指南与权力清单. */
  readonly title: Bilingual;
  /** The field that names the thing in this feed; indexed. A record without it says nothing of any. */
  readonly by: Field;
  /** The records of this feed that count; all where absent. */
  readonly when?: Filter<Field>;
  readonly other: { readonly feed: string; readonly by: string; readonly when?: Filter };
  /** A thing that only this feed names; absent where that is no fault. */
  readonly onlyHere?: Difference;
  /** A thing that only the other feed names. */
  readonly onlyThere?: Difference;
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

/**
 * A contradiction in what a contract agrees with, as far as the contract alone tells; null if there is none.
 */
export function faultOfAgreements(contract: FeedContract): string | null {
  const ids = contract.agrees.map(({ id }) => id);
  if (new Set(ids).size < ids.length) return "two agreements have one id";
  for (const { id, by, when, same } of contract.agrees) {
    if (!/^[a-z][a-z-]*$/.test(id)) return `the agreement ${id} is not kebab-case`;
    const unknown = unknownOf(contract, [
      by,
      ...Object.keys(when ?? {}),
      ...same.flatMap((each) => [each.field, ...Object.keys(each.when ?? {})]),
    ]);
    if (unknown !== undefined) return `the agreement ${id}: the field ${unknown} reaches no record`;
  }
  return null;
}

/**
 * Throws a plain Error where an agreement is with fields that the other feed has not: the developer's to
 * mend.
 */
export function refuseUnknownAgreements(contracts: readonly FeedContract[]): void {
  for (const { id, agrees } of contracts)
    for (const { id: agreement, other, same } of agrees) {
      const found = contracts.find((contract) => contract.id === other.feed);
      const unknown = found
        ? unknownOf(found, [other.by, ...Object.keys(other.when ?? {}), ...same.map((each) => each.other)])
        : other.feed;
      if (unknown !== undefined)
        throw new Error(`Feed ${id}: the agreement ${agreement}: there is no ${unknown}`);
    }
}

function unknownOf(contract: FeedContract, names: readonly string[]): string | undefined {
  const known = new Set(storedFields(contract).map(({ field }) => field));
  return names.find((name) => !known.has(name));
}
