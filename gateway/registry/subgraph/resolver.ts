/** Shared by the registry's resolvers: what they are given, and what they refuse alike. */
import type { GraphQLFieldResolver, GraphQLScalarType } from "graphql";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
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

export const MAX_PAGE = 100;

export function pageSize(wanted: number): number {
  if (wanted < 1 || wanted > MAX_PAGE)
    throw new HubError("PAGE_ARGUMENTS", {
      reason: `每页1至${MAX_PAGE}条`,
      reasonEn: `a page has 1 to ${MAX_PAGE} records`,
    });
  return wanted;
}
