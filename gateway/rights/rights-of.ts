/**
 * What a caller may see of the graph, for `@authenticated`, `@requiresScopes` and `@policy`: the scopes and
 * policies that the token names, and, of the hub's own, a scope for each role and for the department.
 */
import type { Caller } from "#schema/caller.js";
import { NOBODY, type Rights } from "./rights.js";

/** Scopes of these names come from the roles and the department alone, whatever a token says. */
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
