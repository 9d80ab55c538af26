/** `dutyReminded`: each reminder of duties that a department is given, as anybody may read it. */
import {
  AFTER,
  Arg,
  assumedSize,
  CURSOR,
  DateScalar,
  describe,
  Directive,
  Field,
  FieldResolver,
  Int,
  ObjectType,
  Resolver,
  Root,
  Subscription,
  type EntityReference,
  type EventSource,
  type LiveEvent,
  type SubgraphContext,
} from "#kit";
import { lastReminder, remindersAfter, type Reminder } from "#kit/hub";
import { Department } from "./feed-resolver.js";
import { lookedEvents, NUMBERED } from "./looked-events.js";

interface RemindedArguments {
  readonly department?: string | null;
  readonly after?: string | null;
}

const USUAL_LINES = 10;
const PAGE = 100;

@ObjectType("RemindedDuty", {
  description: describe(
    "提醒中的一项公开任务，按提醒当日的情况",
    "A duty of a reminder, as it stood on that day",
  ),
  simpleResolvers: true,
})
class RemindedDuty {
  @Field(() => String, { description: describe("公开事项", "What is to be public, in Chinese") })
  readonly title: string = "";
  @Field(() => String, {
    nullable: true,
    description: describe(
      "所涉记录的标题；不由一条记录引起的为空",
      "Title of the record that brought the duty; null for one of the plan or of a feed",
    ),
  })
  readonly recordTitle: string | null = null;
  @Field(() => String, { description: describe("期间", "Its period, in Chinese") })
  readonly periodLabel: string = "";
  @Field(() => DateScalar, { description: describe("最迟日期", "Its last day") }) readonly dueOn: string = "";
  @Field(() => Boolean, { description: describe("是否已逾期", "True once the last day is over") })
  readonly isOverdue: boolean = false;
  @Field(() => Int, {
    description: describe(
      "距最迟日期的工作日数；已逾期的为逾期的工作日数",
      "Working days from the reminder to the last day, or from the last day on",
    ),
  })
  readonly workingDays: number = 0;
  @Directive(assumedSize(USUAL_LINES))
  @Field(() => [String], {
    description: describe("尚缺的辖区或部门", "Towns or departments that are missing, by name"),
  })
  readonly missingParts: readonly string[] = [];
}

@ObjectType("DutyReminder", {
  description: describe("对一个部门的一次公开任务提醒", "One reminder of a department's duties"),
  simpleResolvers: true,
})
class DutyReminder {
  @Field(() => DateScalar, { description: describe("提醒的日期", "The day of the reminder") })
  readonly day: string = "";
  @Directive(assumedSize(USUAL_LINES))
  @Field(() => [RemindedDuty], {
    description: describe(
      "即将到期或者已逾期的公开任务",
      "Duties that fall due in three working days or one, or are overdue",
    ),
  })
  readonly duties: readonly RemindedDuty[] = [];
}

type Told = DutyReminder & Pick<Reminder, "department">;

interface RemindedEvent extends LiveEvent {
  readonly reminder: Told | null;
}

@ObjectType("DutyReminded", {
  description: describe("一个部门收到公开任务提醒", "A department was reminded of duties"),
  simpleResolvers: true,
})
class DutyReminded implements RemindedEvent {
  @Field(() => String, { description: CURSOR }) readonly cursor: string = "";
  @Field(() => DutyReminder, { description: describe("提醒的内容", "What it was reminded of") })
  readonly reminder: Told | null = null;
}

@Resolver(() => DutyReminder)
export class DutyReminderFields {
  @FieldResolver(() => Department, { description: describe("所提醒的部门", "Whom it reminds") })
  department(@Root() { department }: Told): EntityReference {
    return { code: department };
  }
}

@Resolver(() => DutyReminded)
export class DutyRemindedResolver {
  @Subscription(() => DutyReminded, {
    description: describe(
      "每提醒一个部门一次，推送一次：公开任务最迟日期前3个和1个工作日、逾期后的第1个工作日",
      "Each reminder: three working days and one before the last day of duties, and on the first working day after it",
    ),
    subscribe: ({ args, context }: { readonly args: RemindedArguments; readonly context: SubgraphContext }) =>
      openSource(args, context),
  })
  dutyReminded(
    @Root() reminded: RemindedEvent,
    @Arg("department", () => String, {
      nullable: true,
      description: describe("限于这个部门", "Only of this department"),
    })
    _department: string | null,
    @Arg("after", () => String, { nullable: true, description: AFTER }) _after: string | null,
  ): RemindedEvent {
    return reminded;
  }
}

function openSource(
  { department, after }: RemindedArguments,
  context: SubgraphContext,
): Promise<EventSource<RemindedEvent>> {
  return lookedEvents<Pick<RemindedEvent, "reminder">, number>(context, after, {
    latest: lastReminder,
    ...NUMBERED,
    look: async (client, place) => {
      const reminders = await remindersAfter(client, place, { department: department ?? null, most: PAGE });
      return {
        found: reminders.map((reminder) => ({ event: { reminder: toldOf(reminder) }, at: reminder.number })),
        next: reminders.at(-1)?.number ?? place,
        hasMore: reminders.length === PAGE,
      };
    },
  });
}

function toldOf({ department, day, lines }: Reminder): Told {
  return {
    department,
    day,
    duties: lines.map(({ record: recordTitle, period: periodLabel, missing: missingParts, ...line }) => ({
      ...line,
      recordTitle,
      periodLabel,
      missingParts,
    })),
  };
}
