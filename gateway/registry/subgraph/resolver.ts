/** Shared by the registry's resolvers: what they are given, and what they refuse alike. */
import type { GraphQLFieldResolver, GraphQLScalarType } from "graphql";
import type { Caller } from "#schema/caller.js";
import { pageOf, type PageGiven, type WholeList } from "#schema/runtime/pages.js";
import type { Queryable } from "../../database.js";

export interface RegistryContext {
  readonly caller: Caller | null;
  /** The statements that it reads through. */
  readonly statements: Queryable;
}

/** By type and field; the scalars among them. */
export type ResolverMap = Record<
  string,
  Record<string, GraphQLFieldResolver<unknown, RegistryContext>> | GraphQLScalarType
>;

type Resolve<A, S = unknown> = (source: S, given: A, context: RegistryContext) => unknown;

/** The schema has checked the arguments, and the parent is what the field above gave. */
export function resolver<A, S = unknown>(
  resolve: Resolve<A, S>,
): GraphQLFieldResolver<unknown, RegistryContext> {
  return resolve as GraphQLFieldResolver<unknown, RegistryContext>;
}

/** A page of a list whose ids alone are held whole; `read` gives those that it is asked for, in any order. */
export async function pageOfIds<T extends object>(
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<readonly T[]>,
  idOf: (item: T) => string,
  pages: PageGiven,
): Promise<WholeList<T>> {
  const page = pageOf(
    ids.map((id) => ({ id })),
    ({ id }) => id,
    pages,
  );
  const items = new Map((await read(page.nodes.map(({ id }) => id))).map((item) => [idOf(item), item]));
  const edges = page.edges.flatMap(({ node: { id }, cursor }) => {
    const node = items.get(id);
    return node ? [{ node, cursor }] : [];
  });
  return { ...page, edges, nodes: edges.map(({ node }) => node) };
}
