/** Submissions and their review: only for the department's people and the district's supervisors. */
import {
  Arg,
  Args,
  cost,
  Ctx,
  DateScalar,
  DateTimeScalar,
  describe,
  Directive,
  Field,
  FieldResolver,
  ID,
  Int,
  LIST_SIZE,
  PageArguments,
  wholeListType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  type EntityReference,
  type ReadList,
  type SubgraphContext,
} from "#kit";
import { hubOf, verifyChain, type DifferenceSummary, type Verification } from "#kit/hub";
import { demandAccess, demandSome } from "#schema/access.js";
import { HubError } from "#schema/errors.js";
import { tagged } from "#schema/tags.js";
import { EventEntity, type Submission, type SubmissionEvent, type WithdrawalKind } from "../desk/entities.js";
import { findAll } from "../desk/find-all.js";
import { listSubmissions } from "../desk/list-submissions.js";
import type { State } from "../desk/states.js";
import { readFindingKinds, readFindings } from "../intake/findings.js";
import { deskOf } from "../open-desk.js";
import type { RowReason } from "../desk/entities.js";
import { bounded } from "./arguments.js";
import type { DifferenceValue } from "./difference-resolver.js";
import { DifferenceType } from "./difference-types.js";
import { Department, FeedType, findFeed, findRelease } from "./feed-resolver.js";
import {
  EventType,
  FindingKindType,
  FindingType,
  RowReasonInput,
  Severity,
  RefusalType,
  ReleaseType,
  SubmissionState,
  VerificationType,
  WithdrawalKindEnum,
  WithdrawalType,
} from "./types.js";

/** The types follow: nothing else leads to them. */
const INTERNAL = tagged("internal");
const id = describe("报送编号", "Identifier of the submission");
/** Rows, and UTF-16 units of each reason. */
const MOST_ROWS = 100;
const MOST_REASON = 500;
const reasonText = describe("理由", "Why");
const firstText = describe("条数，最多100", "How many, 100 at most");

@ObjectType("Submission", {
  description: describe(
    "一次报送：一个文件，从接收到发布",
    "A file on its way from reception to publication",
  ),
  simpleResolvers: true,
})
export class SubmissionType {
  @Field(() => ID, { description: describe("编号", "Identifier") }) readonly id: string = "";
  @Field(() => SubmissionState, { description: describe("状态", "State") }) readonly state: string = "";
  @Field(() => String, { nullable: true, description: describe("文件名", "Name of the file") })
  readonly fileName: string | null = null;
  @Field(() => String, { nullable: true, description: describe("文件格式", "Format of the file") })
  readonly format: string | null = null;
  @Field(() => Int, { description: describe("行数", "Rows") }) readonly rows: number = 0;
  @Field(() => Int, { description: describe("错误数", "Errors") }) readonly errors: number = 0;
  @Field(() => Int, { description: describe("警告数", "Warnings") }) readonly warnings: number = 0;
  @Field(() => Int, { description: describe("提示数", "Infos") }) readonly infos: number = 0;
  @Field(() => String, { description: describe("报送人", "Who handed it in") })
  readonly submittedByName: string = "";
  @Field(() => DateTimeScalar, { description: describe("接收时间", "When it came") })
  readonly receivedAt: Date = new Date(0);
  @Field(() => String, { nullable: true, description: describe("审核人", "Who approved it") })
  readonly approvedByName: string | null = null;
  @Field(() => DateTimeScalar, { nullable: true, description: describe("审核时间", "When it was approved") })
  readonly approvedAt: Date | null = null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: describe(
      "原件和校验内容按保存期限删除的时间",
      "When the original, and what was found in it, was erased, its time being over",
    ),
  })
  readonly erasedAt: Date | null = null;
  @Field(() => String, { nullable: true, description: reasonText }) readonly reason: string | null = null;
  @Field(() => RefusalType, {
    nullable: true,
    description: describe("整份文件被拒收的原因", "Why the whole file was refused"),
  })
  readonly refusal: RefusalType | null = null;
  @Field(() => WithdrawalType, {
    nullable: true,
    description: describe("撤回公开的申请", "What is to be withdrawn"),
  })
  readonly withdrawal: WithdrawalType | null = null;
}

const SubmissionConnection = wholeListType("Submission", SubmissionType, {
  zh: "报送",
  en: "A submission",
});

/** In points: it reads all that was ever published. */
const VERIFICATION = 10_000;

@Resolver(() => SubmissionType)
export class SubmissionResolver {
  @Directive(INTERNAL)
  @Directive(LIST_SIZE)
  @Query(() => SubmissionConnection, {
    description: describe("报送，新的在前", "Submissions, newest first"),
  })
  async submissions(
    @Arg("feed", () => ID, { nullable: true, description: describe("报送事项", "Feed") }) feed: string | null,
    @Arg("state", () => SubmissionState, { nullable: true, description: describe("状态", "State") })
    state: State | null,
    @Arg("department", () => String, {
      nullable: true,
      description: describe("报送部门的编码", "Code of the department that handed it in"),
    })
    asked: string | null = null,
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() context: SubgraphContext,
  ): Promise<ReadList<Submission>> {
    if (asked !== null) demandAccess(context.caller, "submission.see", asked);
    const department = asked ?? demandSome(context.caller, "submission.see").department;
    const { orm } = await deskOf(hubOf(context));
    return listSubmissions(
      orm,
      hubOf(context).statements,
      {
        ...(department === null ? {} : { department }),
        ...(feed ? { feed } : {}),
        ...(state ? { state } : {}),
      },
      pages,
    );
  }

  @Directive(INTERNAL)
  @Query(() => SubmissionType, { description: describe("一次报送", "One submission") })
  async submission(
    @Arg("id", () => ID, { description: id }) given: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    return (await deskOf(hubOf(context))).submissions.find(given, hubOf(context));
  }

  @Directive(INTERNAL)
  @Directive(cost(VERIFICATION))
  @Query(() => VerificationType, {
    description: describe(
      "校验整条哈希链（须由督查员办理）",
      "Recomputes the whole hash chain; needs the supervisor role",
    ),
  })
  async verification(@Ctx() context: SubgraphContext): Promise<Verification> {
    demandAccess(context.caller, "chain.verify", null);
    return verifyChain(hubOf(context).statements.dear, context.contracts());
  }

  @FieldResolver(() => FeedType, { nullable: true, description: describe("报送事项", "The feed") })
  feed(@Root() submission: Submission, @Ctx() context: SubgraphContext): FeedType | null {
    return findFeed(submission.feed, context);
  }

  @FieldResolver(() => Department, { description: describe("报送部门", "The department") })
  department(@Root() submission: Submission): EntityReference {
    return { code: submission.department };
  }

  @FieldResolver(() => ReleaseType, {
    nullable: true,
    description: describe("发布", "The release that published it"),
  })
  release(@Root() { release }: Submission, @Ctx() context: SubgraphContext): Promise<object | null> | null {
    return release === null || release === undefined ? null : findRelease(String(release), context);
  }

  @FieldResolver(() => [FindingType], {
    description: describe(
      "校验结果，按文件顺序；after 为此前已取的条数",
      "Findings in the order of the file; `after` is how many to skip",
    ),
  })
  findings(
    @Root() submission: Submission,
    @Arg("first", () => Int, { defaultValue: 50, description: firstText }) first: number,
    @Arg("after", () => Int, { defaultValue: 0, description: describe("跳过的条数", "How many to skip") })
    after: number,
    @Arg("codes", () => [String], {
      nullable: true,
      description: describe("限于这些编号", "Only findings with these codes"),
    })
    codes: readonly string[] | null,
    @Arg("severities", () => [Severity], {
      nullable: true,
      description: describe("限于这些级别", "Only findings of these severities"),
    })
    severities: readonly string[] | null,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly FindingType[]> {
    return readFindings(hubOf(context).statements, submission.id, {
      skip: Math.max(0, after),
      first: bounded(first),
      codes,
      severities,
    });
  }

  @FieldResolver(() => [FindingKindType], {
    description: describe(
      "校验结果的种类，多的在前，供筛选",
      "The kinds of its findings, the most first, to filter by",
    ),
  })
  async findingKinds(
    @Root() { id: of, findingCounts }: Submission,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly FindingKindType[]> {
    const kinds = await readFindingKinds(hubOf(context).statements, of);
    return kinds.map(({ kept, ...kind }) => ({ ...kind, count: findingCounts[kind.code] ?? kept }));
  }

  @FieldResolver(() => [EventType], { description: describe("经办记录", "Who did what, when") })
  async events(
    @Root() submission: Submission,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly SubmissionEvent[]> {
    const { orm } = await deskOf(hubOf(context));
    return findAll(orm, hubOf(context).statements, EventEntity, {
      where: { submission: submission.id },
      orderBy: { id: "asc" },
    });
  }

  @FieldResolver(() => DifferenceType, {
    nullable: true,
    description: describe(
      "与已发布数据的差异；没有的，原因见 noDifference",
      "Difference to what is published; where there is none, `noDifference` says why",
    ),
  })
  async difference(
    @Root() submission: Submission,
    @Ctx() context: SubgraphContext,
  ): Promise<DifferenceValue | null> {
    const found = await differenceOf(submission, context);
    return found instanceof HubError ? null : { ...found, submission };
  }

  @FieldResolver(() => RefusalType, {
    nullable: true,
    description: describe("没有差异的原因", "Why there is no difference; null where there is one"),
  })
  async noDifference(
    @Root() submission: Submission,
    @Ctx() context: SubgraphContext,
  ): Promise<RefusalType | null> {
    const found = await differenceOf(submission, context);
    return found instanceof HubError ? found.toJSON() : null;
  }

  @Directive(INTERNAL)
  @Mutation(() => SubmissionType, { description: describe("送审（填报员）", "Sends to review (clerk)") })
  async submitForReview(
    @Arg("id", () => ID, { description: id }) given: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    return (await deskOf(hubOf(context))).submissions.submitForReview(given, hubOf(context));
  }

  @Directive(INTERNAL)
  @Mutation(() => SubmissionType, {
    description: describe(
      "审核通过（审核员，不能是报送人）；须提供所审差异的校验值",
      "Approves (reviewer, never the submitter) the difference with this digest",
    ),
  })
  async approve(
    @Arg("id", () => ID, { description: id }) given: string,
    @Arg("differenceDigest", () => String, {
      description: describe("所审差异的校验值（哈希）", "Digest of the difference that was seen"),
    })
    digest: string,
    @Arg("acknowledged", () => [String], {
      nullable: true,
      description: describe("所确认的异常变化的名称", "Names of the unusual changes that were seen"),
    })
    acknowledged: readonly string[] | null,
    @Arg("note", () => String, { nullable: true, description: describe("审核意见", "Note") }) note:
      | string
      | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    return (await deskOf(hubOf(context))).submissions.approve(given, hubOf(context), {
      digest,
      acknowledged: acknowledged ?? [],
      note: note ?? null,
    });
  }

  @Directive(INTERNAL)
  @Mutation(() => SubmissionType, {
    description: describe("退回修改（审核员）", "Returns for correction (reviewer)"),
  })
  async returnForCorrection(
    @Arg("id", () => ID, { description: id }) given: string,
    @Arg("reason", () => String, { description: reasonText }) reason: string,
    @Arg("rows", () => [RowReasonInput], {
      nullable: true,
      description: describe(`逐行的理由，最多${MOST_ROWS}行`, `Why, row by row: ${MOST_ROWS} at most`),
    })
    rows: readonly RowReasonInput[] | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    const hub = hubOf(context);
    return (await deskOf(hub)).submissions.returnForCorrection(given, hub, reason, rowReasons(rows ?? []));
  }

  @Directive(INTERNAL)
  @Mutation(() => SubmissionType, { description: describe("审核不通过（审核员）", "Rejects (reviewer)") })
  async reject(
    @Arg("id", () => ID, { description: id }) given: string,
    @Arg("reason", () => String, { description: reasonText }) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    return (await deskOf(hubOf(context))).submissions.reject(given, hubOf(context), reason);
  }

  @Directive(INTERNAL)
  @Mutation(() => SubmissionType, {
    description: describe("撤回报送（填报员）", "Withdraws the submission (clerk)"),
  })
  async withdrawSubmission(
    @Arg("id", () => ID, { description: id }) given: string,
    @Arg("reason", () => String, { nullable: true, description: reasonText }) reason: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    return (await deskOf(hubOf(context))).submissions.withdraw(given, hubOf(context), reason ?? null);
  }

  @Directive(INTERNAL)
  @Mutation(() => SubmissionType, {
    description: describe(
      "发布（审核员）：全部发布，或全不发布",
      "Publishes (reviewer): one transaction, all or nothing",
    ),
  })
  async publish(
    @Arg("id", () => ID, { description: id }) given: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    return (await deskOf(hubOf(context))).submissions.publish(given, hubOf(context));
  }

  @Directive(INTERNAL)
  @Mutation(() => SubmissionType, {
    description: describe(
      "申请依法撤回已公开的记录（填报员）；同样须经另一人审核",
      "Asks to withdraw published records by law (clerk); reviewed by another person like data",
    ),
  })
  async requestWithdrawal(
    @Arg("feed", () => ID, { description: describe("报送事项", "Feed") }) feed: string,
    @Arg("recordIds", () => [ID], { description: describe("记录编号", "Records") })
    recordIds: readonly string[],
    @Arg("kind", () => WithdrawalKindEnum, { description: describe("事由", "Why") }) kind: WithdrawalKind,
    @Arg("documentNumber", () => String, { description: describe("依据文书号", "Number of the document") })
    documentNumber: string,
    @Arg("date", () => DateScalar, { description: describe("文书日期", "Date of the document") })
    date: string,
    @Arg("reason", () => String, { description: reasonText }) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    return (await deskOf(hubOf(context))).submissions.requestWithdrawal(
      feed,
      hubOf(context),
      { kind, recordIds, documentNumber, date },
      reason,
    );
  }
}

/** Throws RETURN_INVALID. */
function rowReasons(rows: readonly RowReason[]): readonly RowReason[] {
  const wrong = (reason: string, reasonEn: string): HubError =>
    new HubError("RETURN_INVALID", { reason, reasonEn });
  if (rows.length > MOST_ROWS)
    throw wrong(`逐行的理由最多${MOST_ROWS}行`, `there are ${MOST_ROWS} rows at most`);
  return rows.map(({ row, reason }) => {
    if (row < 1) throw wrong("行号从1起", "rows are counted from 1");
    if (reason.trim() === "" || reason.length > MOST_REASON)
      throw wrong(
        `每行的理由为1至${MOST_REASON}个字符`,
        `the reason of a row has 1 to ${MOST_REASON} characters`,
      );
    return { row, reason };
  });
}

/**
 * The difference, or the error that says why there is none: a submission without one is no failure of whoever
 * looks at it.
 */
export function differenceOf(
  submission: Submission,
  context: SubgraphContext,
): Promise<DifferenceSummary | HubError> {
  const known = differences.get(submission) ?? compare(submission, context);
  differences.set(submission, known);
  return known;
}

/** Each request finds its submissions anew: two fields of one are one comparison. */
const differences = new WeakMap<Submission, Promise<DifferenceSummary | HubError>>();

async function compare(
  submission: Submission,
  context: SubgraphContext,
): Promise<DifferenceSummary | HubError> {
  try {
    return await (await deskOf(hubOf(context))).submissions.difference(submission, hubOf(context));
  } catch (error) {
    if (error instanceof HubError && NO_DIFFERENCE.has(error.code)) return error;
    throw error;
  }
}

const NO_DIFFERENCE: ReadonlySet<string> = new Set([
  "SUBMISSION_UNCHECKED",
  "SUBMISSION_HAS_ERRORS",
  "SUBMISSION_ENDED",
  "SUBMISSION_STAGE_LOST",
  "FEED_UNKNOWN",
]);
