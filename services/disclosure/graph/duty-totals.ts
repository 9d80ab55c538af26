/** `dutyTotals`: the duties of all departments at a glance, those that are late first. */
import {
  assumedSize,
  cost,
  Ctx,
  describe,
  Directive,
  Field,
  Int,
  ObjectType,
  Query,
  Resolver,
  shanghaiDay,
  type EntityReference,
  type SubgraphContext,
} from "#kit";
import { dutiesOf, nextDueOf, type Duty } from "../duties/duties.js";
import { punctualityOf } from "../duties/punctuality.js";
import { Department } from "./feed-resolver.js";

/** In points: of the feeds whose records have deadlines those of a year are looked at, once for all. */
const ALL_DUTIES = 500;
const USUAL_DEPARTMENTS = 60;

const DUTIES = describe("公开职责数", "How many duties");
const OVERDUE = describe("其中下次报送已超期的", "How many of them are late with their next release");
const ON_TIME = describe("其中下次报送未超期的", "How many of them are not late with it");
const UNRELEASED = describe(
  "应由其报送而尚未报送过的",
  "How many feeds that it alone hands in of which nothing is released yet",
);
const RECORDS = describe(
  "近一年各有公开时限的记录数（如双公示）",
  "Records of the last year that have deadlines of their own (double publicity)",
);
const LATE_RECORDS = describe("其中迟报的", "How many of these were published late");

interface Counts {
  readonly duties: number;
  readonly overdue: number;
  readonly onTime: number;
  readonly unreleased: number;
  readonly records: number;
  readonly lateRecords: number;
}

@ObjectType("DepartmentDutyTotals", {
  description: describe("一个部门的公开职责", "The duties of a department at a glance"),
  simpleResolvers: true,
})
class DepartmentDutyTotals implements Counts {
  @Field(() => Department, { description: describe("部门", "The department") })
  readonly department: EntityReference = {};
  @Field(() => Int, { description: DUTIES }) readonly duties: number = 0;
  @Field(() => Int, { description: OVERDUE }) readonly overdue: number = 0;
  @Field(() => Int, { description: ON_TIME }) readonly onTime: number = 0;
  @Field(() => Int, { description: UNRELEASED }) readonly unreleased: number = 0;
  @Field(() => Int, { description: RECORDS }) readonly records: number = 0;
  @Field(() => Int, { description: LATE_RECORDS }) readonly lateRecords: number = 0;
}

// Today is told by the clock, not by a release: answers with it are not kept.
@ObjectType("DutyTotals", {
  description: describe("全区的公开职责", "The duties of all departments at a glance"),
  simpleResolvers: true,
})
class DutyTotals implements Counts {
  @Field(() => Int, { description: DUTIES }) readonly duties: number = 0;
  @Field(() => Int, { description: OVERDUE }) readonly overdue: number = 0;
  @Field(() => Int, { description: ON_TIME }) readonly onTime: number = 0;
  @Field(() => Int, { description: UNRELEASED }) readonly unreleased: number = 0;
  @Field(() => Int, { description: RECORDS }) readonly records: number = 0;
  @Field(() => Int, { description: LATE_RECORDS }) readonly lateRecords: number = 0;
  @Directive(assumedSize(USUAL_DEPARTMENTS))
  @Field(() => [DepartmentDutyTotals], {
    description: describe(
      "有公开职责的各部门，超期多的在前",
      "The departments that have duties, those that are late with the most first",
    ),
  })
  readonly departments: readonly DepartmentDutyTotals[] = [];
}

@Resolver()
export class DutyTotalsResolver {
  @Directive(cost(ALL_DUTIES))
  @Query(() => DutyTotals, {
    description: describe(
      "各部门公开职责的总体情况：按时、超期和迟报",
      "What all departments have to publish, at a glance: in time, late, and records that were late",
    ),
  })
  async dutyTotals(@Ctx() context: SubgraphContext): Promise<DutyTotals> {
    const all = await Promise.all((await departmentCodes(context)).map((code) => totalsOf(code, context)));
    const departments = all
      .filter(({ duties }) => duties > 0)
      .toSorted((one, other) => other.overdue - one.overdue || other.lateRecords - one.lateRecords);
    const sum = (name: keyof Counts): number => all.reduce((total, counts) => total + counts[name], 0);
    return {
      duties: sum("duties"),
      overdue: sum("overdue"),
      onTime: sum("onTime"),
      unreleased: sum("unreleased"),
      records: sum("records"),
      lateRecords: sum("lateRecords"),
      departments,
    };
  }
}

/** Of the directory, in its order. */
async function departmentCodes({ reader, contracts }: SubgraphContext): Promise<readonly string[]> {
  const directory = contracts().find((contract) => contract.departments?.() === contract);
  const records = directory ? await reader.all(directory, new Set(["code"])) : [];
  return records.map(({ code }) => String(code)).toSorted();
}

async function totalsOf(code: string, context: SubgraphContext): Promise<DepartmentDutyTotals> {
  const today = shanghaiDay(context.now());
  const counted = await Promise.all(
    (await dutiesOf(code, context)).map((duty) => countsOf(duty, today, context)),
  );
  const sum = (name: keyof Counts): number => counted.reduce((total, counts) => total + counts[name], 0);
  return {
    department: { code },
    duties: counted.length,
    overdue: sum("overdue"),
    onTime: sum("onTime"),
    unreleased: sum("unreleased"),
    records: sum("records"),
    lateRecords: sum("lateRecords"),
  };
}

async function countsOf(duty: Duty, today: string, context: SubgraphContext): Promise<Counts> {
  const [due, punctuality] = await Promise.all([nextDueOf(duty, context), punctualityOf(duty, context)]);
  return {
    duties: 1,
    overdue: Number(due !== null && due < today),
    onTime: Number(due !== null && due >= today),
    unreleased: Number(duty.contract.submitters === "lead" && duty.lastReleasedAt === null),
    records: punctuality?.records ?? 0,
    lateRecords: punctuality?.lateRecords ?? 0,
  };
}
