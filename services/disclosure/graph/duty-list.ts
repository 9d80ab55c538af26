/** `duties`: the dated duties, one by one, in the order of their last days. */
import {
  addField,
  Arg,
  Args,
  cost,
  Ctx,
  DateScalar,
  describe,
  Directive,
  FieldResolver,
  ID,
  InLanguage,
  Int,
  LIST_SIZE,
  objectType,
  PageArguments,
  Query,
  readList,
  registerEnumType,
  Resolver,
  Root,
  shanghaiDay,
  wholeListType,
  assumedSize,
  type EntityReference,
  type Language,
  type ReadList,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import {
  countDuties,
  listDuties,
  placeOfDuty,
  type DutyFilter,
  type DutyPlace,
  type ListedDuty,
} from "../duties/read/list.js";
import { knownOn, type Known } from "../duties/read/known.js";
import { delayOf, overdueOf } from "../duties/read/lateness.js";
import { periodLabel } from "../duties/read/period-text.js";
import { recordTitleOf } from "../duties/read/record-title.js";
import { DUTY_STATES, type DutyState } from "../duties/read/state.js";
import { dutyRhythms } from "../columns/duties.js";
import { Department, FeedType, findFeed } from "./feed-resolver.js";

export const DutyStateEnum = Object.fromEntries(Object.keys(DUTY_STATES).map((state) => [state, state]));
registerEnumType(DutyStateEnum, {
  name: "DutyState",
  description: describe("公开任务的状态", "What became of a duty"),
  valuesConfig: Object.fromEntries(
    Object.entries(DUTY_STATES).map(([state, [zh, en]]) => [state, { description: describe(zh, en) }]),
  ),
});

export const AS_OF = describe(
  "截至这一天（含当日的发布），不填为今天",
  "As of the end of this day; today unless told",
);

// Today is told by the clock, not by a release: answers with it are not kept.
export const DutyType = objectType<ListedDuty>(
  "Duty",
  describe(
    "一项公开任务：由谁、在哪一期间、最迟何时公开",
    "What a department owes for a period or a record, and by when",
  ),
);
for (const [name, type, zh, en] of [
  [
    "item",
    ID,
    "任务编号：计划年度和条款，或报送事项",
    "Identifier of what it is of: plan and clause, or feed",
  ],
  [
    "period",
    String,
    "期间的代码，如2020-05、2020-Q2、2019-2020、`once`；由记录产生的任务，为该记录的键，有期间的附后",
    "The period as a code, such as 2020-Q2 or once; of what a record brings the record's key, and its period if there is one",
  ],
  ["rhythm", String, "公开周期", "Rhythm"],
  ["opensOn", DateScalar, "自此日起应当公开", "From this day on it can be done"],
  ["dueOn", DateScalar, "最迟公开日期", "The last day"],
  ["state", DutyStateEnum, "状态", "State"],
] as const)
  addField(DutyType, name, type, describe(zh, en));
addField(
  DutyType,
  "isCovered",
  Boolean,
  describe(
    "最迟日期所涉年份的节假日安排已公布；否则按周末推算",
    "The holidays of the years counted in are known; else it is counted by weekdays",
  ),
);
addField(DutyType, "metOn", DateScalar, describe("公开完整的日期", "Since when it has been met"), {
  nullable: true,
});

export const DutyConnection = wholeListType("Duty", DutyType, { zh: "公开任务", en: "A duty" });

@Resolver(() => DutyType)
export class DutyFields {
  @FieldResolver(() => String, { description: describe("公开事项", "What is to be public") })
  async title(
    @Root() { item, asOf }: ListedDuty,
    @InLanguage() language: Language,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return (await knownThen(asOf, context)).titleOf(item, language);
  }

  @FieldResolver(() => String, {
    description: describe(
      "期间的名称，如2020年第二季度；没有期间、逐件公开的为“逐件”",
      "The period in words; of what is due once for each record, that",
    ),
  })
  periodLabel(@Root() duty: ListedDuty, @InLanguage() language: Language): string {
    return periodLabel(duty, language);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: describe(
      "产生这项任务的记录的标题，如所解读的文件；由计划或报送事项产生的、记录已撤回的为空",
      "Title of the record that brought it, such as the document to be interpreted; null for what the plan or a feed brings, and where the record is not public any more",
    ),
  })
  recordTitle(@Root() duty: ListedDuty, @Ctx() context: SubgraphContext): Promise<string | null> {
    return recordTitleOf(duty, context);
  }

  @FieldResolver(() => String, { description: describe("状态的名称", "The state in words") })
  stateLabel(@Root() { state }: ListedDuty, @InLanguage() language: Language): string {
    return DUTY_STATES[state][language === "EN" ? 1 : 0];
  }

  @FieldResolver(() => String, { description: describe("公开周期的名称", "The rhythm in words") })
  rhythmLabel(@Root() { rhythm }: ListedDuty, @InLanguage() language: Language): string {
    const code = dutyRhythms.codes.find(({ name }) => name === rhythm);
    return code?.[language === "EN" ? "en" : "zh"] ?? rhythm;
  }

  @FieldResolver(() => Department, { description: describe("公开部门", "Who owes it") })
  department(@Root() { department }: ListedDuty): EntityReference {
    return { code: department };
  }

  @FieldResolver(() => FeedType, {
    nullable: true,
    description: describe("佐证的报送事项", "The feed of its evidence"),
  })
  feed(@Root() { feed }: ListedDuty, @Ctx() context: SubgraphContext): FeedType | null {
    return findFeed(feed, context);
  }

  @Directive(assumedSize(5))
  @FieldResolver(() => [String], {
    description: describe("尚缺的镇街或部门", "The towns or departments that are missing"),
  })
  async missingParts(
    @Root() { missing, asOf }: ListedDuty,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly string[]> {
    const { nameOf } = await knownThen(asOf, context);
    return missing.map(nameOf);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: describe(
      "逾期的工作日数；按时和未公开的为空",
      "Working days by which it was late; null in time and where it is not met",
    ),
  })
  async delay(@Root() duty: ListedDuty, @Ctx() context: SubgraphContext): Promise<number | null> {
    return delayOf(duty, (await knownThen(duty.asOf, context)).calendar);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: describe(
      "截至该日已逾期的工作日数；没有逾期的为空",
      "Working days since its last day, up to that day; null where it is not overdue",
    ),
  })
  async overdueFor(@Root() duty: ListedDuty, @Ctx() context: SubgraphContext): Promise<number | null> {
    return overdueOf(duty, (await knownThen(duty.asOf, context)).calendar);
  }

  @FieldResolver(() => String, {
    description: describe("部门的名称，按截至日所公布的", "Its department's name, as published on that day"),
  })
  async departmentName(
    @Root() { department, asOf }: ListedDuty,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return (await knownThen(asOf, context)).nameOf(department);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: describe("书面说明", "The written explanation that takes its place"),
  })
  async explanation(
    @Root() { exemption, asOf }: ListedDuty,
    @Ctx() context: SubgraphContext,
  ): Promise<string | null> {
    return exemption === null ? null : (await knownThen(asOf, context)).reasonOf(exemption);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: describe("产生这项任务的记录的地址", "Path of the record that brought it"),
  })
  permalink(@Root() { item, subject }: ListedDuty, @Ctx() { contracts }: SubgraphContext): string | null {
    const contract = contracts().find(({ id }) => item.startsWith(`${id}/`));
    return subject === "" || !contract ? null : `/id/${contract.type}/${subject}`;
  }
}

@Resolver()
export class DutyListResolver {
  @Directive(cost(20))
  @Directive(LIST_SIZE)
  @Query(() => DutyConnection, {
    description: describe("各项公开任务，最迟日期早的在前", "Duties, in the order of their last days"),
  })
  duties(
    @Args(() => PageArguments) pages: PageArguments,
    @Arg("asOf", () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Arg("department", () => String, {
      nullable: true,
      description: describe("限于这个部门", "Only of this department"),
    })
    department: string | null,
    @Arg("states", () => [DutyStateEnum], {
      nullable: true,
      description: describe("限于这些状态", "Only in these states"),
    })
    states: readonly DutyState[] | null,
    @Arg("item", () => ID, { nullable: true, description: describe("限于这项任务", "Only of this item") })
    item: string | null,
    @Arg("feed", () => ID, {
      nullable: true,
      description: describe("限于这个佐证报送事项", "Only with evidence of this feed"),
    })
    feed: string | null,
    @Arg("dueFrom", () => DateScalar, {
      nullable: true,
      description: describe("最迟日期自此日起", "Whose last day is this or later"),
    })
    dueFrom: string | null,
    @Arg("dueUntil", () => DateScalar, {
      nullable: true,
      description: describe("最迟日期至此日止", "Whose last day is this or earlier"),
    })
    dueUntil: string | null,
    @Ctx() context: SubgraphContext,
  ): ReadList<ListedDuty> {
    return readDuties(context, pages, {
      asOf: dayOr(asOf, context),
      department: department ?? null,
      states: states ?? null,
      item: item ?? null,
      feed: feed ?? null,
      dueFrom: dueFrom ?? null,
      dueUntil: dueUntil ?? null,
    });
  }
}

export function readDuties(
  context: SubgraphContext,
  pages: PageArguments,
  filter: DutyFilter,
): ReadList<ListedDuty> {
  const { dear } = hubOf(context).statements;
  return readList(pages, {
    placeOf: placeAt,
    cursorOf: (duty) => Buffer.from(JSON.stringify(placeOfDuty(duty))).toString("base64url"),
    read: (from, forward, size) => listDuties(dear, filter, { from, forward, size }),
    count: () => countDuties(dear, filter),
  });
}

export function knownThen(day: string, context: SubgraphContext): Promise<Known> {
  return knownOn(day, { context, statements: hubOf(context).statements });
}

export function dayOr(day: string | null | undefined, { now }: SubgraphContext): string {
  return day ?? shanghaiDay(now());
}

/** Throws CURSOR_INVALID. */
function placeAt(cursor: string): DutyPlace {
  const found = parse(Buffer.from(cursor, "base64url").toString());
  if (!Array.isArray(found) || found.length !== 5) throw new HubError("CURSOR_INVALID");
  const [dueOn, item, department, period, subject]: readonly unknown[] = found;
  if (
    typeof dueOn !== "string" ||
    !/^\d{4}-\d{2}-\d{2}$/.test(dueOn) ||
    typeof item !== "string" ||
    typeof department !== "string" ||
    typeof period !== "string" ||
    typeof subject !== "string"
  )
    throw new HubError("CURSOR_INVALID");
  return [dueOn, item, department, period, subject];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
