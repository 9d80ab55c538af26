/** `dutyBoard`: one row a department, with its place among them and how that is counted. */
import {
  addField,
  Arg,
  assumedSize,
  cost,
  Ctx,
  DateScalar,
  describe,
  Directive,
  Field,
  FieldResolver,
  Float,
  InLanguage,
  Int,
  ObjectType,
  objectType,
  Query,
  Resolver,
  Root,
  type EntityReference,
  type Language,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import {
  BOARD_METHOD,
  readCompared,
  type ComparedCounts,
  type ComparedDepartment,
} from "../duties/read/compared.js";
import type { BoardScope } from "../duties/read/board.js";
import { isCounted } from "../duties/read/changed.js";
import { AS_OF, dayOr, knownThen } from "./duty-list.js";
import { Department } from "./feed-resolver.js";

/** In points: all duties of two years are counted, once for all departments. */
const ALL_DUTIES = 300;
const USUAL_DEPARTMENTS = 60;

/** Counts of duties by what became of them. */
export const DUTY_COUNTS = [
  ["duties", "最迟日期在该时段的公开任务数", "Duties whose last day is in the time"],
  ["met", "按时公开的", "Of them met in time"],
  ["metLate", "逾期公开的", "Met late"],
  ["overdue", "逾期未公开的", "Overdue: nothing is there"],
  ["partly", "逾期未公开完整的", "Overdue, and partly there"],
  ["exempt", "已书面说明的", "Explained in writing"],
  ["due", "应当公开、尚未到期的", "Open now, and not overdue"],
  ["upcoming", "未到期间的", "Still to come"],
  ["fallenDue", "已到期的，不含已书面说明的", "Whose last day has come, without those explained"],
] as const;
/** One shape for a department and for all of them. */
const COUNTS = [
  ...DUTY_COUNTS,
  [
    "records",
    "各有公开时限的记录数（如双公示）",
    "Records that have deadlines of their own (double publicity)",
  ],
  ["lateRecords", "其中迟报的", "How many of these were published late"],
] as const;

interface ShownDepartment extends Omit<ComparedDepartment, "code"> {
  readonly department: EntityReference;
  readonly asOf: string;
}

interface ShownBoard extends ComparedCounts, BoardScope {
  readonly isCurrent: boolean;
  readonly departments: readonly ShownDepartment[];
}

export const SHARE = describe(
  "按时公开的占已到期的，0至1；尚无到期的为空",
  "Share met in time of those fallen due, 0 to 1; null where none has",
);
const LAST_YEAR = describe("上年同期按时公开的占比", "The same share in the same time of last year");

@ObjectType("DutyMonth", {
  description: describe("一个月到期的公开任务", "The duties whose last day was in a month"),
  simpleResolvers: true,
})
class DutyMonth {
  @Field(() => String, { description: describe("月份", "Month") }) readonly month: string = "";
  @Field(() => Int, { description: describe("已到期的", "Fallen due") }) readonly fallenDue: number = 0;
  @Field(() => Int, { description: describe("其中按时公开的", "Of them met in time") })
  readonly onTime: number = 0;
  @Field(() => Float, { nullable: true, description: SHARE }) readonly onTimeShare: number | null = null;
}

function withCounts<T extends object>(name: string, zh: string, en: string) {
  const type = objectType<T>(name, describe(zh, en));
  for (const [field, inChinese, inEnglish] of COUNTS)
    addField(type, field, Int, describe(inChinese, inEnglish));
  addField(type, "onTimeShare", Float, SHARE, { nullable: true });
  addField(
    type,
    "recordsOnTimeShare",
    Float,
    describe(
      "按时限公开的记录的占比，0至1；没有的为空",
      "Share of records published in time, 0 to 1; null without any",
    ),
    { nullable: true },
  );
  addField(type, "lastYearOnTimeShare", Float, LAST_YEAR, { nullable: true });
  return type;
}

const DepartmentDutyBoard = withCounts<ShownDepartment>(
  "DepartmentDutyBoard",
  "一个部门的公开任务",
  "The duties of a department at a glance",
);
addField(DepartmentDutyBoard, "department", Department, describe("部门", "The department"));
addField(
  DepartmentDutyBoard,
  "rank",
  Int,
  describe(
    "按时公开占比的名次，并列的名次相同；尚无到期任务的为空",
    "Place by the share in time, the same for equals; null while nothing has fallen due",
  ),
  { nullable: true },
);
addField(
  DepartmentDutyBoard,
  "nextDueOn",
  DateScalar,
  describe("下一项未公开任务的最迟日期", "The last day of what is to be done next"),
  { nullable: true },
);
addField(DepartmentDutyBoard, "months", [DutyMonth], describe("各月的情况", "Month by month"));
Directive(assumedSize(12))(DepartmentDutyBoard.prototype, "months");

export const DutyBoard = withCounts<ShownBoard>(
  "DutyBoard",
  "全区的公开任务",
  "The duties of all departments at a glance",
);
addField(DutyBoard, "asOf", DateScalar, AS_OF);
addField(DutyBoard, "from", DateScalar, describe("时段的首日", "First day of the time"));
addField(DutyBoard, "until", DateScalar, describe("时段的末日", "Last day of the time"));
addField(
  DutyBoard,
  "isCurrent",
  Boolean,
  describe(
    "是否已计入全部发布；通常在发布后两秒内计入",
    "Whether all releases are counted; usually within two seconds of one",
  ),
);
addField(
  DutyBoard,
  "departments",
  [DepartmentDutyBoard],
  describe("有公开任务的各部门，按名次", "The departments that owe something, by their places"),
);
Directive(assumedSize(USUAL_DEPARTMENTS))(DutyBoard.prototype, "departments");

@Resolver(() => DutyBoard)
export class DutyBoardResolver {
  @Directive(cost(ALL_DUTIES))
  @Query(() => DutyBoard, {
    description: describe(
      "各部门的公开任务：按时、逾期、未公开，与上年同期相比",
      "What all departments owe: in time, late, not there, and compared with last year",
    ),
  })
  dutyBoard(
    @Arg("asOf", () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Arg("from", () => DateScalar, {
      nullable: true,
      description: describe("时段的首日，不填为当年1月1日", "First day; 1 January of that year unless told"),
    })
    from: string | null,
    @Arg("until", () => DateScalar, {
      nullable: true,
      description: describe(
        "时段的末日，不填为当年12月31日",
        "Last day; 31 December of that year unless told",
      ),
    })
    until: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<ShownBoard> {
    const day = dayOr(asOf, context);
    return boardOf(context, day, from ?? `${day.slice(0, 4)}-01-01`, until ?? `${day.slice(0, 4)}-12-31`);
  }

  @FieldResolver(() => String, { description: describe("名次的计算方法", "How the places are counted") })
  method(@InLanguage() language: Language): string {
    return BOARD_METHOD[language];
  }
}

@Resolver(() => DepartmentDutyBoard)
export class DepartmentDutyBoardFields {
  @FieldResolver(() => String, {
    description: describe("部门的名称，按截至日所公布的", "Its name, as published on that day"),
  })
  async name(
    @Root() { department, asOf }: ShownDepartment,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return (await knownThen(asOf, context)).nameOf(String(department["code"]));
  }
}

@Resolver(() => Department)
export class DepartmentBoardField {
  @Directive(cost(ALL_DUTIES))
  @FieldResolver(() => DepartmentDutyBoard, {
    nullable: true,
    description: describe(
      "该部门当年公开任务的情况；没有的为空",
      "Its duties of this year at a glance; null where it owes nothing",
    ),
  })
  async dutyBoard(
    @Root() { code }: { readonly code: string },
    @Arg("asOf", () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<ShownDepartment | null> {
    const day = dayOr(asOf, context);
    const board = await boardOf(context, day, `${day.slice(0, 4)}-01-01`, `${day.slice(0, 4)}-12-31`);
    return board.departments.find(({ department }) => department["code"] === code) ?? null;
  }
}

const boards = new WeakMap<SubgraphContext, Map<string, Promise<ShownBoard>>>();

/** For fifty departments it is counted once. */
export function boardOf(
  context: SubgraphContext,
  asOf: string,
  from: string,
  until: string,
): Promise<ShownBoard> {
  const ofContext = boards.get(context) ?? new Map<string, Promise<ShownBoard>>();
  boards.set(context, ofContext);
  const key = `${asOf} ${from} ${until}`;
  const known = ofContext.get(key) ?? countBoard(context, { asOf, from, until });
  ofContext.set(key, known);
  return known;
}

async function countBoard(context: SubgraphContext, scope: BoardScope): Promise<ShownBoard> {
  const { dear } = hubOf(context).statements;
  const isCurrent = await isCounted(dear);
  const { totals, departments } = await readCompared(dear, scope);
  return {
    ...scope,
    isCurrent,
    ...totals,
    departments: departments.map(({ code, ...counts }) => ({
      ...counts,
      department: { code },
      asOf: scope.asOf,
    })),
  };
}
