/** The rights that a caller must have to see an element of the graph. */
import type { Rights } from "../../rights/rights.js";

/**
 * A disjunction of conjunctions: all names of one list suffice. An empty list demands nothing, as in
 * composition.
 */
export type Alternatives = readonly (readonly string[])[];

/** A conjunction: a caller must meet all of its parts. */
export interface Demand {
  readonly isAuthenticated: boolean;
  readonly scopes: readonly Alternatives[];
  readonly policies: readonly Alternatives[];
}

export const NO_DEMAND: Demand = { isAuthenticated: false, scopes: [], policies: [] };

export function isDemanding({ isAuthenticated, scopes, policies }: Demand): boolean {
  return isAuthenticated || scopes.length > 0 || policies.length > 0;
}

export function meets(rights: Rights, { isAuthenticated, scopes, policies }: Demand): boolean {
  return (
    (!isAuthenticated || rights.isAuthenticated) &&
    scopes.every((alternatives) => hasOne(alternatives, rights.scopes)) &&
    policies.every((alternatives) => hasOne(alternatives, rights.policies))
  );
}

function hasOne(alternatives: Alternatives, held: readonly string[]): boolean {
  return alternatives.length === 0 || alternatives.some((all) => all.every((name) => held.includes(name)));
}

/** The conjunction of the demands. */
export function allOf(demands: readonly Demand[]): Demand {
  return {
    isAuthenticated: demands.some(({ isAuthenticated }) => isAuthenticated),
    scopes: distinct(demands.flatMap(({ scopes }) => scopes)),
    policies: distinct(demands.flatMap(({ policies }) => policies)),
  };
}

function distinct(all: readonly Alternatives[]): readonly Alternatives[] {
  return all.length < 2 ? all : [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** The part of a demand that the others do not contain, for each kind of right. */
export function beyond(demand: Demand, others: readonly Demand[]): Demand {
  const known = allOf(others);
  return {
    isAuthenticated: demand.isAuthenticated && !known.isAuthenticated,
    scopes: demand.scopes.filter((one) => !isSpokenOf(one, known.scopes)),
    policies: demand.policies.filter((one) => !isSpokenOf(one, known.policies)),
  };
}

function isSpokenOf(alternatives: Alternatives, others: readonly Alternatives[]): boolean {
  const names = new Set(others.flat(2));
  return alternatives.flat().every((name) => names.has(name));
}
