/** What is told of a record that is no longer there: its id, and why. */
import { describe } from "./describe.js";
import { Directive, ID, registerEnumType, type ClassType } from "./decorators.js";
import type { EntityReference } from "./entity-stub.js";
import { releaseType } from "./own-entity.js";
import { addField, objectType } from "./make-type.js";

const REMOVALS = {
  WITHDRAWN: describe("依法撤回：所有副本都应删除", "Withdrawn by law: every copy is to be deleted"),
  EXPIRED: describe("公示期满：所有副本都应删除", "Its time is over: every copy is to be deleted"),
  DROPPED: describe("部门的全量报送中已没有", "The list that its department handed in no longer has it"),
  UNMATCHED: describe(
    "更正后不再符合订阅的筛选条件，仍然公开",
    "It was corrected and no longer meets the filter of the subscription; it is public still",
  ),
} as const;
export type RemovalName = keyof typeof REMOVALS;

export const RemovalEnum = Object.fromEntries(Object.keys(REMOVALS).map((name) => [name, name]));
registerEnumType(RemovalEnum, {
  name: "Removal",
  description: describe("记录为何不再列出", "Why a record is no longer there"),
  valuesConfig: Object.fromEntries(
    Object.entries(REMOVALS).map(([name, description]) => [name, { description }]),
  ),
});

export interface RecordRemoved {
  readonly id: string;
  readonly removal: RemovalName;
  readonly release: EntityReference;
}

/** The class for a subgraph, the same one each time. */
export function recordRemovedType(subgraph: string): ClassType<RecordRemoved> {
  const known = types.get(subgraph);
  if (known) return known;
  const type = objectType<RecordRemoved>(
    "RecordRemoved",
    describe("一条记录不再列出：副本中应删除", "A record that is no longer there: delete it from a copy"),
  );
  Directive("@shareable")(type);
  addField(type, "id", ID, describe("记录编号", "Identifier of the record"));
  addField(type, "removal", RemovalEnum, describe("原因", "Why"));
  addField(type, "release", releaseType(subgraph), describe("使其不再列出的发布", "The release that did it"));
  types.set(subgraph, type);
  return type;
}

const types = new Map<string, ClassType<RecordRemoved>>();
