/** `dutyChanged`: each duty as a release, or the end of its last day, makes another thing of it. */
import { setTimeout } from "node:timers/promises";
import {
  AFTER,
  Arg,
  CURSOR,
  describe,
  Field,
  ObjectType,
  Resolver,
  Root,
  shanghaiDay,
  Subscription,
  type EventSource,
  type LiveEvent,
  type SubgraphContext,
} from "#kit";
import { hubOf, readEpoch } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { listChanged, readProgress, type ChangePlace } from "../duties/read/changed.js";
import type { ListedDuty } from "../duties/read/list.js";
import { DutyType } from "./duty-list.js";

interface ChangedArguments {
  readonly department?: string | null;
  readonly after?: string | null;
}
interface ChangedEvent extends LiveEvent {
  readonly duty: ListedDuty | null;
}

@ObjectType("DutyChanged", {
  description: describe("一项公开任务有变化", "A duty has changed"),
  simpleResolvers: true,
})
class DutyChanged implements ChangedEvent {
  @Field(() => String, { description: CURSOR }) readonly cursor: string = "";
  @Field(() => DutyType, { description: describe("公开任务的现状", "The duty as it is now") })
  readonly duty: ListedDuty | null = null;
}

@Resolver(() => DutyChanged)
export class DutyChangedResolver {
  @Subscription(() => DutyChanged, {
    description: describe(
      "公开任务每有变化，推送一次：发布所致，或者到期",
      "Each change of a duty: by a release, or by the end of its last day",
    ),
    subscribe: ({ args, context }: { readonly args: ChangedArguments; readonly context: SubgraphContext }) =>
      openSource(args, context),
  })
  dutyChanged(
    @Root() changed: ChangedEvent,
    @Arg("department", () => String, {
      nullable: true,
      description: describe("限于这个部门", "Only of this department"),
    })
    _department: string | null,
    @Arg("after", () => String, { nullable: true, description: AFTER }) _after: string | null,
  ): ChangedEvent {
    return changed;
  }
}

const LOOK_EVERY_MS = 1_000;

/** Throws CURSOR_INVALID, or HISTORY_OTHER for an event of another epoch. */
function placeOf(cursor: string, epoch: string): ChangePlace {
  const [, of, release, day, row] =
    /^([0-9a-f]{16})\.(\d{1,9})\.(\d{4}-\d{2}-\d{2})\.(\d{1,9})$/.exec(cursor) ?? [];
  if (of === undefined || day === undefined) throw new HubError("CURSOR_INVALID");
  if (of !== epoch) throw new HubError("HISTORY_OTHER");
  return { release: Number(release), day, row: Number(row) };
}

async function openSource(
  { department, after }: ChangedArguments,
  context: SubgraphContext,
): Promise<EventSource<ChangedEvent>> {
  const hub = hubOf(context);
  const { pool } = hub.database;
  const { epoch } = await readEpoch(pool);
  const today = (): string => shanghaiDay(context.now());
  const given = hub.stream?.resumeAfter ?? after ?? null;
  const latest = await readProgress(pool);
  const start = given === null ? { release: latest, day: today(), row: 0 } : placeOf(given, epoch);
  if (start.release > latest) throw new HubError("CURSOR_INVALID");
  const signal = hub.stream?.signal ?? AbortSignal.abort();
  const write = ({ release, day, row }: ChangePlace): string => `${epoch}.${release}.${day}.${row}`;
  async function* events(): AsyncGenerator<ChangedEvent, void> {
    for (let place: ChangePlace = start; !signal.aborted;) {
      const found = await listChanged(pool, place, { today: today(), upTo: await readProgress(pool) });
      for (const { duty, at } of found.changes) {
        place = at;
        if ((department ?? duty.department) === duty.department) yield { cursor: write(at), duty };
      }
      place = found.end ?? place;
      if (found.end)
        await setTimeout(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
  return { cursor: write(start), [Symbol.asyncIterator]: events };
}
