/**
 * What somebody owes, before it has dates: of the plan (`disclosure.duties`) or of a feed's contract. From it
 * come the duties of each department and period.
 */
import type { Filter } from "#kit";
import type { DueDay, PeriodicRhythm } from "./due-text.js";

/** The records by which an item is met. */
export interface EvidenceOf {
  readonly feed: string;
  readonly where: Filter;
  /** What says which period a record is for: its text, its date, or the day of its release. */
  readonly period:
    | { readonly by: "text" | "date"; readonly field: string }
    /**
     * Not a period but the record that it follows, by its name; and its period, where one is due for each.
     */
    | { readonly by: "name"; readonly field: string; readonly period: string | null }
    | { readonly by: "release" }
    /** None: any record counts for all periods. */
    | null;
  /** The parts of which each must have records: areas by their code, departments. */
  readonly part: "areas" | "departments" | null;
}

export interface Item {
  /** `2020/2.5c` of a plan, `enforcement.penalties` of a contract. */
  readonly id: string;
  readonly rhythm: PeriodicRhythm;
  readonly stretches: readonly Stretch[];
}

/** What holds of an item for the periods whose first day is in it. */
export interface Stretch {
  readonly from: string;
  /** Its last day; null: as long as nothing else is said. */
  readonly until: string | null;
  /** The day on which it became known: nothing was due before. */
  readonly knownOn: string;
  readonly due: (from: string) => DueDay;
  /** Its days in the plan's words; null: the contract's. */
  readonly dueText: string | null;
  readonly isInNext: boolean;
  readonly bearers: readonly string[];
  /** True: a bearer's own records count; else those of all departments. */
  readonly isOwn: boolean;
  readonly evidence: EvidenceOf;
  readonly parts: readonly string[];
  /** How many records each part must have. */
  readonly count: number;
  readonly isExemptible: boolean;
}

/** Evidence of the same signature is counted once, whatever asks for it. */
export function signatureOf({ feed, where, period, part }: EvidenceOf): string {
  return JSON.stringify([feed, period, part === "areas", Object.entries(where).toSorted()]);
}
