/** Whether what a contract agrees with is there: by the contract alone, and beside all others. */
import type { FeedContract } from "./contract.js";
import { storedFields } from "./stored-fields.js";

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
    for (const { id: agreement, other, over, same } of agrees) {
      const found = contracts.find((contract) => contract.id === other.feed);
      const unknown = found
        ? unknownOf(found, [
            other.by,
            ...Object.keys({ ...other.when, ...over?.when }),
            ...same.map((each) => each.other),
          ])
        : other.feed;
      if (unknown !== undefined)
        throw new Error(`Feed ${id}: the agreement ${agreement}: there is no ${unknown}`);
    }
}

function unknownOf(contract: FeedContract, names: readonly string[]): string | undefined {
  const known = new Set(storedFields(contract).map(({ field }) => field));
  return names.find((name) => !known.has(name));
}
