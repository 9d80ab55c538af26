/** Whose developers ask: what they try out is no reason for their own department to keep something. */
import type { Caller } from "#schema/caller.js";

/** Of a request that no developer makes. */
export const NOBODYS = "";

/** Code of the department whose developer asks. */
export function developersOf(caller: Caller | null): string {
  return caller?.roles.includes("developer") ? (caller.department ?? NOBODYS) : NOBODYS;
}
