/** Mails that remind departments of duties, and how their sending went: for the supervisors. */
import {
  Arg,
  Ctx,
  DateScalar,
  DateTimeScalar,
  describe,
  Directive,
  Field,
  FieldResolver,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
  slicedSize,
  type EntityReference,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import { demandAccess } from "#schema/access.js";
import { tagged } from "#schema/tags.js";
import { listMails, type ListedMail, type MailState } from "../reminders/mail/mails.js";
import { bounded } from "./arguments.js";
import { Department } from "./feed-resolver.js";

const PAGE = 20;

const STATE_TEXTS: Readonly<Record<MailState, string>> = {
  PENDING: describe("待发送", "To be sent"),
  SENT: describe("已发送", "The mail server has taken it"),
  OBSOLETE: describe(
    "发送前已全部公开或者说明，不再发送",
    "All of it was met or explained before it was sent: it is not",
  ),
  FAILED: describe(
    "未能发送：地址有误、对方拒收，或多日无法发出",
    "Given up: no address, refused, or not taken for days",
  ),
};
const DutyMailState = Object.fromEntries(Object.keys(STATE_TEXTS).map((state) => [state, state]));
registerEnumType(DutyMailState, {
  name: "DutyMailState",
  description: describe("提醒邮件的状态", "State of a mail"),
  valuesConfig: Object.fromEntries(
    Object.entries(STATE_TEXTS).map(([state, description]) => [state, { description }]),
  ),
});

@ObjectType("DutyMail", {
  description: describe("一封公开任务提醒邮件", "A mail that reminds a department of duties"),
  simpleResolvers: true,
})
class DutyMail {
  @Field(() => DateScalar, { description: describe("提醒的日期", "The day of the reminder") })
  readonly day: string = "";
  @Field(() => String, { description: describe("收件地址", "Its address") }) readonly address: string = "";
  @Field(() => DutyMailState, { description: describe("状态", "State") }) readonly state: string = "";
  @Field(() => Int, { description: describe("已尝试次数", "Attempts so far") }) readonly attempts: number = 0;
  @Field(() => String, {
    nullable: true,
    description: describe(
      "上次未能发送的原因：邮件服务器的代码，或 TIMEOUT、UNREACHABLE、SIGN_IN_REFUSED、TLS_REFUSED、ADDRESS_REFUSED",
      "Why the last attempt failed: the server's code, or why there is none",
    ),
  })
  readonly outcome: string | null = null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: describe("下次尝试的时间；不再发送的为空", "When it is tried next; null for what is done"),
  })
  readonly nextAt: Date | null = null;
}

@Resolver(() => DutyMail)
export class DutyMailResolver {
  @Directive(tagged("internal"))
  @Directive(slicedSize(PAGE))
  @Query(() => [DutyMail], {
    description: describe(
      "公开任务提醒邮件及其发送情况，新的在前；供督查员查看",
      "Mails that remind departments of duties, and how that went, the newest first; for supervisors",
    ),
  })
  async dutyMails(
    @Arg("states", () => [DutyMailState], {
      nullable: true,
      description: describe("限于这些状态", "Only in these states"),
    })
    states: readonly MailState[] | null,
    @Arg("first", () => Int, {
      defaultValue: PAGE,
      description: describe(`取的条数，默认${PAGE}，最多100`, `How many: ${PAGE} unless told, at most 100`),
    })
    first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly ListedMail[]> {
    demandAccess(context.caller, "mail.see", null);
    return listMails(hubOf(context).statements, { states: states ?? null, most: bounded(first) });
  }

  @FieldResolver(() => Department, { description: describe("所提醒的部门", "Whom it reminds") })
  department(@Root() { department }: ListedMail): EntityReference {
    return { code: department };
  }
}
