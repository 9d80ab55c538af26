/** `dutyChanged`: each duty as a release, or the end of its last day, makes another thing of it. */
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
import { HubError } from "#schema/errors.js";
import { listChanged, readProgress, type ChangePlace } from "../duties/read/changed.js";
import type { ListedDuty } from "../duties/read/list.js";
import { DutyType } from "./duty-list.js";
import { lookedEvents } from "./looked-events.js";

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

function openSource(
  { department, after }: ChangedArguments,
  context: SubgraphContext,
): Promise<EventSource<ChangedEvent>> {
  const today = (): string => shanghaiDay(context.now());
  return lookedEvents<Pick<ChangedEvent, "duty">, ChangePlace>(context, after, {
    latest: async (client) => ({ release: await readProgress(client), day: today(), row: 0 }),
    readPlace,
    writePlace: ({ release, day, row }) => `${release}.${day}.${row}`,
    look: async (client, place) => {
      const upTo = await readProgress(client);
      const { changes, end } = await listChanged(client, place, { today: today(), upTo });
      const wanted = changes.filter(({ duty }) => (department ?? duty.department) === duty.department);
      return {
        found: wanted.map(({ duty, at }) => ({ event: { duty }, at })),
        next: end ?? changes.at(-1)?.at ?? place,
        hasMore: end === null,
      };
    },
  });
}

function readPlace(text: string, latest: ChangePlace): ChangePlace {
  const [, release, day, row] = /^(\d{1,9})\.(\d{4}-\d{2}-\d{2})\.(\d{1,9})$/.exec(text) ?? [];
  if (release === undefined || day === undefined || Number(release) > latest.release)
    throw new HubError("CURSOR_INVALID");
  return { release: Number(release), day, row: Number(row) };
}
