/** Sources from which feeds are fetched, and how that went: for their departments and the supervisors. */
import {
  Arg,
  Args,
  Ctx,
  DateTimeScalar,
  describe,
  Directive,
  Field,
  FieldResolver,
  ID,
  Int,
  LIST_SIZE,
  Mutation,
  ObjectType,
  PageArguments,
  pageOf,
  Query,
  registerEnumType,
  Resolver,
  Root,
  wholeListType,
  type EntityReference,
  type SubgraphContext,
  type WholeList,
} from "#kit";
import { hubOf } from "#kit/hub";
import { demandAccess, demandSome } from "#schema/access.js";
import { tagged } from "#schema/tags.js";
import { SubmissionEntity, type Refusal, type Submission } from "../desk/entities.js";
import { findAll } from "../desk/find-all.js";
import { deskOf } from "../open-desk.js";
import { KINDS, type Source } from "../sources/definition.js";
import { findSource } from "../sources/find-source.js";
import { readRuns, type SourceRun } from "../sources/runs.js";
import { Department, FeedType, findFeed } from "./feed-resolver.js";
import { SubmissionType } from "./submission-resolver.js";
import { RefusalType } from "./types.js";

const INTERNAL = tagged("internal");

const KIND_TEXTS: Readonly<Record<(typeof KINDS)[number], string>> = {
  http: describe("网址上的文件", "A file at an address"),
  api: describe("JSON 接口", "A JSON API"),
  sftp: describe("SFTP 文件夹", "A folder behind SFTP"),
  folder: describe("本机文件夹", "A folder of the hub's machine"),
  postgresql: describe("PostgreSQL 的表或数据库视图", "A table or view of PostgreSQL"),
  mysql: describe("MySQL、MariaDB 的表或数据库视图", "A table or view of MySQL or MariaDB"),
};
const SourceKind = Object.fromEntries(KINDS.map((kind) => [kind.toUpperCase(), kind.toUpperCase()]));
registerEnumType(SourceKind, {
  name: "SourceKind",
  description: describe("数据源的种类", "Kind of a source"),
  valuesConfig: Object.fromEntries(
    KINDS.map((kind) => [kind.toUpperCase(), { description: KIND_TEXTS[kind] }]),
  ),
});

const STATE_TEXTS = {
  WAITING: describe("尚未运行", "It has not run yet"),
  RUNNING: describe("正在取数", "It is being read"),
  HANDED_IN: describe("上次有新的数据，已报送", "Something was new the last time, and was handed in"),
  UNCHANGED: describe("上次没有新的数据", "Nothing was new the last time"),
  FAILED: describe("上次失败，间隔加长后重试", "It failed the last time, and is tried again later and later"),
};
const SourceState = Object.fromEntries(Object.keys(STATE_TEXTS).map((state) => [state, state]));
registerEnumType(SourceState, {
  name: "SourceState",
  description: describe("数据源的状态", "State of a source"),
  valuesConfig: Object.fromEntries(
    Object.entries(STATE_TEXTS).map(([state, description]) => [state, { description }]),
  ),
});

@ObjectType("Source", {
  description: describe(
    "数据源：定时从部门的系统取数，有新的数据就报送",
    "A department's system that is read on schedule: what is new in it is handed in",
  ),
  simpleResolvers: true,
})
class SourceType {
  @Field(() => ID, { description: describe("编号", "Identifier") }) readonly id: string;
  @Field(() => String, { description: describe("名称", "Title") }) readonly title: string;
  @Field(() => SourceKind, { description: describe("种类", "Kind") }) readonly kind: string;
  @Field(() => String, {
    description: describe(
      "何时取数：分、时、日、月、星期（cron），北京时间",
      "When: minute, hour, day, month, weekday (cron), in Asia/Shanghai",
    ),
  })
  readonly schedule: string;
  @Field(() => SourceState, { description: describe("状态", "State") }) readonly state: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: describe("上次取数的时间", "When it ran last; null before the first time"),
  })
  readonly lastRunAt: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: describe(
      "下次取数的时间；刚设置、尚未安排的为空",
      "When it runs next; null while it is not planned yet",
    ),
  })
  readonly nextRunAt: Date | null;
  @Field(() => Int, { description: describe("连续失败的次数", "How often it failed in a row") })
  readonly failures: number;
  @Field(() => RefusalType, {
    nullable: true,
    description: describe("上次失败的原因", "Why it failed the last time"),
  })
  readonly lastError: Refusal | null;
  readonly feedId: string;
  readonly departmentCode: string;
  readonly submissionId: string | null;

  constructor(source: Source, run: SourceRun | null) {
    this.id = source.id;
    this.title = source.title;
    this.kind = source.from.kind.toUpperCase();
    this.schedule = source.schedule;
    this.state = run?.runningSince ? "RUNNING" : (run?.outcome ?? "WAITING");
    this.lastRunAt = run?.lastAt ?? null;
    this.nextRunAt = run?.nextAt ?? null;
    this.failures = run?.failures ?? 0;
    this.lastError = run?.refusal ?? null;
    this.feedId = source.feed;
    this.departmentCode = source.department;
    this.submissionId = run?.submission ?? null;
  }
}

const SourceConnection = wholeListType("Source", SourceType, { zh: "数据源", en: "A source" });

@Resolver(() => SourceType)
export class SourceResolver {
  @Directive(INTERNAL)
  @Directive(LIST_SIZE)
  @Query(() => SourceConnection, {
    description: describe("本部门的数据源；督查员可见全部", "The department's sources; all, for supervisors"),
  })
  async sources(
    @Arg("feed", () => ID, { nullable: true, description: describe("报送事项", "Feed") }) feed: string | null,
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() context: SubgraphContext,
  ): Promise<WholeList<SourceType>> {
    const { department } = demandSome(context.caller, "source.see");
    const hub = hubOf(context);
    const all = await (await deskOf(hub)).sources.all();
    const shown = all.filter(
      (source) =>
        (department === null || source.department === department) && (!feed || source.feed === feed),
    );
    const runs = await readRuns(
      hub.statements,
      shown.map(({ id }) => id),
    );
    return pageOf(
      shown.map((source) => new SourceType(source, runs.get(source.id) ?? null)),
      ({ id }) => id,
      pages,
    );
  }

  @Directive(INTERNAL)
  @Query(() => SourceType, { description: describe("一个数据源", "One source") })
  async source(
    @Arg("id", () => ID, { description: describe("编号", "Identifier") }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<SourceType> {
    const hub = hubOf(context);
    const source = findSource(await (await deskOf(hub)).sources.all(), id, context.caller);
    return new SourceType(source, (await readRuns(hub.statements, [id])).get(id) ?? null);
  }

  @Directive(INTERNAL)
  @Mutation(() => SourceType, {
    description: describe(
      "现在就取数，不必等到下次（须由所属部门的填报员或督查员办理）",
      "Reads it now instead of at its next time; by a clerk of its department or a supervisor",
    ),
  })
  async runSource(
    @Arg("id", () => ID, { description: describe("编号", "Identifier") }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<SourceType> {
    const hub = hubOf(context);
    const { sources } = await deskOf(hub);
    const source = findSource(await sources.read(), id, context.caller);
    demandAccess(context.caller, "source.run", source.department);
    await sources.runNow(source);
    return new SourceType(source, (await readRuns(hub.statements, [id])).get(id) ?? null);
  }

  @FieldResolver(() => FeedType, { nullable: true, description: describe("报送事项", "The feed") })
  feed(@Root() { feedId }: SourceType, @Ctx() context: SubgraphContext): FeedType | null {
    return findFeed(feedId, context);
  }

  @FieldResolver(() => Department, { description: describe("报送部门", "The department") })
  department(@Root() { departmentCode }: SourceType): EntityReference {
    return { code: departmentCode };
  }

  @FieldResolver(() => SubmissionType, {
    nullable: true,
    description: describe("最近一次报送", "What was handed in last"),
  })
  async submission(
    @Root() { submissionId }: SourceType,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission | null> {
    if (submissionId === null) return null;
    const hub = hubOf(context);
    const { orm } = await deskOf(hub);
    const [found] = await findAll(orm, hub.statements, SubmissionEntity, { where: { id: submissionId } });
    return found ?? null;
  }
}
