/** Mails that remind departments, and how their sending went: for the supervisors. */
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
import { listMails, type ListedMail, type MailState, type MailSubject } from "../reminders/mail/mails.js";
import { bounded } from "./arguments.js";
import { Department } from "./feed-resolver.js";

const PAGE = 20;

const STATE_TEXTS: Readonly<Record<MailState, string>> = {
  PENDING: describe("待发送", "To be sent"),
  SENT: describe("已发送", "The mail server has taken it"),
  OBSOLETE: describe(
    "发送前已全部公开、说明或者反馈，不再发送",
    "All of it was met, explained or answered before it was sent: it is not",
  ),
  FAILED: describe(
    "未能发送：地址有误、对方拒收，或多日无法发出",
    "Given up: no address, refused, or not taken for days",
  ),
};
const ReminderMailState = Object.fromEntries(Object.keys(STATE_TEXTS).map((state) => [state, state]));
registerEnumType(ReminderMailState, {
  name: "ReminderMailState",
  description: describe("提醒邮件的状态", "State of a mail"),
  valuesConfig: Object.fromEntries(
    Object.entries(STATE_TEXTS).map(([state, description]) => [state, { description }]),
  ),
});

const SUBJECT_TEXTS: Readonly<Record<MailSubject["about"], string>> = {
  DUTIES: describe("公开任务", "Duties that fall due, or are overdue"),
  CONCURRENCES: describe("发布前协商", "What others publish once the department agrees"),
};
const ReminderMailSubject = Object.fromEntries(Object.keys(SUBJECT_TEXTS).map((about) => [about, about]));
registerEnumType(ReminderMailSubject, {
  name: "ReminderMailSubject",
  description: describe("提醒邮件的事由", "What a mail reminds of"),
  valuesConfig: Object.fromEntries(
    Object.entries(SUBJECT_TEXTS).map(([about, description]) => [about, { description }]),
  ),
});

@ObjectType("ReminderMail", {
  description: describe("一封提醒邮件", "A mail that reminds a department"),
  simpleResolvers: true,
})
class ReminderMail {
  @Field(() => DateScalar, { description: describe("提醒的日期", "The day of the reminder") })
  readonly day: string = "";
  @Field(() => ReminderMailSubject, { description: describe("事由", "What it reminds of") })
  readonly about: string = "";
  @Field(() => String, { description: describe("收件地址", "Its address") }) readonly address: string = "";
  @Field(() => ReminderMailState, { description: describe("状态", "State") }) readonly state: string = "";
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

@Resolver(() => ReminderMail)
export class ReminderMailResolver {
  @Directive(tagged("internal"))
  @Directive(slicedSize(PAGE))
  @Query(() => [ReminderMail], {
    description: describe(
      "提醒邮件及其发送情况，新的在前；供督查员查看",
      "Mails that remind departments, and how that went, the newest first; for supervisors",
    ),
  })
  async reminderMails(
    @Arg("states", () => [ReminderMailState], {
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
