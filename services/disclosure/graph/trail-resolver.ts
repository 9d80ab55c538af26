/** The trail, for supervisors. */
import {
  Arg,
  Args,
  Ctx,
  DateTimeScalar,
  describe,
  Directive,
  Field,
  ID,
  Int,
  ObjectType,
  LIST_SIZE,
  PageArguments,
  readList,
  wholeListType,
  Query,
  registerEnumType,
  Resolver,
  type ReadList,
  type SubgraphContext,
} from "#kit";
import { countTrail, hubOf, listTrail, type StoredTrailEntry } from "#kit/hub";
import { demandAccess } from "#schema/access.js";
import { HubError } from "#schema/errors.js";
import { tagged } from "#schema/tags.js";
import { TRAIL_KINDS, type TrailKind } from "#schema/trail.js";

const KINDS: Readonly<Record<TrailKind, readonly [zh: string, en: string]>> = {
  HUB_STARTED: ["进程启动及其设置", "A process began, and with which settings"],
  HISTORY_BEGAN: [
    "数据库恢复或改由他处使用后另起历史",
    "A restored or copied database began another history",
  ],
  KEY_MADE: ["发放接口密钥", "An API key was made"],
  KEY_REVOKED: ["吊销接口密钥", "An API key was revoked"],
  KEY_SUSPENDED: ["暂停接口密钥", "An API key was suspended"],
  KEY_RESUMED: ["恢复接口密钥", "A suspended API key may be used again"],
  ORIGINAL_DOWNLOADED: ["下载报送的原件", "A file was downloaded as it was handed in"],
  ORIGINAL_ERASED: ["报送的原件保存期满删除", "A file was erased as its feed says"],
  CHANGES_ACKNOWLEDGED: ["确认异常变化后发布", "Something unusual was acknowledged, and published"],
  CONCURRENCE_AGREED: ["同意其他部门发布", "A department agreed to another's release"],
  CONCURRENCE_OBJECTED: ["不同意其他部门发布", "A department objected to another's release"],
  CONCURRENCE_OVERRIDDEN: ["督查员决定不再等待协商", "A supervisor set an objection or a silence aside"],
  CONCURRENCE_SETTLED: ["协商完成后发布", "Published after the departments concerned had agreed"],
  THIRD_PARTY_ASKED: ["书面征求第三方意见", "A third party was asked in writing"],
  THIRD_PARTY_ANSWERED: ["第三方提出意见", "A third party answered"],
  THIRD_PARTY_DECIDED: [
    "对第三方意见作出决定",
    "It was decided whether what concerns a third party is public",
  ],
  PERMISSION_REQUESTED: ["申请授权", "A permission was asked for"],
  PERMISSION_GRANTED: ["批准授权", "A permission was granted"],
  PERMISSION_REFUSED: ["驳回授权", "A permission was refused"],
  PERMISSION_REVOKED: ["撤销授权", "A permission was taken back"],
  SUBGRAPH_REMOVED: ["停用子图", "A subgraph was removed"],
  SUBGRAPH_ROLLED_BACK: ["子图恢复历史版本", "An earlier version of a subgraph was published again"],
  SUBGRAPH_ASSIGNED: ["子图改归另一部门", "A subgraph's name was given to another department"],
  GRAPH_RESTORED: ["总图恢复历史版本", "An earlier state of the graph came back"],
};

export const TrailKindEnum = Object.fromEntries(TRAIL_KINDS.map((kind) => [kind, kind]));
registerEnumType(TrailKindEnum, {
  name: "TrailKind",
  description: describe("留痕的种类", "Kind of an entry of the trail"),
  valuesConfig: Object.fromEntries(
    TRAIL_KINDS.map((kind) => [kind, { description: describe(...KINDS[kind]) }]),
  ),
});

@ObjectType("TrailEntry", {
  description: describe(
    "一条留痕：与历次发布在同一条哈希链中，不能改动",
    "An entry of the trail: in the hash chain of the releases, never changed",
  ),
  simpleResolvers: true,
})
export class TrailEntryType {
  @Field(() => Int, { description: describe("编号，连续", "Number, without gaps") }) readonly number: number =
    0;
  @Field(() => DateTimeScalar, { description: describe("时间", "When") }) readonly at: Date = new Date(0);
  @Field(() => TrailKindEnum, { description: describe("种类", "Kind") }) readonly kind: string = "";
  @Field(() => ID, { description: describe("经办人的编号", "Identifier of who did it") })
  readonly actor: string = "";
  @Field(() => String, { description: describe("经办人", "Who did it") }) readonly actorName: string = "";
  @Field(() => String, {
    nullable: true,
    description: describe(
      "所涉部门的编码；空为全区",
      "Code of the department concerned; null is the district",
    ),
  })
  readonly department: string | null = null;
  @Field(() => ID, {
    description: describe("所涉密钥、报送、授权或子图的编号", "The key, submission, permission or subgraph"),
  })
  readonly subject: string = "";
  @Field(() => String, { description: describe("其他情况（JSON）", "What else there is to say, as JSON") })
  readonly details: string = "";
  @Field(() => Int, {
    description: describe("当时最后一次发布的编号", "Number of the latest release at that time"),
  })
  readonly release: number = 0;
  @Field(() => String, { description: describe("哈希", "Hash") }) readonly hash: string = "";
}

const TrailConnection = wholeListType("Trail", TrailEntryType, { zh: "留痕", en: "An entry of the trail" });

@Resolver()
export class TrailResolver {
  @Directive(tagged("internal"))
  @Directive(LIST_SIZE)
  @Query(() => TrailConnection, {
    description: describe(
      "留痕（须由督查员办理）：密钥、授权、原件下载、异常变化的确认、恢复历史版本和启动设置",
      "The trail; needs the supervisor role: keys, permissions, downloads of originals, overrides, roll-backs, settings",
    ),
  })
  trail(
    @Arg("kinds", () => [TrailKindEnum], { nullable: true, description: describe("种类", "Of these kinds") })
    kinds: readonly TrailKind[] | null,
    @Arg("actor", () => String, {
      nullable: true,
      description: describe("经办人的编号或姓名", "Identifier or name of who did it"),
    })
    actor: string | null,
    @Arg("department", () => String, {
      nullable: true,
      description: describe("所涉部门的编码", "Code of the department concerned"),
    })
    department: string | null,
    @Arg("from", () => DateTimeScalar, {
      nullable: true,
      description: describe("此时间起", "At this time or later"),
    })
    from: Date | null,
    @Arg("to", () => DateTimeScalar, {
      nullable: true,
      description: describe("此时间之前", "Before this time"),
    })
    to: Date | null,
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() context: SubgraphContext,
  ): ReadList<TrailEntryType> {
    demandAccess(context.caller, "trail.read", null);
    const { statements } = hubOf(context);
    const filter = { kinds, actor, department, from, to };
    return readList(pages, {
      placeOf,
      cursorOf: ({ number }) => String(number),
      read: async (place, newestFirst, limit) =>
        (await listTrail(statements, filter, { from: place, newestFirst, limit })).map(toEntry),
      count: () => countTrail(statements, filter),
    });
  }
}

function toEntry({ actor, ...entry }: StoredTrailEntry): TrailEntryType {
  return { ...entry, actor: actor.subject, actorName: actor.name };
}

function placeOf(cursor: string): number {
  if (!/^\d{1,9}$/.test(cursor)) throw new HubError("CURSOR_INVALID");
  return Number(cursor);
}
