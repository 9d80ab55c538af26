/**
 * Reads the demand directives of a supergraph: `@authenticated`, `@requiresScopes`, `@policy`, under the
 * names by which the supergraph links them.
 */
import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from "graphql";
import { argumentOf, readLinks, type Link } from "../../federation-names.js";
import { allOf, NO_DEMAND, type Alternatives, type Demand } from "./demand.js";

/** Reads an element's demand from its directives. */
export type ReadMarks = (directives: readonly ConstDirectiveNode[] | undefined) => Demand;

const FEATURE = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)(?:\/|$)/;

/** Null if none of the features is linked. */
export function createReadMarks(supergraph: DocumentNode): ReadMarks | null {
  const features = new Map<string, string>();
  for (const { feature, prefix, imports } of readFeatures(supergraph)) {
    for (const name of [prefix, `${prefix}__${feature}`]) features.set(name, feature);
    for (const { name, as } of imports)
      if (name === `@${feature}`) features.set((as ?? name).slice(1), feature);
  }
  if (features.size === 0) return null;
  return (directives = []) => {
    const found = directives.flatMap((directive) => {
      const feature = features.get(directive.name.value);
      return feature === undefined ? [] : [toDemand(feature, directive)];
    });
    return found.length === 0 ? NO_DEMAND : allOf(found);
  };
}

/** The types of the features' arguments, which clients do not see. */
export function readDemandTypes(supergraph: DocumentNode): ReadonlySet<string> {
  return new Set(
    readFeatures(supergraph).flatMap(({ prefix, imports }) => [
      `${prefix}__Scope`,
      `${prefix}__Policy`,
      ...imports.flatMap(({ name, as }) => (name === null || name.startsWith("@") ? [] : [as ?? name])),
    ]),
  );
}

interface LinkedFeature extends Pick<Link, "imports"> {
  readonly feature: string;
  readonly prefix: string;
}

function readFeatures(supergraph: DocumentNode): readonly LinkedFeature[] {
  return readLinks(supergraph).flatMap(({ url, as, imports }) => {
    const [, feature] = FEATURE.exec(url ?? "") ?? [];
    return feature === undefined ? [] : [{ feature, prefix: as ?? feature, imports }];
  });
}

function toDemand(feature: string, directive: ConstDirectiveNode): Demand {
  switch (feature) {
    case "requiresScopes":
      return { ...NO_DEMAND, scopes: [readAlternatives(argumentOf(directive, "scopes"))] };
    case "policy":
      return { ...NO_DEMAND, policies: [readAlternatives(argumentOf(directive, "policies"))] };
    default:
      return { ...NO_DEMAND, isAuthenticated: true };
  }
}

/** GraphQL's list coercion: a single value is a list of one. */
function readAlternatives(value: ConstValueNode | null): Alternatives {
  return listOf(value).map((all) =>
    listOf(all).map((name) => {
      if (name.kind !== Kind.STRING) throw new Error("A scope or policy of the supergraph is no string");
      return name.value;
    }),
  );
}

function listOf(value: ConstValueNode | null): readonly ConstValueNode[] {
  if (value === null) return [];
  return value.kind === Kind.LIST ? value.values : [value];
}
