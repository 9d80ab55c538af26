/**
 * A caller's rights for `@authenticated`, `@requiresScopes` and `@policy`: the scopes and policies in the
 * token, and, for the hub's own people, a scope for each role and for the department.
 */
import type { Caller } from "#schema/caller.js";
import { NOBODY, type Rights } from "./rights.js";

/** Scopes with these prefixes come only from the roles and the department; in a token they are ignored. */
const OWN = /^(?:role|department):/;

export function rightsOf(caller: Caller | null): Rights {
  if (caller === null) return NOBODY;
  const { roles, department, scopes = [], policies = [] } = caller;
  return {
    isAuthenticated: true,
    policies,
    scopes: [
      ...roles.map((role) => `role:${role}`),
      ...(department === null ? [] : [`department:${department}`]),
      ...scopes.filter((scope) => !OWN.test(scope)),
    ],
  };
}
