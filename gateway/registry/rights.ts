/** Rights in the registry: a developer acts for the own department, a supervisor for the whole district. */
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { Person } from "./store/revision-rows.js";

export interface Developer {
  readonly department: string;
  readonly person: Person;
}

export function demandDeveloper(caller: Caller | null): Developer {
  const { department, roles, subject, name } = demandSomebody(caller);
  if (department === null || !roles.includes("developer"))
    throw new HubError("FORBIDDEN", {
      need: "须由本部门的开发员办理",
      needEn: "a developer's token of the department is needed",
    });
  return { department, person: { subject, name } };
}

export function demandSupervisor(caller: Caller | null): Person {
  const { roles, subject, name } = demandSomebody(caller);
  if (!roles.includes("supervisor"))
    throw new HubError("FORBIDDEN", {
      need: "须由督查员办理",
      needEn: "a supervisor's token is needed",
    });
  return { subject, name };
}

/**
 * A developer may remove the own department's subgraphs, a supervisor (department null) those of all
 * departments.
 */
export function demandRemover(caller: Caller | null): {
  readonly department: string | null;
  readonly person: Person;
} {
  return demandSomebody(caller).roles.includes("supervisor")
    ? { department: null, person: demandSupervisor(caller) }
    : demandDeveloper(caller);
}

/** A person who may register and withdraw clients' documents. */
export interface Keeper {
  /** Null: the district. */
  readonly department: string | null;
  readonly isSupervisor: boolean;
  readonly person: Person;
}

/** A supervisor acts for every client, a developer for the own department's clients. */
export function demandDocumentKeeper(caller: Caller | null): Keeper {
  if (demandSomebody(caller).roles.includes("supervisor"))
    return { department: null, isSupervisor: true, person: demandSupervisor(caller) };
  return { ...demandDeveloper(caller), isSupervisor: false };
}

export function demandSomebody(caller: Caller | null): Caller {
  if (!caller) throw new HubError("TOKEN_MISSING");
  return caller;
}

/** `owner`: undefined when the name is free. */
export function demandOwner(owner: string | null | undefined, department: string, name: string): void {
  if (owner !== undefined && owner !== department) throw new HubError("SUBGRAPH_NAME_TAKEN", { name });
}

export function demandName(name: string): void {
  if (!/^[a-z][a-z0-9-]{1,62}$/.test(name))
    throw new HubError("SUBGRAPH_NAME_INVALID", { name: name.slice(0, 64) });
}
