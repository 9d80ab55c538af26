/** `askCaseProgress`: a mutation, so that number and code are in no address, no log and no stored answer. */
import {
  Arg,
  codeEnum,
  cost,
  Ctx,
  DateScalar,
  departmentStub,
  describe,
  Directive,
  entityStub,
  Field,
  Int,
  labelField,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  type EntityReference,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import { askCase, MOST_OF_CLIENT, MOST_OF_NUMBER, type CaseFound } from "./ask-case.js";
import { caseStates, itemReference } from "./cases-file.js";

const Department = departmentStub("progress");
const ServiceItem = entityStub("progress", "ServiceItem", "id");
const CaseState = codeEnum(caseStates);
/** In points: it locks, counts and writes. */
const ASKING = 100;

@ObjectType("CaseProgress", {
  description: describe("一个办件的进度和结果", "How far a case is, and what came of it"),
  simpleResolvers: true,
})
class CaseProgress {
  @Field(() => ServiceItem, {
    nullable: true,
    description: describe("申请的事项；已取消的为空", "The item; null when it is gone"),
  })
  readonly item: EntityReference | null = null;
  @Field(() => Department, { description: describe("办理的部门", "The department that handles it") })
  readonly department: EntityReference = {};
  @Field(() => CaseState, { description: describe("状态", "State") }) readonly state: string = "";
  @Field(() => DateScalar, { description: describe("状态日期", "Day of the state") })
  readonly stateOn: string = "";
  @Field(() => DateScalar, { nullable: true, description: describe("受理日期", "Day of acceptance") })
  readonly acceptedOn: string | null = null;
  @Field(() => DateScalar, { nullable: true, description: describe("应办结日期", "Day by which it is done") })
  readonly dueOn: string | null = null;
  @Field(() => Int, {
    nullable: true,
    description: describe("不计入时限的工作日", "Working days that do not count"),
  })
  readonly suspendedDays: number | null = null;
  @Field(() => String, { nullable: true, description: describe("不计入时限的原因", "Why they do not count") })
  readonly suspendedWhy: string | null = null;
  @Field(() => String, {
    nullable: true,
    description: describe(
      "告知内容：补正的内容，不予受理、不予许可的原因",
      "What is to be corrected, or why it is refused",
    ),
  })
  readonly reason: string | null = null;
  @Field(() => String, { nullable: true, description: describe("办理结果", "What came of it") })
  readonly result: string | null = null;
  @Field(() => String, { nullable: true, description: describe("领取方式", "How the result is handed over") })
  readonly pickup: string | null = null;
}

@ObjectType("CaseQueryLimits", {
  description: describe("一天内可以查错的次数", "How many wrong queries a day allows"),
  simpleResolvers: true,
})
class CaseQueryLimits {
  @Field(() => Int, { description: describe("同一办件编号", "For one number, whoever asks") })
  readonly ofNumber: number = MOST_OF_NUMBER;
  @Field(() => Int, { description: describe("同一来源", "Of one client, whatever it asks") })
  readonly ofClient: number = MOST_OF_CLIENT;
}

@Resolver(() => CaseProgress)
class ProgressResolver {
  @Query(() => CaseQueryLimits, {
    description: describe("查询办件进度的次数限制", "Limits of `askCaseProgress`"),
  })
  caseQueryLimits(): CaseQueryLimits {
    return new CaseQueryLimits();
  }

  @Directive(cost(ASKING))
  @Mutation(() => CaseProgress, {
    description: describe(
      "凭办件编号和查询码查询进度；不能按姓名查询。编号不存在与查询码不正确，结果相同；一天内多次不正确的不再受理",
      "How far a case is, by its number and the applicant's code, never by a name. An unknown number and a wrong code are answered alike, and bounded",
    ),
  })
  async askCaseProgress(
    @Arg("caseNumber", () => String, { description: describe("办件编号", "Number of the case") })
    caseNumber: string,
    @Arg("queryCode", () => String, {
      description: describe("收件时告知的查询码", "Code that the applicant was given"),
    })
    queryCode: string,
    @Ctx() context: SubgraphContext,
  ): Promise<CaseProgress> {
    const { database, personKey, meter, now } = hubOf(context);
    const { department, itemCode, ...told } = await askCase(
      database,
      personKey,
      { caseNumber, queryCode, client: meter.client },
      now(),
    );
    return { ...told, department: { code: department }, item: await itemOf({ itemCode }, context) };
  }
}

async function itemOf(
  { itemCode }: Pick<CaseFound, "itemCode">,
  { contracts, reader }: SubgraphContext,
): Promise<EntityReference | null> {
  const items = contracts().find(({ id }) => id === itemReference.feed);
  const found = items ? await reader.byField(items, itemReference.column, itemCode) : null;
  return found && { id: found.id };
}

export const progressResolvers = [
  ProgressResolver,
  labelField({
    on: CaseProgress,
    from: "state",
    name: "stateLabel",
    field: { kind: "code", required: true, zh: "状态", en: "State", list: caseStates },
  }),
];
