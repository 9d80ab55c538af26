/** `supervisionReport`: what fell due in a month, and what was not published of it, as of a day. */
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
  LIST_SIZE,
  objectType,
  PageArguments,
  Query,
  Resolver,
  Root,
  shanghaiDay,
  type ReadList,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import type { LateRecord } from "../duties/read/clocks.js";
import { isConcerned } from "../duties/read/compared.js";
import type { ListedDuty } from "../duties/read/list.js";
import type { DutyState } from "../duties/read/state.js";
import { reportScope, type ReportScope } from "../reports/scope.js";
import { clockScopeOf, dutyFilterOf, readBasis, type Basis } from "../reports/supervision.js";
import { boardOf, DutyBoard } from "./duty-board.js";
import { LateRecordConnection, readLateRecords } from "./duty-clocks.js";
import { DutyConnection, DutyStateEnum, readDuties } from "./duty-list.js";
import { findRelease } from "./feed-resolver.js";
import { ReleaseType } from "./types.js";

const SupervisionReport = objectType<ReportScope & Basis>(
  "SupervisionReport",
  describe(
    "政务公开监督月报：一个月到期的公开任务，哪些没有公开",
    "The supervision report of a month: what fell due, and what of it was not published",
  ),
);
addField(SupervisionReport, "period", String, describe("月份，如2026-10", "The month, such as 2026-10"));
for (const [name, zh, en] of [
  ["from", "该月的首日", "First day of the month"],
  ["until", "该月的末日", "Last day of the month"],
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
    @Arg("asOf", () => DateScalar, {
      nullable: true,
      description: describe(
        "截至这一天；不填为次月1日，该月未结束的为今天",
        "As of the end of this day; unless told the first day after the month, or today while it lasts",
      ),
    })
    asOf: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<(ReportScope & Basis) | null> {
    const scope = reportScope("month", { period: month, asOf: asOf ?? null }, shanghaiDay(context.now()));
    return scope && { ...scope, ...(await readBasis(hubOf(context).statements, scope)) };
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
  workbook(@Root() { period, asOf }: ReportScope): string {
    return `/reports/monthly/${period}.xlsx?asOf=${asOf}`;
  }

  @FieldResolver(() => DutyBoard, {
    description: describe(
      "该月到期的公开任务，有关部门各一行",
      "Duties of the month, a row for each department that has any",
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
      "该月到期的各项公开任务，最迟日期早的在前，逾期久的因此在前",
      "The duties of the month, the earliest last day first, which is what is overdue the longest",
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
      "该月到期、迟报的记录，迟得最多的在前",
      "Records that were due in the month and came late, the latest first",
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
