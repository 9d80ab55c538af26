/** Concurrences in the graph: which departments must agree to a release, and what they answered. */
import {
  assumedSize,
  DateScalar,
  DateTimeScalar,
  describe,
  Directive,
  Field,
  ID,
  Int,
  ObjectType,
  registerEnumType,
  wholeListType,
} from "#kit";
import { ANSWERS, type ConcurrenceAnswer } from "../concurrence/entity.js";
import { CONCURRENCE_STATES, type ConcurrenceState } from "../concurrence/standing.js";

export const ConcurrenceStateEnum = Object.fromEntries(
  Object.keys(CONCURRENCE_STATES).map((state) => [state, state]),
);
registerEnumType(ConcurrenceStateEnum, {
  name: "ConcurrenceState",
  description: describe("协商的状态，按当日计算", "How a request to agree stands today"),
  valuesConfig: Object.fromEntries(
    Object.entries(CONCURRENCE_STATES).map(([state, [zh, en]]) => [state, { description: describe(zh, en) }]),
  ),
});

const ANSWER_TEXTS: Readonly<Record<ConcurrenceAnswer, string>> = {
  AGREED: describe("同意", "Agrees"),
  OBJECTED: describe("不同意，须写明理由", "Objects, with a reason"),
};
export const ConcurrenceAnswerEnum = Object.fromEntries(ANSWERS.map((answer) => [answer, answer]));
registerEnumType(ConcurrenceAnswerEnum, {
  name: "ConcurrenceAnswer",
  description: describe("对协商的反馈", "What a department answers"),
  valuesConfig: Object.fromEntries(ANSWERS.map((answer) => [answer, { description: ANSWER_TEXTS[answer] }])),
});

export const ConcurrenceSilenceEnum = { CONSENT: "CONSENT", REFUSAL: "REFUSAL" } as const;
registerEnumType(ConcurrenceSilenceEnum, {
  name: "SilenceMeaning",
  description: describe("逾期未反馈如何处理，由发布前协商清单规定", "What silence means, as the rule says"),
  valuesConfig: {
    CONSENT: { description: describe("视为同意", "It counts as consent") },
    REFUSAL: { description: describe("不得发布", "Nothing is published") },
  },
});

/** Before the last day twice, and once after it. */
const USUAL_REMINDERS = 3;

const daysText = describe("期限，工作日数", "Working days to answer");
const silenceText = describe("逾期未反馈如何处理", "What silence means");
const basisText = describe("依据", "By which rule");
const recordsText = describe("涉及的变化条数", "How many of the changed records concern it");

@ObjectType("Consultee", {
  description: describe(
    "审核通过后须征求意见的部门",
    "A department that will be asked to agree once the reviewer has approved",
  ),
  simpleResolvers: true,
})
export class ConsulteeType {
  @Field(() => Int, { description: daysText }) readonly days: number = 0;
  @Field(() => ConcurrenceSilenceEnum, { description: silenceText }) readonly silence: string = "";
  @Field(() => String, { description: basisText }) readonly basis: string = "";
  @Field(() => Int, { description: recordsText }) readonly records: number = 0;
}

@ObjectType("Concurrence", {
  description: describe(
    "向涉及的部门征求的一项意见：同意后才发布",
    "A department is asked to agree to what another wants to publish; nothing is published before",
  ),
  simpleResolvers: true,
})
export class ConcurrenceType {
  @Field(() => ID, { description: describe("编号", "Identifier") }) readonly id: string = "";
  @Field(() => ConcurrenceStateEnum, { description: describe("状态", "State") })
  readonly state: ConcurrenceState = "WAITING";
  @Field(() => ID, { description: describe("报送编号", "Identifier of the submission") })
  readonly submissionId: string = "";
  @Field(() => String, { nullable: true, description: describe("文件名", "Name of the file") })
  readonly fileName: string | null = null;
  @Field(() => String, { description: describe("报送人", "Who handed it in") })
  readonly submittedByName: string = "";
  @Field(() => String, {
    description: describe(
      "征求意见的差异的校验值（哈希），反馈时须一并提供",
      "Digest of the difference that is asked about, which an answer names",
    ),
  })
  readonly digest: string = "";
  @Field(() => Int, { description: recordsText }) readonly records: number = 0;
  @Field(() => Int, { description: daysText }) readonly days: number = 0;
  @Field(() => DateScalar, { description: describe("最迟反馈日期", "Last day to answer") })
  readonly dueOn: string = "";
  @Field(() => Boolean, {
    description: describe(
      "所涉年份的节假日安排已公布；未公布的，期限按周末推算，逾期不视为同意",
      "The holidays of the years counted in are known; until they are, silence does not count",
    ),
  })
  readonly isCovered: boolean = false;
  @Directive(assumedSize(USUAL_REMINDERS))
  @Field(() => [DateScalar], {
    description: describe("已提醒被征求意见部门的日期", "Days on which the department was reminded"),
  })
  readonly reminderDays: readonly string[] = [];
  @Field(() => ConcurrenceSilenceEnum, { description: silenceText }) readonly silence: string = "";
  @Field(() => String, { description: basisText }) readonly basis: string = "";
  @Field(() => DateTimeScalar, { description: describe("征求意见的时间", "When it was asked") })
  readonly askedAt: Date = new Date(0);
  @Field(() => DateTimeScalar, { nullable: true, description: describe("反馈时间", "When it answered") })
  readonly answeredAt: Date | null = null;
  @Field(() => String, { nullable: true, description: describe("反馈人", "Who answered") })
  readonly answeredByName: string | null = null;
  @Field(() => String, { nullable: true, description: describe("理由或说明", "Why, or what else it says") })
  readonly reason: string | null = null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: describe("督查员决定的时间", "When a supervisor set it aside"),
  })
  readonly overriddenAt: Date | null = null;
  @Field(() => String, {
    nullable: true,
    description: describe("作出决定的督查员", "Which supervisor set it aside"),
  })
  readonly overriddenByName: string | null = null;
  @Field(() => String, {
    nullable: true,
    description: describe("督查员决定的理由", "Why it was set aside"),
  })
  readonly overrideReason: string | null = null;
}

export const ConcurrenceConnection = wholeListType("Concurrence", ConcurrenceType, {
  zh: "协商",
  en: "A request to agree",
});
