/**
 * How much a client may ask for. `registered`: with a token. `partner`: with a role of the departments'
 * people. A key names its own.
 */
export const PLANS = ["anonymous", "registered", "partner"] as const;
export type Plan = (typeof PLANS)[number];
