/** Who does what in the registry, by the table of `#schema/access.js`; and whose a subgraph's name is. */
import { demandAccess, demandOwn, demandSome, type Action } from "#schema/access.js";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { Person } from "./store/revision-rows.js";

export interface Doer {
  /** Null: the district. */
  readonly department: string | null;
  readonly person: Person;
}

/** For the own department. Throws TOKEN_MISSING or FORBIDDEN, as all here. */
export function demandForOwn(caller: Caller | null, action: Action): Doer & { readonly department: string } {
  const { department, caller: who } = demandOwn(caller, action);
  return { department, person: personOf(who) };
}

/** For the district, or else for the own department. */
export function demandForSome(caller: Caller | null, action: Action): Doer {
  const { department, caller: who } = demandSome(caller, action);
  return { department, person: personOf(who) };
}

/** For the district. */
export function demandForAll(caller: Caller | null, action: Action): Person {
  return personOf(demandAccess(caller, action, null));
}

export function personOf({ subject, name }: Person): Person {
  return { subject, name };
}

/** `owner`: undefined when the name is free. */
export function demandOwner(owner: string | null | undefined, department: string, name: string): void {
  if (owner !== undefined && owner !== department) throw new HubError("SUBGRAPH_NAME_TAKEN", { name });
}

export function demandName(name: string): void {
  if (!/^[a-z][a-z0-9-]{1,62}$/.test(name))
    throw new HubError("SUBGRAPH_NAME_INVALID", { name: name.slice(0, 64) });
}
