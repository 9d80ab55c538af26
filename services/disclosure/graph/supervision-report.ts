/**
 * `supervisionReport` and `executionReport`: what fell due in a month or a quarter, how each item of the plan
 * was carried out, and what was not published, as of a day.
 */
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
  FieldResolver,
  Float,
  InLanguage,
  Int,
  LIST_SIZE,
  objectType,
  PageArguments,
  Query,
  Resolver,
  Root,
  shanghaiDay,
  type Language,
  type PeriodKind,
  type ReadList,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import type { LateRecord } from "../duties/read/clocks.js";
import { isConcerned } from "../duties/read/compared.js";
import { readItems, type ItemBoard } from "../duties/read/items.js";
import type { ListedDuty } from "../duties/read/list.js";
import type { DutyState } from "../duties/read/state.js";
import { reportScope, type ReportScope } from "../reports/scope.js";
import { clockScopeOf, dutyFilterOf, filePath, readBasis, type Basis } from "../reports/supervision.js";
import { boardOf, DUTY_COUNTS, DutyBoard, SHARE } from "./duty-board.js";
import { LateRecordConnection, readLateRecords } from "./duty-clocks.js";
import { DutyConnection, DutyStateEnum, knownThen, readDuties } from "./duty-list.js";
import { findRelease } from "./feed-resolver.js";
import { ReleaseType } from "./types.js";

const SupervisionReport = objectType<ReportScope & Basis>(
  "SupervisionReport",
  describe(
    "政务公开监督月报、季度落实报告：到期的公开任务，哪些没有公开",
    "The report of a month or a quarter: what fell due, and what of it was not published",
  ),
);
addField(
  SupervisionReport,
  "period",
  String,
  describe("月份或季度，如2026-10、2026-Q3", "The month or quarter, such as 2026-10 or 2026-Q3"),
);
for (const [name, zh, en] of [
  ["from", "该期的首日", "First day of the period"],
  ["until", "该期的末日", "Last day of the period"],
  ["asOf", "截至这一天（含当日的发布）", "As of the end of this day"],
] as const)
  addField(SupervisionReport, name, DateScalar, describe(zh, en));
addField(
  SupervisionReport,
  "isFinal",
  Boolean,
  describe(
    "截至日已过：以后再算，内容相同",
    "The day is over: computed at any later time, the report is the same",
  ),
);
addField(
  SupervisionReport,
  "isCounted",
  Boolean,
  describe("所依据的发布是否已全部计入", "Whether all releases that it is computed from are counted"),
);

interface ShownItem extends ItemBoard {
  readonly asOf: string;
}

const ReportedItem = objectType<ShownItem>(
  "ReportedItem",
  describe("一项公开任务在该期的落实情况", "How an item of the plan was carried out in the period"),
);
addField(
  ReportedItem,
  "item",
  String,
  describe(
    "任务编号，或没有列入要点的报送事项",
    "The item of the plan, or a feed that the plan does not name",
  ),
);
for (const [name, zh, en] of DUTY_COUNTS) addField(ReportedItem, name, Int, describe(zh, en));
addField(ReportedItem, "onTimeShare", Float, SHARE, { nullable: true });

@Resolver(() => ReportedItem)
export class ReportedItemFields {
  @FieldResolver(() => String, { description: describe("公开事项", "What is to be public") })
  async title(
    @Root() { item, asOf }: ShownItem,
    @InLanguage() language: Language,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return (await knownThen(asOf, context)).titleOf(item, language);
  }

  @Directive(assumedSize(5))
  @FieldResolver(() => [String], {
    description: describe(
      "逾期未公开或者未公开完整的部门，名称按截至日所公布的",
      "Departments of which something is overdue, by their names of that day",
    ),
  })
  async missingDepartments(
    @Root() { missing, asOf }: ShownItem,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly string[]> {
    const { nameOf } = await knownThen(asOf, context);
    return missing.map(nameOf);
  }
}

/** In points: all duties of the period are counted. */
const ALL_DUTIES = 200;
const USUAL_ITEMS = 100;
const AS_OF = describe(
  "截至这一天；不填为次期首日，该期未结束的为今天",
  "As of the end of this day; unless told the first day after the period, or today while it lasts",
);

@Resolver(() => SupervisionReport)
export class SupervisionReportResolver {
  @Directive(cost(20))
  @Query(() => SupervisionReport, {
    nullable: true,
    description: describe(
      "某月的监督月报；该月尚未开始，或截至日在该月之前、今天之后的为空",
      "The supervision report of a month; null before it begins, and for a day before it or to come",
    ),
  })
  async supervisionReport(
    @Arg("month", () => String, { description: describe("月份，如2026-10", "The month, such as 2026-10") })
    month: string,
    @Arg("asOf", () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<(ReportScope & Basis) | null> {
    return reportOf("month", month, asOf, context);
  }

  @Directive(cost(20))
  @Query(() => SupervisionReport, {
    nullable: true,
    description: describe(
      "某季度的落实报告；该季度尚未开始，或截至日在该季度之前、今天之后的为空",
      "How the plan was carried out in a quarter; null before it begins, and for a day before it or to come",
    ),
  })
  async executionReport(
    @Arg("quarter", () => String, {
      description: describe("季度，如2026-Q3", "The quarter, such as 2026-Q3"),
    })
    quarter: string,
    @Arg("asOf", () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<(ReportScope & Basis) | null> {
    return reportOf("quarter", quarter, asOf, context);
  }

  @Directive(cost(ALL_DUTIES))
  @Directive(assumedSize(USUAL_ITEMS))
  @FieldResolver(() => [ReportedItem], {
    description: describe(
      "该期到期的各项公开任务，按要点的顺序",
      "What fell due in the period, item by item, in the order of the plan",
    ),
  })
  async items(@Root() scope: ReportScope, @Ctx() context: SubgraphContext): Promise<readonly ShownItem[]> {
    const items = await readItems(hubOf(context).statements.dear, scope);
    return items.map((item) => ({ ...item, asOf: scope.asOf }));
  }

  @FieldResolver(() => ReleaseType, {
    nullable: true,
    description: describe(
      "所依据的最后一次发布；其时尚无发布的为空",
      "The last release that it is computed from; null where there was none",
    ),
  })
  async release(@Root() { release }: Basis, @Ctx() context: SubgraphContext): Promise<object | null> {
    return release && findRelease(String(release.number), context);
  }

  @FieldResolver(() => String, { description: describe("工作簿的地址", "Path of its workbook") })
  workbook(@Root() scope: ReportScope): string {
    return filePath(scope, "xlsx");
  }

  @FieldResolver(() => String, {
    description: describe("Word 文档的地址", "Path of its document, as DOCX"),
  })
  document(@Root() scope: ReportScope): string {
    return filePath(scope, "docx");
  }

  @FieldResolver(() => DutyBoard, {
    description: describe(
      "该期到期的公开任务，有关部门各一行",
      "Duties of the period, a row for each department that has any",
    ),
  })
  async board(@Root() { asOf, from, until }: ReportScope, @Ctx() context: SubgraphContext): Promise<object> {
    const board = await boardOf(context, asOf, from, until);
    return { ...board, departments: board.departments.filter(isConcerned) };
  }

  @Directive(cost(20))
  @Directive(LIST_SIZE)
  @FieldResolver(() => DutyConnection, {
    description: describe(
      "该期到期的公开任务，最迟日期早的在前，逾期久的因此在前",
      "The duties of the period, the earliest last day first, which is what is overdue the longest",
    ),
  })
  duties(
    @Args(() => PageArguments) pages: PageArguments,
    @Arg("states", () => [DutyStateEnum], {
      nullable: true,
      description: describe("限于这些状态", "Only in these states"),
    })
    states: readonly DutyState[] | null,
    @Root() scope: ReportScope,
    @Ctx() context: SubgraphContext,
  ): ReadList<ListedDuty> {
    return readDuties(context, pages, dutyFilterOf(scope, states ?? null));
  }

  @Directive(cost(20))
  @Directive(LIST_SIZE)
  @FieldResolver(() => LateRecordConnection, {
    description: describe(
      "该期到期、迟报的记录，迟得最多的在前",
      "Records that were due in the period and came late, the latest first",
    ),
  })
  lateRecords(
    @Args(() => PageArguments) pages: PageArguments,
    @Root() scope: ReportScope,
    @Ctx() context: SubgraphContext,
  ): ReadList<LateRecord> {
    return readLateRecords(context, pages, clockScopeOf(scope));
  }
}

async function reportOf(
  kind: PeriodKind,
  period: string,
  asOf: string | null | undefined,
  context: SubgraphContext,
): Promise<(ReportScope & Basis) | null> {
  const scope = reportScope(kind, { period, asOf: asOf ?? null }, shanghaiDay(context.now()));
  return scope && { ...scope, ...(await readBasis(hubOf(context).statements, scope)) };
}
