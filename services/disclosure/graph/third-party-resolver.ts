/** 第三方意见 in the graph: recorded with a submission, before it is published. */
import {
  addField,
  Arg,
  assumedSize,
  Ctx,
  DateScalar,
  DateTimeScalar,
  describe,
  Directive,
  FieldResolver,
  ID,
  Mutation,
  objectType,
  registerEnumType,
  Resolver,
  Root,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import { tagged } from "#schema/tags.js";
import type { Submission } from "../desk/entities.js";
import { deskOf } from "../open-desk.js";
import {
  DECISIONS,
  GROUNDS,
  INTERESTS,
  MATTER_STATES,
  THIRD_PARTY_ANSWERS,
  type Decision,
  type Ground,
  type Interest,
  type ThirdPartyAnswer,
} from "../third-party/matter.js";
import type { StandingMatter } from "../third-party/third-parties.js";
import { SubmissionType } from "./submission-resolver.js";

function enumOf<Name extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Name, readonly [zh: string, en: string]>>,
  order: readonly Name[],
): Readonly<Record<string, Name>> {
  const made = Object.fromEntries(order.map((value) => [value, value]));
  registerEnumType(made, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      order.map((value) => {
        const [zh, en] = values[value];
        return [value, { description: describe(zh, en) }];
      }),
    ),
  });
  return made;
}

const InterestEnum = enumOf(
  "ThirdPartyInterest",
  describe("涉及第三方的什么权益", "What of a third party it concerns"),
  { TRADE_SECRET: ["商业秘密", "A trade secret"], PRIVACY: ["个人隐私", "Privacy"] },
  INTERESTS,
);
const AnswerEnum = enumOf(
  "ThirdPartyAnswer",
  describe("第三方的意见", "What the third party says"),
  { CONSENT: ["同意公开", "It consents"], REFUSAL: ["不同意公开", "It refuses"] },
  THIRD_PARTY_ANSWERS,
);
const DecisionEnum = enumOf(
  "ThirdPartyDecision",
  describe("是否公开的决定", "Whether it is public"),
  { PUBLISH: ["公开", "It is"], WITHHOLD: ["不公开", "It is not"] },
  DECISIONS,
);
const GroundEnum = enumOf(
  "ThirdPartyGround",
  describe("决定的依据（《条例》第十五条、第三十二条）", "By which ground (articles 15 and 32)"),
  {
    CONSENT: ["第三方同意公开", "The third party consents"],
    JUSTIFIED: ["第三方不同意公开且有合理理由，不予公开", "It refuses with good reason: not public"],
    UNJUSTIFIED: ["第三方不同意公开而没有合理理由", "It refuses without good reason"],
    PUBLIC_INTEREST: ["不公开可能对公共利益造成重大影响", "The public interest outweighs"],
    SILENCE: ["第三方逾期未提出意见，由本机关决定", "It was silent: the organ decides"],
  },
  GROUNDS,
);
const StateEnum = Object.fromEntries(Object.keys(MATTER_STATES).map((state) => [state, state]));
registerEnumType(StateEnum, {
  name: "ThirdPartyState",
  description: describe("第三方意见的状态，按当日计算", "How it stands today"),
  valuesConfig: Object.fromEntries(
    Object.entries(MATTER_STATES).map(([state, [zh, en]]) => [state, { description: describe(zh, en) }]),
  ),
});

const ThirdPartyType = objectType<StandingMatter>(
  "ThirdParty",
  describe(
    "一项第三方意见：书面征求、期限、意见和决定",
    "A third party that was asked in writing whether what concerns it may be public",
  ),
);
for (const [name, type, zh, en] of [
  ["id", ID, "编号", "Identifier"],
  ["state", StateEnum, "状态", "State"],
  ["interest", InterestEnum, "涉及的权益", "What it concerns"],
  ["receivedOn", DateScalar, "第三方收到征求意见书的日期", "Day on which it received the letter"],
  ["dueOn", DateScalar, "最迟提出意见的日期：15个工作日", "Last day of its 15 working days"],
  ["isCovered", Boolean, "所涉年份的放假安排已公布", "The holidays of the years counted in are known"],
  ["askedByName", String, "登记人", "Who recorded the letter"],
] as const)
  addField(ThirdPartyType, name, type, describe(zh, en));
for (const [name, type, zh, en] of [
  ["party", String, "第三方；随原件删除", "Who was asked; erased with the file"],
  ["about", String, "涉及的内容；随原件删除", "What it is about; erased with the file"],
  ["answer", AnswerEnum, "意见", "What it said"],
  ["answeredOn", DateScalar, "提出意见的日期", "When it said so"],
  ["answerReason", String, "第三方的理由；随原件删除", "Why; erased with the file"],
  ["decision", DecisionEnum, "决定", "The decision"],
  ["ground", GroundEnum, "决定的依据", "Its ground"],
  ["decisionReason", String, "决定的理由", "Why it was decided so"],
  ["toldOn", DateScalar, "书面告知第三方的日期", "When the third party was told"],
  ["decidedAt", DateTimeScalar, "决定的时间", "When it was decided"],
  ["decidedByName", String, "决定人", "Who decided"],
] as const)
  addField(ThirdPartyType, name, type, describe(zh, en), { nullable: true });

const INTERNAL = tagged("internal");
const USUAL = 2;
const id = describe("编号", "Identifier");
const reasonText = describe("理由，最多500个字符", "Why, 500 characters at most");

@Resolver(() => SubmissionType)
export class ThirdPartyResolver {
  @Directive(assumedSize(USUAL))
  @FieldResolver(() => [ThirdPartyType], {
    description: describe(
      "征求过的第三方意见，先征求的在前",
      "Third parties that were asked, the first asked first",
    ),
  })
  async thirdParties(
    @Root() submission: Submission,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly StandingMatter[]> {
    const hub = hubOf(context);
    return (await deskOf(hub)).thirdParties.ofSubmission(hub.statements, submission.id);
  }

  @Directive(INTERNAL)
  @Mutation(() => SubmissionType, {
    description: describe(
      "登记已书面征求第三方意见（报送部门）；作出决定前不能发布",
      "Records that a third party was asked in writing; nothing is published before it is decided",
    ),
  })
  async askThirdParty(
    @Arg("submission", () => ID, { description: describe("报送编号", "Identifier of the submission") })
    submission: string,
    @Arg("party", () => String, { description: describe("第三方", "Who is asked") }) party: string,
    @Arg("interest", () => InterestEnum, { description: describe("涉及的权益", "What it concerns") })
    interest: Interest,
    @Arg("about", () => String, { description: describe("涉及的内容", "What of the file it is about") })
    about: string,
    @Arg("receivedOn", () => DateScalar, {
      description: describe("第三方收到征求意见书的日期", "Day on which it received the letter"),
    })
    receivedOn: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    const hub = hubOf(context);
    return (await deskOf(hub)).thirdParties.ask(submission, hub, { party, interest, about, receivedOn });
  }

  @Directive(INTERNAL)
  @Mutation(() => SubmissionType, {
    description: describe("登记第三方的意见（报送部门）", "Records what the third party says"),
  })
  async recordThirdPartyAnswer(
    @Arg("id", () => ID, { description: id }) given: string,
    @Arg("answer", () => AnswerEnum, { description: describe("意见", "What it says") })
    answer: ThirdPartyAnswer,
    @Arg("answeredOn", () => DateScalar, { description: describe("提出意见的日期", "When it said so") })
    answeredOn: string,
    @Arg("reason", () => String, { nullable: true, description: reasonText }) reason: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    const hub = hubOf(context);
    const { thirdParties } = await deskOf(hub);
    return thirdParties.recordAnswer(given, hub, { answer, answeredOn, reason: reason ?? null });
  }

  @Directive(INTERNAL)
  @Mutation(() => SubmissionType, {
    description: describe(
      "决定是否公开（审核员，不能是报送人）：提出意见后，或逾期未提出意见的",
      "Decides whether it is public (reviewer, never the submitter): once it was answered, or the time is over",
    ),
  })
  async decideThirdParty(
    @Arg("id", () => ID, { description: id }) given: string,
    @Arg("decision", () => DecisionEnum, { description: describe("决定", "The decision") })
    decision: Decision,
    @Arg("ground", () => GroundEnum, { description: describe("依据", "Its ground") }) ground: Ground,
    @Arg("reason", () => String, { nullable: true, description: reasonText }) reason: string | null,
    @Arg("toldOn", () => DateScalar, {
      nullable: true,
      description: describe(
        "因公共利益公开的，书面告知第三方的日期",
        "For the public interest: when the third party was told in writing",
      ),
    })
    toldOn: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    const hub = hubOf(context);
    const { thirdParties } = await deskOf(hub);
    return thirdParties.decide(given, hub, {
      decision,
      ground,
      reason: reason ?? null,
      toldOn: toldOn ?? null,
    });
  }
}
