/**
 * Type-graphql goes through every resolver class that it was ever told of, for each field of each schema: with
 * the classes of all subgraphs, a hub starts noticeably later. While a schema is built it knows those of its
 * subgraph alone.
 */
import { getMetadataStorage } from "type-graphql";
import type { ClassType } from "../types/decorators.js";

interface Defined {
  /** Its class. */
  readonly target: unknown;
}

export function withResolversAlone<Made>(resolvers: readonly ClassType[], build: () => Made): Made {
  const storage = getMetadataStorage();
  const { fieldResolvers, queries, mutations, subscriptions } = storage;
  const classes = new Set(resolvers.flatMap(classesOf));
  const isOwn = ({ target }: Defined): boolean => classes.has(target);
  Object.assign(storage, {
    fieldResolvers: fieldResolvers.filter((one) => one.kind === "internal" || isOwn(one)),
    queries: queries.filter(isOwn),
    mutations: mutations.filter(isOwn),
    subscriptions: subscriptions.filter(isOwn),
  });
  try {
    return build();
  } finally {
    Object.assign(storage, { fieldResolvers, queries, mutations, subscriptions });
  }
}

/** A class, and those that it extends. */
function classesOf(resolver: ClassType): readonly unknown[] {
  const found: unknown[] = [];
  for (let one: unknown = resolver; typeof one === "function"; one = Object.getPrototypeOf(one))
    found.push(one);
  return found;
}
