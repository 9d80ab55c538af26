/** Discrepancies for the departments that they concern, and for supervisors. */
import {
  Arg,
  Args,
  assumedSize,
  Ctx,
  describe,
  Directive,
  FieldResolver,
  ID,
  LIST_SIZE,
  Mutation,
  PageArguments,
  Query,
  readList,
  Resolver,
  Root,
  type ReadList,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import { demandOwn, demandSome } from "#schema/access.js";
import { HubError } from "#schema/errors.js";
import { tagged } from "#schema/tags.js";
import {
  answer,
  answersOf,
  countDiscrepancies,
  LONGEST_ANSWER,
  listDiscrepancies,
  type State,
} from "../read.js";
import { toDiscrepancy } from "./to-discrepancy.js";
import {
  DiscrepancyAnswerType,
  DiscrepancyConnection,
  DiscrepancyStateEnum,
  DiscrepancyType,
} from "./types.js";

const USUAL_ANSWERS = 2;

@Resolver(() => DiscrepancyType)
export class DiscrepancyResolver {
  @Directive(tagged("internal"))
  @Directive(LIST_SIZE)
  @Query(() => DiscrepancyConnection, {
    description: describe(
      "两个部门公开内容的不一致，新的在前：填报员、审核员查看涉及本部门的，督查员查看全部",
      "What two departments publish differently, the newest first: those that concern one's department; for supervisors all",
    ),
  })
  discrepancies(
    @Arg("states", () => [DiscrepancyStateEnum], {
      nullable: true,
      description: describe("状态", "Of these states"),
    })
    states: readonly State[] | null,
    @Arg("feed", () => ID, {
      nullable: true,
      description: describe("须与另一方一致的报送事项", "Of what this feed must agree with"),
    })
    feed: string | null,
    @Arg("department", () => String, {
      nullable: true,
      description: describe("涉及的部门，仅供督查员", "That concern this department; for supervisors"),
    })
    department: string | null,
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() context: SubgraphContext,
  ): ReadList<DiscrepancyType> {
    const own = demandSome(context.caller, "discrepancy.see").department;
    const { statements } = hubOf(context);
    const asked = { department: own ?? department ?? null, states: states ?? null, feed: feed ?? null };
    const contracts = context.contracts();
    return readList<DiscrepancyType, number>(pages, {
      placeOf,
      cursorOf: ({ number }) => String(number),
      read: async (from, newestFirst, size) =>
        (await listDiscrepancies(statements, asked, { from, newestFirst, size })).map((each) =>
          toDiscrepancy(each, contracts),
        ),
      count: () => countDiscrepancies(statements, asked),
    });
  }

  @Directive(assumedSize(USUAL_ANSWERS))
  @FieldResolver(() => [DiscrepancyAnswerType], {
    description: describe("各部门的说明，最多100条，早的在前", "What departments answered, the first 100"),
  })
  async answers(
    @Root() { number }: DiscrepancyType,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly DiscrepancyAnswerType[]> {
    const found = await answersOf(hubOf(context).statements, number);
    return found.map(({ department, ...each }) => ({ ...each, department: { code: department } }));
  }

  @Directive(tagged("internal"))
  @Mutation(() => DiscrepancyType, {
    description: describe(
      "对不一致作出说明：原因，或者何时更正。更正以重新报送为准，双方一致后自动消除",
      "Answers a discrepancy: why, or when it is corrected. It is resolved by the file that corrects it",
    ),
  })
  async answerDiscrepancy(
    @Arg("id", () => ID, { description: describe("编号", "Its identifier") }) id: string,
    @Arg("text", () => String, {
      description: describe(
        `说明，最多${LONGEST_ANSWER}个字符`,
        `The answer, at most ${LONGEST_ANSWER} characters`,
      ),
    })
    text: string,
    @Ctx() context: SubgraphContext,
  ): Promise<DiscrepancyType> {
    const { caller, department } = demandOwn(context.caller, "discrepancy.answer");
    const { statements } = hubOf(context);
    const answered = await answer(statements, id, {
      at: context.now(),
      department,
      answeredBy: caller.name,
      text,
    });
    return toDiscrepancy(answered, context.contracts());
  }
}

function placeOf(cursor: string): number {
  if (!/^\d{1,9}$/.test(cursor)) throw new HubError("CURSOR_INVALID");
  return Number(cursor);
}
