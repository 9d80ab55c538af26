/** The way in which people sign in by a browser. */
import type { Caller } from "#schema/caller.js";

/** Invented people, of whom one may be tried on, on this machine alone. */
export interface DemoWay {
  readonly kind: "demo";
  readonly people: readonly Caller[];
  readonly issue: (person: Caller) => Promise<string>;
}

export type Way = DemoWay;
