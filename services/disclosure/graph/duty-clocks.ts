/** `dutyClocks`, `lateRecords`, `numberGaps`: records that have a deadline of their own. */
import {
  addField,
  Arg,
  Args,
  assumedSize,
  cost,
  Ctx,
  DateScalar,
  describe,
  Directive,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  LIST_SIZE,
  ObjectType,
  objectType,
  PageArguments,
  Query,
  readList,
  registerEnumType,
  Resolver,
  Root,
  wholeListType,
  type EntityReference,
  type ReadList,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import { demandSome } from "#schema/access.js";
import { HubError } from "#schema/errors.js";
import { tagged } from "#schema/tags.js";
import {
  CLOCK_GROUPS,
  countLate,
  lateAddress,
  listLate,
  readClocks,
  type ClockGroup,
  type Clocks,
  type ClockScope,
  type Delay,
  type LatePlace,
  type LateRecord,
} from "../duties/read/clocks.js";
import { readNumberGaps, type NumberGap } from "../duties/read/number-gaps.js";
import { AS_OF, dayOr, knownThen } from "./duty-list.js";
import { Department, FeedType, findFeed } from "./feed-resolver.js";

const ClockGroupEnum = Object.fromEntries(Object.keys(CLOCK_GROUPS).map((group) => [group, group]));
registerEnumType(ClockGroupEnum, {
  name: "DutyClockGroup",
  description: describe("统计的分组", "By what records are counted"),
  valuesConfig: {
    DEPARTMENT: { description: describe("部门", "Department") },
    FEED: { description: describe("报送事项", "Feed") },
    MONTH: { description: describe("最迟公开日期的月份", "Month of the last day") },
  },
});

@ObjectType("DutyDelay", {
  description: describe("迟报某段工作日数的记录", "The records that came so many working days late"),
  simpleResolvers: true,
})
class DutyDelay implements Delay {
  @Field(() => Int, { description: describe("至少迟报的工作日数；0为按时", "At least; 0: in time") })
  readonly from: number = 0;
  @Field(() => Int, {
    nullable: true,
    description: describe("至多迟报的工作日数；以上不限的为空", "At most; null without a limit"),
  })
  readonly until: number | null = null;
  @Field(() => Int, { description: describe("记录数", "How many records") }) readonly records: number = 0;
}

const DutyClocks = objectType<Clocks>(
  "DutyClocks",
  describe("各有公开时限的记录是否按时", "Whether records that have deadlines of their own came in time"),
);
addField(
  DutyClocks,
  "month",
  String,
  describe("月份；未按月份分组的为空", "Month; null unless grouped by it"),
  {
    nullable: true,
  },
);
addField(DutyClocks, "records", Int, describe("记录数", "How many records"));
addField(DutyClocks, "lateRecords", Int, describe("其中迟报的", "How many of them were late"));
addField(DutyClocks, "delays", [DutyDelay], describe("迟报工作日数的分布", "How late they were"));
Directive(assumedSize(6))(DutyClocks.prototype, "delays");

const LateRecordType = objectType<LateRecord>(
  "LateRecord",
  describe("一条迟报的记录", "A record that was published late"),
);
for (const [name, zh, en] of [
  ["startedOn", "时限起算的日期", "The day from which its deadline counts"],
  ["dueOn", "最迟公开日期", "Its last day"],
  ["metOn", "首次公开的日期", "The day that made it public first"],
] as const)
  addField(LateRecordType, name, DateScalar, describe(zh, en));
addField(LateRecordType, "delay", Int, describe("迟报的工作日数", "Working days by which it was late"));
export const LateRecordConnection = wholeListType("LateRecord", LateRecordType, {
  zh: "迟报的记录",
  en: "A late record",
});

const NumberGapType = objectType<NumberGap>(
  "NumberGap",
  describe(
    "文号中间缺少的号码：请部门说明，不是结论",
    "Numbers missing between published ones: a question to the department, no verdict",
  ),
);
for (const [name, type, zh, en] of [
  ["prefix", String, "文号的机关代字", "The number's words"],
  ["year", Int, "年份", "Year"],
  ["first", Int, "缺少的第一个号码", "First missing number"],
  ["last", Int, "缺少的最后一个号码", "Last missing number"],
] as const)
  addField(NumberGapType, name, type, describe(zh, en));

@Resolver(() => DutyClocks)
export class DutyClockResolver {
  @Directive(cost(100))
  @Directive(assumedSize(60))
  @Query(() => [DutyClocks], {
    description: describe(
      "各有公开时限的记录（如双公示）是否按时，及迟报的分布",
      "Whether records that have deadlines of their own (double publicity) came in time, and how late they were",
    ),
  })
  dutyClocks(
    @Arg("by", () => [ClockGroupEnum], { description: describe("分组", "Grouped by") })
    by: readonly ClockGroup[],
    @Arg("feed", () => ID, { nullable: true, description: describe("限于这个报送事项", "Only of this feed") })
    feed: string | null,
    @Arg("department", () => String, {
      nullable: true,
      description: describe("限于这个部门", "Only of this department"),
    })
    department: string | null,
    @Arg("from", () => DateScalar, {
      nullable: true,
      description: describe("最迟日期自此日起，不填为当年1月1日", "Due from this day; 1 January unless told"),
    })
    from: string | null,
    @Arg("until", () => DateScalar, {
      nullable: true,
      description: describe(
        "最迟日期至此日止，不填为当年12月31日",
        "Due to this day; 31 December unless told",
      ),
    })
    until: string | null,
    @Arg("asOf", () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly Clocks[]> {
    const scope = scopeOf({ feed, department, from, until, asOf }, context);
    return readClocks(hubOf(context).statements.dear, scope, by);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: describe("按时的占比，0至1", "Share in time, 0 to 1"),
  })
  onTimeShare(@Root() { records, lateRecords }: Clocks): number | null {
    return records === 0 ? null : (records - lateRecords) / records;
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: describe("部门；未按部门分组的为空", "Department; null unless grouped by it"),
  })
  department(@Root() { department }: Clocks): EntityReference | null {
    return department === null ? null : { code: department };
  }

  @FieldResolver(() => FeedType, {
    nullable: true,
    description: describe("报送事项；未按报送事项分组的为空", "Feed; null unless grouped by it"),
  })
  feed(@Root() { feed }: Clocks, @Ctx() context: SubgraphContext): FeedType | null {
    return feed === null ? null : findFeed(feed, context);
  }
}

@Resolver(() => LateRecordType)
export class LateRecordResolver {
  @Directive(cost(20))
  @Directive(LIST_SIZE)
  @Query(() => LateRecordConnection, {
    description: describe("迟报的记录，迟得最多的在前", "Records that were published late, the latest first"),
  })
  lateRecords(
    @Args(() => PageArguments) pages: PageArguments,
    @Arg("feed", () => ID, { nullable: true, description: describe("限于这个报送事项", "Only of this feed") })
    feed: string | null,
    @Arg("department", () => String, {
      nullable: true,
      description: describe("限于这个部门", "Only of this department"),
    })
    department: string | null,
    @Arg("from", () => DateScalar, {
      nullable: true,
      description: describe("最迟日期自此日起，不填为当年1月1日", "Due from this day; 1 January unless told"),
    })
    from: string | null,
    @Arg("until", () => DateScalar, {
      nullable: true,
      description: describe(
        "最迟日期至此日止，不填为当年12月31日",
        "Due to this day; 31 December unless told",
      ),
    })
    until: string | null,
    @Arg("asOf", () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: SubgraphContext,
  ): ReadList<LateRecord> {
    return readLateRecords(context, pages, scopeOf({ feed, department, from, until, asOf }, context));
  }

  @FieldResolver(() => FeedType, { nullable: true, description: describe("报送事项", "The feed") })
  feed(@Root() { feed }: LateRecord, @Ctx() context: SubgraphContext): FeedType | null {
    return findFeed(feed, context);
  }

  @FieldResolver(() => Department, { description: describe("报送部门", "The department") })
  department(@Root() { department }: LateRecord): EntityReference {
    return { code: department };
  }

  @FieldResolver(() => String, {
    description: describe("部门的名称，按截至日所公布的", "Its department's name, as published on that day"),
  })
  async departmentName(
    @Root() { department, asOf }: LateRecord,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return (await knownThen(asOf, context)).nameOf(department);
  }

  @FieldResolver(() => String, { nullable: true, description: describe("记录的地址", "Path of the record") })
  permalink(@Root() late: LateRecord, @Ctx() { contracts }: SubgraphContext): string | null {
    return lateAddress(late, contracts());
  }
}

export function readLateRecords(
  context: SubgraphContext,
  pages: PageArguments,
  scope: ClockScope,
): ReadList<LateRecord> {
  const { dear } = hubOf(context).statements;
  return readList(pages, {
    placeOf: placeAt,
    cursorOf: ({ delay, feed, record }) => `${delay}.${record}.${feed}`,
    read: (place, forward, size) => listLate(dear, scope, { from: place, forward, size }),
    count: () => countLate(dear, scope),
  });
}

const MOST_GAPS = 200;

@Resolver(() => NumberGapType)
export class NumberGapResolver {
  @Directive(tagged("internal"))
  @Directive(cost(1_000))
  @Directive(assumedSize(20))
  @Query(() => [NumberGapType], {
    description: describe(
      `文号中间缺少的号码，最多${MOST_GAPS}段（限本部门人员和督查员）`,
      `Gaps between document numbers, ${MOST_GAPS} at most; needs a role in the department, or the supervisor's`,
    ),
  })
  numberGaps(
    @Arg("feed", () => ID, { description: describe("报送事项", "The feed") }) feed: string,
    @Arg("year", () => Int, { description: describe("文号的年份", "Year of the numbers") }) year: number,
    @Arg("department", () => String, {
      nullable: true,
      description: describe("限于这个部门", "Only of this department"),
    })
    department: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly NumberGap[]> {
    const { department: own } = demandSome(context.caller, "submission.see");
    const contracts = context.contracts();
    const contract = contracts.find(({ id }) => id === feed);
    if (!contract)
      throw new HubError("FEED_UNKNOWN", { feed, known: contracts.map(({ id }) => id).join(", ") });
    return readNumberGaps(hubOf(context).statements.dear, contract, {
      department: own ?? department ?? null,
      year,
      most: MOST_GAPS,
    });
  }

  @FieldResolver(() => Department, { description: describe("报送部门", "The department") })
  department(@Root() { department }: NumberGap): EntityReference {
    return { code: department };
  }
}

type Given = { readonly [Name in keyof ClockScope]: string | null };

function scopeOf({ feed, department, from, until, asOf }: Given, context: SubgraphContext): ClockScope {
  const day = dayOr(asOf, context);
  const year = day.slice(0, 4);
  return {
    asOf: day,
    feed: feed ?? null,
    department: department ?? null,
    from: from ?? `${year}-01-01`,
    until: until ?? `${year}-12-31`,
  };
}

/** Throws CURSOR_INVALID. */
function placeAt(cursor: string): LatePlace {
  const [, delay, record, feed] = /^(\d{1,6})\.([0-9a-f-]{36})\.([a-z.-]{1,64})$/.exec(cursor) ?? [];
  if (delay === undefined || record === undefined || feed === undefined) throw new HubError("CURSOR_INVALID");
  return [Number(delay), feed, record];
}
