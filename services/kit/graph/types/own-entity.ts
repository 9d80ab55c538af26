/**
 * Entities that a subgraph owns and that are no records, such as the desk's feeds and releases: where records
 * of the subgraph itself point at one, they point at its own class.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { ClassType } from "./decorators.js";
import { entityStub, type EntityReference } from "./entity-stub.js";

interface OwnEntity {
  readonly type: ClassType;
  /** The value for a key; without it the fields of the class answer for the key alone. */
  readonly find?: (reference: EntityReference, contracts: readonly FeedContract[]) => unknown;
}

const owned = new Map<string, OwnEntity>();

/** Before the subgraph's types are made. */
export function ownEntity(subgraph: string, name: string, own: OwnEntity): void {
  owned.set(`${subgraph} ${name}`, own);
}

/** The class by which a subgraph points at an entity: its own, or the stub of another's. */
export function entityType(subgraph: string, name: string, key: string): ClassType {
  return owned.get(`${subgraph} ${name}`)?.type ?? entityStub(subgraph, name, key);
}

export function releaseType(subgraph: string): ClassType {
  return entityType(subgraph, "Release", "id");
}

/** What a field gives that points at an entity. */
export function entityValue(
  subgraph: string,
  name: string,
  reference: EntityReference,
  contracts: readonly FeedContract[],
): unknown {
  const find = owned.get(`${subgraph} ${name}`)?.find;
  return find ? find(reference, contracts) : reference;
}
