/** `checkProgress(id:)`: how far the check of a file is, until it is over. */
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import {
  Arg,
  CURSOR,
  Ctx,
  describe,
  Directive,
  Field,
  FieldResolver,
  ID,
  Int,
  LongScalar,
  ObjectType,
  Resolver,
  Root,
  Subscription,
  type EventSource,
  type LiveEvent,
  type SubgraphContext,
} from "#kit";
import { hubOf, readEpoch, type Queryable } from "#kit/hub";
import { tagged } from "#schema/tags.js";
import type { Submission } from "../desk/entities.js";
import { readProgress } from "../intake/progress.js";
import { deskOf } from "../open-desk.js";
import { SubmissionType } from "./submission-resolver.js";
import { SubmissionState } from "./types.js";

@ObjectType("CheckProgress", {
  description: describe("校验的进度", "How far the check of a file is"),
  simpleResolvers: true,
})
export class CheckProgress implements LiveEvent {
  @Field(() => String, { description: CURSOR }) readonly cursor: string = "";
  @Field(() => SubmissionState, {
    description: describe(
      "状态：不再是已接收的，校验已结束",
      "State: the check is over once it is not RECEIVED",
    ),
  })
  readonly state: string = "";
  @Field(() => Int, { description: describe("已校验的行数", "Rows that are checked so far") })
  readonly rows: number = 0;
  @Field(() => Int, {
    nullable: true,
    description: describe("每秒行数；尚未开始的、已结束的为空", "Rows a second; null before and after"),
  })
  readonly rowsPerSecond: number | null = null;
  @Field(() => Int, { description: describe("已发现的错误数", "Errors so far") }) readonly errors: number = 0;
  @Field(() => Int, { description: describe("已发现的警告数", "Warnings so far") })
  readonly warnings: number = 0;
  @Field(() => LongScalar, { description: describe("文件的字节数", "Size of the file in bytes") })
  readonly bytes: number = 0;
  @Field(() => LongScalar, { description: describe("已读取的字节数", "Bytes that are read so far") })
  readonly bytesRead: number = 0;
  readonly submissionId: string = "";
}

@Resolver(() => CheckProgress)
export class CheckProgressResolver {
  @Directive(tagged("internal"))
  @Subscription(() => CheckProgress, {
    description: describe(
      "校验的进度，每半秒至多推送一次，最后一次为校验的结果（限本部门人员和督查员）",
      "How far a check is, twice a second at most; the last one tells how it ended. Needs a role in its department, or the supervisor's",
    ),
    subscribe: ({
      args,
      context,
    }: {
      readonly args: { readonly id: string };
      readonly context: SubgraphContext;
    }) => openSource(args.id, context),
  })
  checkProgress(
    @Root() progress: CheckProgress,
    @Arg("id", () => ID, { description: describe("报送编号", "Identifier of the submission") }) _id: string,
  ): CheckProgress {
    return progress;
  }

  @FieldResolver(() => SubmissionType, {
    description: describe("报送的当前情况", "The submission as it is now"),
  })
  async submission(
    @Root() { submissionId }: CheckProgress,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    return (await deskOf(hubOf(context))).submissions.find(submissionId, hubOf(context));
  }
}

const LOOK_EVERY_MS = 500;

/** Throws SUBMISSION_UNKNOWN. */
async function openSource(id: string, context: SubgraphContext): Promise<EventSource<CheckProgress>> {
  const hub = hubOf(context);
  const { pool } = hub.database;
  await (await deskOf(hub)).submissions.find(id, hub);
  const { epoch } = await readEpoch(pool);
  const signal = hub.stream?.signal ?? AbortSignal.abort();
  async function* events(): AsyncGenerator<CheckProgress, void> {
    let told = "";
    for (let number = 1; !signal.aborted;) {
      const now = await progressOf(pool, id);
      if (!now) return;
      const text = JSON.stringify(now);
      if (text !== told) {
        yield { cursor: `${epoch}.${number}`, submissionId: id, ...now };
        told = text;
        number += 1;
      }
      // A stream that ends would be taken up again: whoever was told that it is over goes.
      const isOver = now.state !== "RECEIVED";
      if (isOver) await once(signal, "abort");
      else await setTimeout(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
  return { cursor: `${epoch}.0`, [Symbol.asyncIterator]: events };
}

/** While it is checked as the thread tells it, afterwards as it ended. */
async function progressOf(
  client: Queryable,
  id: string,
): Promise<Omit<CheckProgress, "cursor" | "submissionId"> | null> {
  const progress = await readProgress(client, id);
  const { rows: found } = await client.query<
    Pick<Submission, "state" | "rows" | "errors" | "warnings"> & { readonly bytes: number }
  >("SELECT state, rows, errors, warnings, bytes::float8 AS bytes FROM disclosure.submission WHERE id = $1", [
    id,
  ]);
  const [submission] = found;
  if (!submission) return null;
  const { state, bytes } = submission;
  if (state !== "RECEIVED") return { ...submission, rowsPerSecond: null, bytesRead: bytes };
  const { rows, errors, warnings, bytesRead } = progress ?? { rows: 0, errors: 0, warnings: 0, bytesRead: 0 };
  const seconds = progress ? (progress.at.getTime() - progress.startedAt.getTime()) / 1_000 : 0;
  return {
    state,
    rows,
    errors,
    warnings,
    bytes,
    bytesRead,
    rowsPerSecond: seconds > 0 ? Math.round(rows / seconds) : null,
  };
}
