/**
 * The subscription to submissions, for callers who may see them: each change of state once, in the order in
 * which they were made.
 */
import {
  Arg,
  Ctx,
  CURSOR,
  describe,
  Directive,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
  type EventSource,
  type LiveEvent,
  type SubgraphContext,
} from "#kit";
import { hubOf, type Queryable } from "#kit/hub";
import { demandSome } from "#schema/access.js";
import { tagged } from "#schema/tags.js";
import { EventEntity, type Submission, type SubmissionEvent } from "../desk/entities.js";
import { findAll } from "../desk/find-all.js";
import type { State } from "../desk/states.js";
import { deskOf } from "../open-desk.js";
import { latestCursor, lookedEvents, NUMBERED } from "./looked-events.js";
import { SubmissionType } from "./submission-resolver.js";
import { EventType, SubmissionState } from "./types.js";

@ObjectType("SubmissionChanged", {
  description: describe("报送的状态有变化", "A move of a submission"),
  simpleResolvers: true,
})
export class SubmissionChanged implements LiveEvent {
  @Field(() => String, { description: CURSOR }) readonly cursor: string = "";
  /** Of the event. */
  readonly id: number = 0;
  readonly submissionId: string = "";
}

interface ChangedArguments {
  readonly feed?: string | null;
  readonly state?: State | null;
  readonly after?: string | null;
}

@Resolver(() => SubmissionChanged)
export class SubmissionChangedResolver {
  @Directive(tagged("internal"))
  @Query(() => String, {
    description: describe(
      "最近一次变化的游标：先读它，再读报送，submissionChanged 从它继续就不会漏掉其间的变化",
      "The cursor of the latest move: read before submissions are, submissionChanged goes on from it and misses none",
    ),
  })
  async submissionCursor(@Ctx() context: SubgraphContext): Promise<string> {
    demandSome(context.caller, "submission.see");
    await deskOf(hubOf(context));
    return latestCursor(hubOf(context).statements, MOVES);
  }

  @Directive(tagged("internal"))
  @Subscription(() => SubmissionChanged, {
    description: describe(
      "报送的状态每变化一次，推送一次（限本部门人员和督查员）",
      "Each move of a submission; needs a role in its department, or the supervisor's",
    ),
    subscribe: ({ args, context }: { readonly args: ChangedArguments; readonly context: SubgraphContext }) =>
      openSource(args, context),
  })
  submissionChanged(
    @Root() changed: SubmissionChanged,
    @Arg("feed", () => ID, { nullable: true, description: describe("报送事项", "Feed") }) _feed:
      | string
      | null,
    @Arg("state", () => SubmissionState, {
      nullable: true,
      description: describe("限于变为此状态的", "Moves to this state"),
    })
    _state: State | null,
    @Arg("after", () => String, {
      nullable: true,
      description: describe(
        "从此游标之后继续；不填则从现在起",
        "Continues after this cursor; from now on unless told",
      ),
    })
    _after: string | null,
  ): SubmissionChanged {
    return changed;
  }

  @FieldResolver(() => EventType, { description: describe("经办人、时间和操作", "Who did what, when") })
  async event(@Root() { id }: SubmissionChanged, @Ctx() context: SubgraphContext): Promise<SubmissionEvent> {
    const { orm } = await deskOf(hubOf(context));
    const [event] = await findAll(orm, hubOf(context).statements, EventEntity, {
      where: { id },
    });
    if (!event) throw new Error("An event of the desk is gone");
    return event;
  }

  @FieldResolver(() => SubmissionType, {
    description: describe("报送的当前情况", "The submission as it is now"),
  })
  async submission(
    @Root() { submissionId }: SubmissionChanged,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    return (await deskOf(hubOf(context))).submissions.find(submissionId, hubOf(context));
  }
}

const PAGE = 200;

interface Move {
  readonly id: number;
  readonly submissionId: string;
}

const MOVES = {
  ...NUMBERED,
  /** 0 before the first. */
  latest: async (client: Queryable): Promise<number> => {
    const { rows } = await client.query<{ id: number | null }>("SELECT max(id) AS id FROM disclosure.event");
    return rows[0]?.id ?? 0;
  },
};

async function openSource(
  { feed, state, after }: ChangedArguments,
  context: SubgraphContext,
): Promise<EventSource<SubmissionChanged>> {
  const { department } = demandSome(context.caller, "submission.see");
  await deskOf(hubOf(context));
  return lookedEvents<Move, number>(context, after, {
    ...MOVES,
    look: async (client, place) => {
      const { rows } = await client.query<Move & { readonly isWanted: boolean }>(
        `SELECT e.id, e.submission AS "submissionId",
          s.department = coalesce($2, s.department) AND s.feed = coalesce($3, s.feed) AND e."to" = coalesce($4, e."to") AS "isWanted"
        FROM disclosure.event e JOIN disclosure.submission s ON s.id = e.submission
        WHERE e.id > $1 ORDER BY e.id LIMIT ${PAGE}`,
        [place, department, feed ?? null, state ?? null],
      );
      return {
        found: rows
          .filter(({ isWanted }) => isWanted)
          .map(({ id, submissionId }) => ({ event: { id, submissionId }, at: id })),
        next: rows.at(-1)?.id ?? place,
        hasMore: rows.length === PAGE,
      };
    },
  });
}
