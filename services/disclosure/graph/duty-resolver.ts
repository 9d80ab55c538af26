/** `Department.duties`: what it has to publish, and whether it does so in time. */
import {
  addField,
  Args,
  cost,
  Ctx,
  DateScalar,
  DateTimeScalar,
  describe,
  Directive,
  Field,
  FieldResolver,
  Int,
  LIST_SIZE,
  ObjectType,
  objectType,
  PageArguments,
  pageOf,
  Resolver,
  Root,
  wholeListType,
  type SubgraphContext,
  type WholeList,
} from "#kit";
import type { Punctuality } from "../duties/read/clocks.js";
import { dutiesOf, feedDutyOf, punctualityOf, type DepartmentFeed } from "../duties/read/feed-duties.js";
import { Department, FeedType } from "./feed-resolver.js";

/** In points: they are counted by the day. */
const COUNTING = 4;

@ObjectType("Punctuality", {
  description: describe(
    "近一年的记录是否按时公开，按首次公开的日期",
    "Whether the records of the last year were published in time, by the day that made each public first",
  ),
  simpleResolvers: true,
})
class PunctualityType {
  @Field(() => DateScalar, { description: describe("记录的日期自此日起", "Records of this day or later") })
  readonly from: string = "";
  @Field(() => Int, { description: describe("记录数", "How many there are") }) readonly records: number = 0;
  @Field(() => Int, { description: describe("其中迟报的", "How many of them were published late") })
  readonly lateRecords: number = 0;
}

// Today is told by the clock, not by a release: answers with it are not kept.
const DutyType = objectType<DepartmentFeed>(
  "DepartmentDuty",
  describe("部门的一项公开职责", "A feed that a department has to publish, or has a part in"),
);
addField(
  DutyType,
  "isLead",
  Boolean,
  describe("是否由该部门牵头", "Whether the department answers for the feed"),
);
addField(
  DutyType,
  "lastReleasedAt",
  DateTimeScalar,
  describe("该部门最近一次发布", "The department's own latest release"),
  { nullable: true },
);
addField(
  DutyType,
  "releaseCount",
  Int,
  describe("该部门的发布次数", "How many releases it had of the department"),
);

const DutyConnection = wholeListType("DepartmentDuty", DutyType, {
  zh: "部门的一项公开职责",
  en: "A duty of a department",
});

@Resolver(() => Department)
export class DepartmentDuties {
  @Directive(LIST_SIZE)
  @FieldResolver(() => DutyConnection, {
    description: describe(
      "该部门的公开职责：牵头的、以及由它报送的各报送事项（如双公示），及是否按时",
      "What it has to publish: the feeds that it answers for and those that it hands in (double publicity), and whether it does so in time",
    ),
  })
  async duties(
    @Root() { code }: { readonly code: string },
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() context: SubgraphContext,
  ): Promise<WholeList<DepartmentFeed>> {
    return pageOf(await dutiesOf(code, context), ({ contract }) => contract.id, pages);
  }
}

@Resolver(() => DutyType)
export class DutyResolver {
  @FieldResolver(() => FeedType, { description: describe("报送事项", "The feed") })
  feed(@Root() { contract }: DepartmentFeed): FeedType {
    return new FeedType(contract);
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: describe(
      "该部门下一项未公开任务的最迟日期；没有的为空",
      "The last day of what the department owes next of it; null where it owes nothing",
    ),
  })
  async nextDue(@Root() duty: DepartmentFeed, @Ctx() context: SubgraphContext): Promise<string | null> {
    return (await feedDutyOf(duty, context))?.nextDueOn ?? null;
  }

  @FieldResolver(() => Boolean, {
    description: describe(
      "当年有没有逾期未公开的任务",
      "Whether something that was due this year is not there",
    ),
  })
  async isOverdue(@Root() duty: DepartmentFeed, @Ctx() context: SubgraphContext): Promise<boolean> {
    return (await feedDutyOf(duty, context))?.isOverdue ?? false;
  }

  @Directive(cost(COUNTING))
  @FieldResolver(() => PunctualityType, {
    nullable: true,
    description: describe(
      "每条记录各有公开时限的（如双公示），近一年是否按时；其他的为空",
      "Where each record has its own deadline (double publicity): whether those of the last year were published in time; else null",
    ),
  })
  punctuality(
    @Root() duty: DepartmentFeed,
    @Ctx() context: SubgraphContext,
  ): Promise<Omit<Punctuality, "department" | "feed"> | null> {
    return punctualityOf(duty, context);
  }
}
