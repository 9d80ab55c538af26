/** Where a gateway has the API keys from. */
import type { OutageListener } from "#schema/runtime/outage.js";
import type { Plan } from "./plan.js";

/** Whose key a request shows. */
export interface KeyHolder {
  readonly id: string;
  /** Of the program that asks by it. */
  readonly name: string;
  readonly plan: Plan;
  /** It is good before this moment; null: without end. */
  readonly until: Date | null;
}

export interface KeyChange extends KeyHolder {
  readonly hash: string;
  readonly isRevoked: boolean;
  /** It is good again once it is resumed. */
  readonly isSuspended: boolean;
}

export interface KeyChanges {
  readonly number: number;
  readonly changes: readonly KeyChange[];
}

export interface KeySource {
  /**
   * The keys that changed after a change's number, and the number of the last; all of them after 0, and after
   * the database was restored: `isWhole`.
   */
  readonly changesSince: (number: number) => Promise<KeyChanges & { readonly isWhole: boolean }>;
  /**
   * Calls back whenever there may be changes, again where that failed, and waits for it where they were made
   * in this process; tells what went wrong. Returns what ends it.
   */
  readonly watch: (onChange: () => Promise<void>, listener: OutageListener) => () => Promise<void>;
}
