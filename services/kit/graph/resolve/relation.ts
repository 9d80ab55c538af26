/**
 * Fields that tie types together: a list of a feed's records on another type (`Party.penalties`), and an
 * entity that a record points at (`Penalty.party`). For fifty parents a list is one statement, its totalCount
 * included.
 */
import type { GraphQLResolveInfo } from "graphql";
import type { Bilingual } from "../../feed/bilingual.js";
import { subgraphOf, type FeedContract, type Row, type RowOf } from "../../feed/contract.js";
import type { ListArguments } from "../../store/read/page.js";
import { parentFieldOf } from "../../store/read/query-fields.js";
import { connect, type Connection } from "../types/connection.js";
import { connectionType } from "../types/connection-type.js";
import type { SubgraphContext } from "./context.js";
import {
  Args,
  Ctx,
  Directive,
  FieldResolver,
  Info,
  Resolver,
  Root,
  type ClassType,
} from "../types/decorators.js";
import { describe } from "../types/describe.js";
import { entityStub } from "../types/entity-stub.js";
import { findByKey } from "./find-by-key.js";
import { LIST_SIZE, RELATED_LIST } from "../types/costs.js";
import { listArguments } from "../types/list-arguments.js";
import { makeType } from "../types/make-type.js";
import { contractOf, recordType } from "../types/record-type.js";
import { Needs, wantedOfList } from "./selection.js";

export interface ListField<Parent extends object, Of extends FeedContract> {
  /** The type that gets the field. A type of another subgraph is a stub of this one. */
  readonly on: ClassType<Parent>;
  readonly name: string;
  readonly description: Bilingual;
  /**
   * The feed whose records are listed: those whose indexed field `by` equals `value(parent)`, or holds it
   * among several. `department` counts as a field.
   */
  readonly of: Of;
  readonly by: (keyof RowOf<Of> & string) | "department";
  readonly value: (parent: Parent) => unknown;
  /** Where the parent is a record: the stored fields that `value` reads. Without it all of them are read. */
  readonly needs?: readonly (keyof Parent & string)[];
}

/** A resolver class, for `resolvers` of the subgraph. */
export function listField<Parent extends object, Of extends FeedContract>({
  on,
  name,
  description,
  of,
  by,
  value,
  needs,
}: ListField<Parent, Of>): ClassType {
  parentFieldOf(of, by);
  const parentFeed = contractOf(on);
  const list = (
    parent: Parent,
    pages: ListArguments,
    context: SubgraphContext,
    info: GraphQLResolveInfo,
  ): Connection =>
    connect(context.reader, of, pages, { field: by, value: value(parent) }, wantedOfList(of, info));
  const [connection, given] = [connectionType(of), listArguments(of)];
  const resolver = fieldResolver(on, name, list, () => connection, {
    description: describe(description.zh, description.en),
  });
  if (parentFeed && needs) Needs(parentFeed, ...needs)(resolver.prototype, name);
  Directive(LIST_SIZE)(resolver.prototype, name);
  Directive(RELATED_LIST)(resolver.prototype, name);
  Root()(resolver.prototype, name, 0);
  Args(() => given)(resolver.prototype, name, 1);
  Ctx()(resolver.prototype, name, 2);
  Info()(resolver.prototype, name, 3);
  return resolver;
}

export interface EntityField<On extends FeedContract> {
  /** The feed whose records get the field. */
  readonly on: On;
  readonly name: string;
  readonly description: Bilingual;
  readonly type: () => ClassType;
  /**
   * The entity's key, and the stored field that holds it. The entity is null where the field is empty, or
   * nothing has that key.
   */
  readonly key: string;
  readonly from: keyof RowOf<On> & string;
}

/** A resolver class, for `resolvers` of the subgraph. */
export function entityField<On extends FeedContract>({
  on,
  name,
  description,
  type,
  key,
  from,
}: EntityField<On>): ClassType {
  const find = (record: Row, context: SubgraphContext, info: GraphQLResolveInfo): unknown => {
    const value = record[from] ?? null;
    const target = contractOf(type());
    if (value === null) return null;
    // Where this subgraph owns the entity, the gateway expects the rest of it here.
    return target ? findByKey(target, key, value, context, info) : { [key]: value };
  };
  const resolver = fieldResolver(recordType(on), name, find, type, {
    description: describe(description.zh, description.en),
    nullable: true,
  });
  Needs(on, from)(resolver.prototype, name);
  Root()(resolver.prototype, name, 0);
  Ctx()(resolver.prototype, name, 1);
  Info()(resolver.prototype, name, 2);
  return resolver;
}

/** The entities that a feed's own contract links its records to. */
export function linkFields(contract: FeedContract): readonly ClassType[] {
  return Object.entries(contract.derived).flatMap(([from, { link }]) =>
    link
      ? [
          entityField({
            on: contract,
            name: link.name,
            description: link,
            type: () => entityStub(subgraphOf(contract.id), link.type, link.key),
            key: link.key,
            from,
          }),
        ]
      : [],
  );
}

/** Type-graphql finds a resolver by type and method name, so the method bears the field's name. */
function fieldResolver(
  on: ClassType,
  name: string,
  method: object,
  type: () => object,
  options: { readonly description: string; readonly nullable?: boolean },
): ClassType {
  const resolver = makeType(
    `${on.name}_${name}`,
    Resolver(() => on),
  );
  const descriptor: PropertyDescriptor = { value: method, configurable: true };
  Object.defineProperty(resolver.prototype, name, descriptor);
  FieldResolver(type, { ...options })(resolver.prototype, name, descriptor);
  return resolver;
}
