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
  shanghaiDay,
  wholeListType,
  type SubgraphContext,
  type WholeList,
} from "#kit";
import type { Punctuality } from "#kit/hub";
import { dutiesOf, nextDueOf, type Duty } from "../duties/duties.js";
import { punctualityOf } from "../duties/punctuality.js";
import { Department, FeedType } from "./feed-resolver.js";

/** In points: of the few feeds that have such deadlines the records of a year are looked at. */
const COUNTING = 40;

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
const DutyType = objectType<Duty>(
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
  ): Promise<WholeList<Duty>> {
    return pageOf(await dutiesOf(code, context), ({ contract }) => contract.id, pages);
  }
}

@Resolver(() => DutyType)
export class DutyResolver {
  @FieldResolver(() => FeedType, { description: describe("报送事项", "The feed") })
  feed(@Root() { contract }: Duty): FeedType {
    return new FeedType(contract);
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: describe(
      "按固定周期报送的，该部门下次最迟报送日期；尚未报送的、没有固定周期的为空",
      "By the feed's rhythm, when the department's next release is due; null before its first, and without a rhythm",
    ),
  })
  nextDue(@Root() duty: Duty, @Ctx() context: SubgraphContext): Promise<string | null> {
    return nextDueOf(duty, context);
  }

  @FieldResolver(() => Boolean, {
    description: describe("下次报送是否已超期", "Whether its next release is late"),
  })
  async isOverdue(@Root() duty: Duty, @Ctx() context: SubgraphContext): Promise<boolean> {
    const due = await nextDueOf(duty, context);
    return due !== null && due < shanghaiDay(context.now());
  }

  @Directive(cost(COUNTING))
  @FieldResolver(() => PunctualityType, {
    nullable: true,
    description: describe(
      "每条记录各有公开时限的（如双公示），近一年是否按时；其他的为空",
      "Where each record has its own deadline (double publicity): whether those of the last year were published in time; else null",
    ),
  })
  punctuality(@Root() duty: Duty, @Ctx() context: SubgraphContext): Promise<Punctuality | null> {
    return punctualityOf(duty, context);
  }
}
