/**
 * Entities that another subgraph owns and that this one only points at: `{ code }` is enough for the gateway
 * to fetch the rest there.
 *
 * Each subgraph has classes of its own. Type-graphql keeps one store of metadata per process: a field that
 * one domain adds to a shared class would appear in every other subgraph. They bear no description: that is
 * the owner's.
 */
import { Directive, ID, ObjectType, type ClassType } from "./decorators.js";
import { addField, makeType } from "./make-type.js";

/** The value of an entity that is only pointed at: its key. */
export type EntityReference = Readonly<Record<string, string>>;

/**
 * The class for the entity `name` in this subgraph, the same one each time, so it has one key. A key called
 * `id` is an ID, any other a String.
 */
export function entityStub(subgraph: string, name: string, key: string): ClassType<EntityReference> {
  const known = stubs.get(`${subgraph} ${name}`);
  if (known && known.key !== key)
    throw new Error(`Subgraph ${subgraph}: ${name} is pointed at by ${known.key} and by ${key}`);
  if (known) return known.stub;
  const stub = makeType<EntityReference>(name, ObjectType(name, { simpleResolvers: true }));
  // Where the subgraph adds fields of its own, the SDL printer takes `resolvable: false` away.
  Directive(`@key(fields: "${key}", resolvable: false)`)(stub);
  addField(stub, key, key === "id" ? ID : String, null);
  stubs.set(`${subgraph} ${name}`, { key, stub });
  return stub;
}

const stubs = new Map<string, { readonly key: string; readonly stub: ClassType<EntityReference> }>();

export function departmentStub(subgraph: string): ClassType<EntityReference> {
  return entityStub(subgraph, "Department", "code");
}

export function releaseStub(subgraph: string): ClassType<EntityReference> {
  return entityStub(subgraph, "Release", "id");
}
