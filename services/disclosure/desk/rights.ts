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
    throw forbidden("须由报送部门的填报员办理", "the clerk role of a submitting department is needed");
  if (contract.submitters === "lead" && person.department !== contract.lead)
    throw forbidden("此事项只由牵头部门报送", `only ${contract.lead} hands this feed in`);
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
    throw forbidden(
      `须由该事项报送部门的${ROLE_NAMES[role]}办理`,
      `the ${role} role of ${department} is needed`,
    );
  return person;
}

export function supervisor(caller: Caller | null): Caller {
  const person = signedIn(caller);
  if (!person.roles.includes("supervisor"))
    throw forbidden("须由督查员办理", "the supervisor role is needed");
  return person;
}

/** For who has no part in what is handed in. */
export function notAtTheDesk(): HubError {
  return forbidden("须由填报员、审核员或督查员办理", "the clerk, reviewer or supervisor role is needed");
}

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  clerk: "填报员",
  reviewer: "审核员",
  supervisor: "督查员",
  developer: "开发员",
};

function forbidden(need: string, needEn: string): HubError {
  return new HubError("FORBIDDEN", { need, needEn });
}
