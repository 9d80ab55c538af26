/**
 * Attributes requests to a department's developers: their tests do not count as use against their own
 * changes.
 */
import type { Caller } from "#schema/caller.js";

/** The value for a request that no developer makes. */
export const NOBODYS = "";

/** The code of the department whose developer makes the request. */
export function developersOf(caller: Caller | null): string {
  return caller?.roles.includes("developer") ? (caller.department ?? NOBODYS) : NOBODYS;
}
