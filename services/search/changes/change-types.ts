/** The types of what changed. Which types of record there are follows from the feeds. */
import {
  ANY_FEED_DIRECTIVE,
  addField,
  cost,
  describe,
  Directive,
  entityStub,
  Field,
  ID,
  ObjectType,
  RecordInterface,
  registerEnumType,
  releaseStub,
  RemovalEnum,
  wholeListType,
  type ClassType,
  type EntityReference,
} from "#kit";
import type { RecordChange } from "#kit/hub";

/** In points: each feed's versions since then are counted. */
const COUNT = 1_000;

const ChangeKind = { ADDED: "ADDED", CHANGED: "CHANGED", REMOVED: "REMOVED" } as const;
registerEnumType(ChangeKind, {
  name: "RecordChangeKind",
  description: describe("记录的变化", "What became of a record"),
  valuesConfig: {
    ADDED: { description: describe("新公开", "Published, which it was not before") },
    CHANGED: { description: describe("更正", "Corrected") },
    REMOVED: { description: describe("不再公开", "No longer published") },
  },
});

/** The value of a change: references, by which the gateway fetches what is asked for. */
export interface ChangeValue {
  readonly kind: RecordChange["kind"];
  readonly id: string;
  readonly type: string | null;
  readonly feed: EntityReference;
  readonly release: EntityReference;
  readonly removal: string | null;
  readonly record: { readonly __typename: string; readonly id: string } | null;
}

/** `isOpen`: false for a dataset that is open no more, whose type the graph has not. */
export function toChangeValue(change: RecordChange, isOpen: boolean): ChangeValue {
  const { contract, id, kind, release, removal, isPublic } = change;
  return {
    kind,
    id,
    type: isOpen ? contract.type : null,
    feed: { id: contract.id },
    release: { id: String(release) },
    removal,
    record: isPublic ? { __typename: contract.type, id } : null,
  };
}

export function changeTypes(SearchType: object) {
  const Release = releaseStub("search");
  const Feed = entityStub("search", "Feed", "id");

  @ObjectType("RecordChange", {
    description: describe("一条记录的变化", "What became of a record"),
    simpleResolvers: true,
  })
  class Change implements ChangeValue {
    @Field(() => ChangeKind, { description: describe("新公开、更正或不再公开", "Added, changed or removed") })
    readonly kind: ChangeValue["kind"] = "ADDED";
    @Field(() => ID, {
      description: describe("记录编号，更正后不变", "Identifier of the record, the same after a correction"),
    })
    readonly id: string = "";
    @Field(() => SearchType, {
      nullable: true,
      description: describe(
        "类型；所属数据集已不开放的为空",
        "Its type; null where its whole dataset is open no more",
      ),
    })
    readonly type: string | null = null;
    @Field(() => Feed, { description: describe("所属的报送事项", "The feed that it belongs to") })
    readonly feed: EntityReference = {};
    @Field(() => Release, {
      description: describe(
        "公开这一版本的发布，或使其不再公开的发布",
        "The release that made this version public, or took it down",
      ),
    })
    readonly release: EntityReference = {};
    @Field(() => RemovalEnum, {
      nullable: true,
      description: describe("不再公开的原因；其他变化为空", "Why it is no longer published; else null"),
    })
    readonly removal: string | null = null;
    @Field(() => RecordInterface, {
      nullable: true,
      description: describe(
        "记录现在的内容；不再公开的为空，此后又撤回的也为空：副本中应删除",
        "The record as it is now; null for one that was removed, or has been since: delete it from the copy",
      ),
    })
    readonly record: ChangeValue["record"] = null;
  }
  return { Change, ChangeConnection: connectionOf(Change) };
}

function connectionOf(change: ClassType<ChangeValue>): ClassType {
  const connection = wholeListType<ChangeValue>("RecordChange", change, {
    zh: "记录的变化",
    en: "What became of a record",
  });
  addField(
    connection,
    "nextSince",
    String,
    describe(
      "下次从这里起：读完各页后填入起点参数；订阅时填入 after，从其后继续。各页相同",
      "The next `since` once all pages are read, also the `after` of a subscription; the same on each page",
    ),
  );
  Directive(cost(COUNT))(connection.prototype, "totalCount");
  // A list may give nothing but its count, which a release changes as well.
  Directive(ANY_FEED_DIRECTIVE)(connection);
  return connection;
}
