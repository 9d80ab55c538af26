/**
 * The items that contracts bring by themselves: a feed that is due each month is owed by whom hands it in,
 * from its first release on, unless the plan speaks of the feed.
 */
import { provisionOn, type DueRule, type FeedContract, type RowContext } from "#kit";
import { PERIOD_KINDS, type DueDay, type PeriodicRhythm } from "./due-text.js";
import { ownEvidence } from "./evidence-text.js";
import type { Item } from "./item.js";

export type PeriodicRule = Exclude<DueRule, { readonly kind: "working-days" | "on-change" }>;

const RHYTHMS: Readonly<Record<PeriodicRule["kind"], PeriodicRhythm>> = {
  monthly: "MONTHLY",
  quarterly: "QUARTERLY",
  yearly: "YEARLY",
  "school-year": "SCHOOL_YEAR",
};

export function isPeriodicRule(due: DueRule): due is PeriodicRule {
  return due.kind in RHYTHMS;
}

/** Null for a feed that is due by its records, or on change. */
export function rhythmOfRule(due: DueRule): PeriodicRhythm | null {
  return isPeriodicRule(due) ? RHYTHMS[due.kind] : null;
}

/** The day that the contract's deadline says for a period in which it is due. */
export function dueByRule(due: PeriodicRule, published: Pick<RowContext, "rows">): (from: string) => DueDay {
  return (from) => {
    switch (due.kind) {
      case "monthly":
      case "quarterly":
        return provisionOn(due.deadline, from, published).values;
      case "yearly":
      case "school-year":
        return provisionOn(due.deadline, from, published).values;
    }
  };
}

export function isInNextOf(due: PeriodicRule): boolean {
  return (due.kind === "yearly" || due.kind === "school-year") && due.about === "previous";
}

/** `firsts`: who handed it in, and on which day first. */
export function contractItem(
  contract: FeedContract,
  firsts: ReadonlyMap<string, string>,
  published: Pick<RowContext, "rows">,
): Item | null {
  const { due } = contract;
  if (!isPeriodicRule(due)) return null;
  const rhythm = RHYTHMS[due.kind];
  const kind = PERIOD_KINDS[rhythm];
  if (kind === null) return null;
  const evidence = ownEvidence(contract, kind);
  return {
    id: contract.id,
    rhythm,
    stretches: [...firsts].map(([department, knownOn]) => ({
      // Nothing was due before the first release, whatever period that is in.
      from: "0001-01-01",
      until: null,
      knownOn,
      due: dueByRule(due, published),
      dueText: null,
      isInNext: isInNextOf(due),
      bearers: [department],
      isOwn: true,
      evidence,
      parts: [],
      count: 1,
      isExemptible: false,
    })),
  };
}
