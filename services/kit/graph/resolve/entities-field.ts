/**
 * A field of the entities of another feed that a record names by several keys (`ServiceItem.policyDocuments`):
 * those that are published, in the order in which the record names them.
 */
import type { Bilingual } from "../../feed/bilingual.js";
import type { FeedContract, Row, RowOf } from "../../feed/contract.js";
import { assumedSize } from "../types/costs.js";
import { Ctx, Directive, FieldResolver, Resolver, Root, type ClassType } from "../types/decorators.js";
import { describe } from "../types/describe.js";
import type { EntityReference } from "../types/entity-stub.js";
import { makeType } from "../types/make-type.js";
import { feedDirective, recordType } from "../types/record-type.js";
import type { SubgraphContext } from "./context.js";
import { Needs } from "./selection.js";

export interface EntitiesField<On extends FeedContract> {
  /** The feed whose records get the field. */
  readonly on: On;
  readonly name: string;
  readonly description: Bilingual;
  /** The stub of the entity, its key, and the feed that publishes it. */
  readonly type: ClassType<EntityReference>;
  readonly key: string;
  readonly feed: string;
  /** The stored field that holds the keys. */
  readonly from: keyof RowOf<On> & string;
}

/** Entities that one record names: few. */
const NAMED = assumedSize(5);
/** Whether there is a record is all that is asked. */
const NO_FIELDS: ReadonlySet<string> = new Set();

/** A resolver class, for `resolvers` of the subgraph. */
export function entitiesField<On extends FeedContract>({
  on,
  name,
  description,
  type,
  key,
  feed,
  from,
}: EntitiesField<On>): ClassType {
  const find = async (
    record: Row,
    { reader, contracts }: SubgraphContext,
  ): Promise<readonly EntityReference[]> => {
    const contract = contracts().find(({ id }) => id === feed);
    const keys = record[from];
    if (contract === undefined || !Array.isArray(keys)) return [];
    const known = await Promise.all(
      keys.map(async (value: string) =>
        (await reader.byField(contract, key, value, { fields: NO_FIELDS })) === null
          ? []
          : [{ [key]: value }],
      ),
    );
    return known.flat();
  };
  const parent = recordType(on);
  const resolver = makeType(
    `${parent.name}_${name}`,
    Resolver(() => parent),
  );
  const descriptor: PropertyDescriptor = { value: find, configurable: true };
  Object.defineProperty(resolver.prototype, name, descriptor);
  FieldResolver(() => [type], { description: describe(description.zh, description.en) })(
    resolver.prototype,
    name,
    descriptor,
  );
  Needs(on, from)(resolver.prototype, name);
  Directive(NAMED)(resolver.prototype, name);
  Directive(feedDirective({ id: feed }))(resolver.prototype, name);
  Root()(resolver.prototype, name, 0);
  Ctx()(resolver.prototype, name, 1);
  return resolver;
}
