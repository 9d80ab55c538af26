/**
 * Who may do what at the desk. Reading what is published needs nobody; everything here throws TOKEN_MISSING
 * or FORBIDDEN.
 */
import type { Caller, Role } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "#kit";

export function signedIn(caller: Caller | null): Caller {
  if (!caller) throw new HubError("TOKEN_MISSING");
  return caller;
}

/** A clerk of a department that may hand the feed in; gives the department. */
export function submitterOf(
  caller: Caller | null,
  contract: FeedContract,
): { readonly caller: Caller; readonly department: string } {
  const person = signedIn(caller);
  if (person.department === null || !person.roles.includes("clerk"))
    throw forbidden("需要报送部门的填报员（clerk）角色 / the clerk role of a submitting department");
  if (contract.submitters === "lead" && person.department !== contract.lead)
    throw forbidden(`此项只由 ${contract.lead} 报送 / only ${contract.lead} hands this feed in`);
  return { caller: person, department: person.department };
}

/**
 * Whoever may see a submission: its department's clerks and reviewers, and the supervisors of the district.
 */
export function maySee(caller: Caller | null, department: string): caller is Caller {
  return (
    caller !== null &&
    (caller.roles.includes("supervisor") || (caller.department === department && caller.roles.length > 0))
  );
}

/** A person of the department with the role. */
export function holderOf(caller: Caller | null, role: Role, department: string): Caller {
  const person = signedIn(caller);
  if (person.department !== department || !person.roles.includes(role))
    throw forbidden(`需要 ${department} 的 ${role} 角色 / the ${role} role of ${department}`);
  return person;
}

export function supervisor(caller: Caller | null): Caller {
  const person = signedIn(caller);
  if (!person.roles.includes("supervisor")) throw forbidden("需要 supervisor 角色 / the supervisor role");
  return person;
}

function forbidden(need: string): HubError {
  return new HubError("FORBIDDEN", { need });
}
