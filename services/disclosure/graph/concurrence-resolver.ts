/** Concurrences: what waits for a department to agree, its answers, and what a supervisor sets aside. */
import {
  Arg,
  Args,
  assumedSize,
  Ctx,
  describe,
  Directive,
  FieldResolver,
  ID,
  LIST_SIZE,
  Mutation,
  PageArguments,
  Query,
  readList,
  Resolver,
  Root,
  shanghaiDay,
  type EntityReference,
  type ReadList,
  type SubgraphContext,
  type WorkingDays,
} from "#kit";
import { hubOf } from "#kit/hub";
import { demandAccess, demandSome } from "#schema/access.js";
import { HubError } from "#schema/errors.js";
import { tagged } from "#schema/tags.js";
import { LONGEST_REASON } from "../concurrence/answer.js";
import type { ConcurrenceAnswer } from "../concurrence/entity.js";
import {
  countConcurrences,
  listConcurrences,
  type AskedConcurrence,
  type ConcurrencePlace,
} from "../concurrence/read.js";
import { readCalendar, type Consultee } from "../concurrence/rule.js";
import { dueDayOf, openStateOf } from "../concurrence/standing.js";
import { SubmissionEntity, type Submission } from "../desk/entities.js";
import { findAll } from "../desk/find-all.js";
import { deskOf } from "../open-desk.js";
import { remindedDays } from "../reminders/remind-of-concurrences.js";
import { UUID } from "./arguments.js";
import {
  ConcurrenceAnswerEnum,
  ConcurrenceConnection,
  ConcurrenceType,
  ConsulteeType,
} from "./concurrence-types.js";
import type { DifferenceValue } from "./difference-resolver.js";
import { DifferenceType } from "./difference-types.js";
import { Department, FeedType, findFeed } from "./feed-resolver.js";
import { differenceOf, SubmissionType } from "./submission-resolver.js";

const INTERNAL = tagged("internal");
const id = describe("协商编号", "Identifier of the request to agree");
const USUAL = 2;
/** Departments that one submission concerns. */
const MOST = 100;

type Standing = ConcurrenceType & Pick<AskedConcurrence, "department" | "askedBy" | "feed">;

@Resolver(() => ConcurrenceType)
export class ConcurrenceResolver {
  @Directive(INTERNAL)
  @Directive(LIST_SIZE)
  @Query(() => ConcurrenceConnection, {
    description: describe(
      "征求本部门意见的协商，新的在前；督查员查看全部",
      "What one's department is asked to agree to, the newest first; for supervisors all",
    ),
  })
  concurrences(
    @Arg("open", () => Boolean, {
      defaultValue: false,
      description: describe("限于尚未反馈的", "Only what is not answered yet"),
    })
    isOpen: boolean,
    @Arg("department", () => String, {
      nullable: true,
      description: describe("被征求意见的部门的编码", "Code of the department that is asked"),
    })
    asked: string | null = null,
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() context: SubgraphContext,
  ): ReadList<ConcurrenceType> {
    if (asked !== null) demandAccess(context.caller, "concurrence.see", asked);
    const department = asked ?? demandSome(context.caller, "concurrence.see").department;
    const { statements } = hubOf(context);
    const filter = { department, isOpen };
    return readList<ConcurrenceType, ConcurrencePlace>(pages, {
      placeOf: readCursor,
      cursorOf: ({ askedAt, id: of }) => Buffer.from(`${askedAt.toISOString()} ${of}`).toString("base64url"),
      read: async (from, newestFirst, size) =>
        standingOf(await listConcurrences(statements, filter, { from, newestFirst, size }), context),
      count: () => countConcurrences(statements, filter),
    });
  }

  @Directive(INTERNAL)
  @Query(() => ConcurrenceType, { description: describe("一项协商", "One request to agree") })
  async concurrence(
    @Arg("id", () => ID, { description: id }) given: string,
    @Ctx() context: SubgraphContext,
  ): Promise<ConcurrenceType> {
    const hub = hubOf(context);
    return oneOf(await (await deskOf(hub)).concurrences.find(given, hub), context);
  }

  @FieldResolver(() => Department, {
    description: describe("被征求意见的部门", "The department that is asked"),
  })
  department(@Root() { department }: Standing): EntityReference {
    return { code: department };
  }

  @FieldResolver(() => Department, { description: describe("报送部门", "The department that asks") })
  askedBy(@Root() { askedBy }: Standing): EntityReference {
    return { code: askedBy };
  }

  @FieldResolver(() => FeedType, { nullable: true, description: describe("报送事项", "The feed") })
  feed(@Root() { feed }: Standing, @Ctx() context: SubgraphContext): FeedType | null {
    return findFeed(feed, context);
  }

  @FieldResolver(() => DifferenceType, {
    nullable: true,
    description: describe("将发布的变化；已结束的为空", "What would be published; null once it is over"),
  })
  async difference(
    @Root() { submissionId }: Standing,
    @Ctx() context: SubgraphContext,
  ): Promise<DifferenceValue | null> {
    const { orm } = await deskOf(hubOf(context));
    const [submission] = await findAll(orm, hubOf(context).statements, SubmissionEntity, {
      where: { id: submissionId },
    });
    if (submission?.state !== "APPROVED") return null;
    const found = await differenceOf(submission, context);
    return found instanceof HubError ? null : { ...found, submission };
  }

  @Directive(INTERNAL)
  @Mutation(() => ConcurrenceType, {
    description: describe(
      "反馈协商（被征求意见部门的审核员）：同意或不同意这一份内容；不同意后可以改为同意",
      "Answers (a reviewer of the department that is asked) to exactly this difference; who objects may agree after all",
    ),
  })
  async answerConcurrence(
    @Arg("id", () => ID, { description: id }) given: string,
    @Arg("differenceDigest", () => String, {
      description: describe("所看差异的校验值（哈希）", "Digest of the difference that was seen"),
    })
    digest: string,
    @Arg("answer", () => ConcurrenceAnswerEnum, { description: describe("反馈", "The answer") })
    answer: ConcurrenceAnswer,
    @Arg("reason", () => String, {
      nullable: true,
      description: describe(
        `不同意的理由，或同意时的说明，最多${LONGEST_REASON}个字符`,
        `Why it objects, or what else it says, ${LONGEST_REASON} characters at most`,
      ),
    })
    reason: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<ConcurrenceType> {
    const hub = hubOf(context);
    const { concurrences } = await deskOf(hub);
    return oneOf(await concurrences.answer(given, hub, { digest, answer, reason: reason ?? null }), context);
  }

  @Directive(INTERNAL)
  @Mutation(() => ConcurrenceType, {
    description: describe(
      "对不同意或逾期未反馈的协商决定不再等待（督查员），须写明理由",
      "Sets an objection, or a silence that stops the release, aside (supervisor), with a reason",
    ),
  })
  async overrideConcurrence(
    @Arg("id", () => ID, { description: id }) given: string,
    @Arg("reason", () => String, { description: describe("理由", "Why") }) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<ConcurrenceType> {
    const hub = hubOf(context);
    return oneOf(await (await deskOf(hub)).concurrences.override(given, hub, reason), context);
  }
}

@Resolver(() => ConsulteeType)
export class ConsulteeResolver {
  @FieldResolver(() => Department, { description: describe("部门", "The department") })
  department(@Root() { department }: ConsulteeType & Pick<Consultee, "department">): EntityReference {
    return { code: department };
  }
}

@Resolver(() => SubmissionType)
export class SubmissionConcurrences {
  @Directive(assumedSize(USUAL))
  @FieldResolver(() => [ConsulteeType], {
    nullable: true,
    description: describe(
      "审核通过后须征求意见的部门；不在待审核状态的没有，无法确定的为空，原因在审核时说明",
      "Departments that will be asked to agree, while it waits for review; null where that cannot be told: `approve` says why",
    ),
  })
  async consultees(
    @Root() submission: Submission,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly Consultee[] | null> {
    if (submission.state !== "SUBMITTED") return [];
    const hub = hubOf(context);
    try {
      return await (await deskOf(hub)).submissions.consultees(submission, hub);
    } catch (error) {
      if (error instanceof HubError && UNTOLD.has(error.code)) return null;
      throw error;
    }
  }

  @Directive(assumedSize(USUAL))
  @FieldResolver(() => [ConcurrenceType], {
    description: describe(
      `征求过的意见，新的在前，最多${MOST}项`,
      `The requests to agree to it, the newest first, ${MOST} at most`,
    ),
  })
  async concurrences(
    @Root() submission: Submission,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly ConcurrenceType[]> {
    const found = await listConcurrences(
      hubOf(context).statements,
      { submission: submission.id },
      { from: null, newestFirst: true, size: MOST },
    );
    return standingOf(found, context);
  }
}

const UNTOLD: ReadonlySet<string> = new Set([
  "CONCURRENCE_RULE_INVALID",
  "SUBMISSION_STAGE_LOST",
  "FEED_UNKNOWN",
]);

async function oneOf(found: AskedConcurrence, context: SubgraphContext): Promise<ConcurrenceType> {
  const [one] = await standingOf([found], context);
  if (!one) throw new HubError("CONCURRENCE_UNKNOWN");
  return one;
}

async function standingOf(
  found: readonly AskedConcurrence[],
  context: SubgraphContext,
): Promise<readonly Standing[]> {
  if (found.length === 0) return [];
  const calendar = await calendarOf(context);
  const reminded = await remindedDays(
    hubOf(context).statements,
    found.map(({ id: of }) => of),
  );
  const today = shanghaiDay(context.now());
  return found.map(({ isCurrent, submission, ...one }) => {
    const due = dueDayOf(one, calendar);
    const state = isCurrent ? openStateOf(one, due, today) : "ENDED";
    return {
      ...one,
      ...due,
      submissionId: submission,
      reminderDays: reminded.get(one.id) ?? [],
      state,
      answeredAt: one.answeredAt ?? null,
      answeredByName: one.answeredByName ?? null,
      reason: one.reason ?? null,
      overriddenAt: one.overriddenAt ?? null,
      overriddenByName: one.overriddenByName ?? null,
      overrideReason: one.overrideReason ?? null,
    };
  });
}

function calendarOf(context: SubgraphContext): Promise<WorkingDays> {
  const known = calendars.get(context) ?? readCalendar(hubOf(context).statements, context.contracts());
  calendars.set(context, known);
  return known;
}

/** One request reads it once. */
const calendars = new WeakMap<SubgraphContext, Promise<WorkingDays>>();

const CURSOR = /^(?<time>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) (?<id>[0-9a-f-]{36})$/;

function readCursor(cursor: string): ConcurrencePlace {
  const { time = "", id: of = "" } =
    CURSOR.exec(Buffer.from(cursor, "base64url").toString("utf8"))?.groups ?? {};
  const askedAt = new Date(time);
  if (!UUID.test(of) || Number.isNaN(askedAt.getTime())) throw new HubError("CURSOR_INVALID");
  return { askedAt, id: of };
}
