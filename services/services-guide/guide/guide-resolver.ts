/** `serviceGuides` and `serviceGuide`: a guide is walked by the answers that were given so far. */
import {
  Arg,
  assumedSize,
  cost,
  Ctx,
  describe,
  Directive,
  feedDirective,
  Field,
  Int,
  ObjectType,
  Query,
  recordType,
  Resolver,
  type RecordOf,
  type SubgraphContext,
} from "#kit";
import { items } from "../feeds/items.js";
import { materials } from "../feeds/materials.js";
import { questions } from "../feeds/questions.js";
import { MOST_CHOICES } from "../rules/question-rules.js";
import { materialNamesOf, walk, type Choice } from "./walk.js";

const USUAL_GUIDES = 20;
const USUAL_ANSWERS = 5;
/** In points: all answers of one guide are read. */
const WALKING = 20;
/** Materials of one item. */
const MOST_MATERIALS = 100;

@Directive(feedDirective(questions))
@ObjectType("ServiceGuideAnswer", {
  description: describe("已经作出的选择", "An answer that was given"),
  simpleResolvers: true,
})
class ServiceGuideAnswer {
  @Field(() => String, { description: describe("问题", "The question") }) readonly question: string = "";
  @Field(() => String, { description: describe("选项", "The answer") }) readonly label: string = "";
}

@Directive(feedDirective(questions))
@ObjectType("ServiceGuideChoice", {
  description: describe("下一个问题的选项", "An answer that can be given"),
  simpleResolvers: true,
})
class ServiceGuideChoice {
  @Field(() => Int, { description: describe("选项序号", "Its place: what `answers` takes") })
  readonly order: number = 0;
  @Field(() => String, { description: describe("选项", "The answer") }) readonly label: string = "";
}

@Directive(feedDirective(questions))
@Directive(feedDirective(items))
@Directive(feedDirective(materials))
@ObjectType("ServiceGuide", {
  description: describe(
    "办事导引走到的一步：下一个问题，或者要办的事项和所需材料",
    "A step of a guide: the next question, or the item to apply for and what to bring",
  ),
  simpleResolvers: true,
})
class ServiceGuide {
  @Field(() => String, { description: describe("导引名称", "Name of the guide") }) readonly name: string = "";
  @Directive(assumedSize(USUAL_ANSWERS))
  @Field(() => [ServiceGuideAnswer], { description: describe("已经作出的选择", "The answers so far") })
  readonly answers: readonly ServiceGuideAnswer[] = [];
  @Field(() => String, {
    nullable: true,
    description: describe("下一个问题；走完了为空", "The next question; null at the end"),
  })
  readonly question: string | null = null;
  @Directive(assumedSize(USUAL_ANSWERS))
  @Field(() => [ServiceGuideChoice], { description: describe("下一个问题的选项", "The answers that it has") })
  readonly choices: readonly ServiceGuideChoice[] = [];
  @Field(() => recordType(items), {
    nullable: true,
    description: describe(
      "要办的事项；还有问题的、事项已停办的为空",
      "The item to apply for; null before the end, and when it is gone",
    ),
  })
  readonly item: RecordOf<typeof items> | null = null;
  @Directive(assumedSize(USUAL_ANSWERS))
  @Field(() => [recordType(materials)], {
    description: describe("按上述选择所需的材料", "What to bring, by these answers"),
  })
  readonly neededMaterials: readonly RecordOf<typeof materials>[] = [];
}

@Resolver()
export class GuideResolver {
  @Directive(assumedSize(USUAL_GUIDES))
  @Directive(feedDirective(questions))
  @Query(() => [String], { description: describe("全部办事导引的名称", "The names of all guides") })
  async serviceGuideNames(@Ctx() { reader }: SubgraphContext): Promise<readonly string[]> {
    const rows = await reader.all(questions, new Set(["guide"]));
    return [...new Set(rows.map(({ guide }) => String(guide)))].toSorted((one, other) =>
      one < other ? -1 : 1,
    );
  }

  @Directive(cost(WALKING))
  @Query(() => ServiceGuide, {
    nullable: true,
    description: describe(
      "办事导引的一步；没有此导引或选项的为空",
      "A step of a guide; null where there is no such guide or answer",
    ),
  })
  async serviceGuide(
    @Arg("name", () => String, { description: describe("导引名称", "Name of the guide") }) name: string,
    @Arg("answers", () => [Int], {
      defaultValue: [],
      description: describe("依次选择的选项序号", "The places of the answers so far, in their order"),
    })
    answers: readonly number[],
    @Ctx() { reader }: SubgraphContext,
  ): Promise<ServiceGuide | null> {
    const { records } = await reader.page(
      questions,
      { where: { guide: { eq: name } }, first: MOST_CHOICES },
      null,
    );
    const walked = records.length === 0 ? null : walk(records.map(toChoice), answers);
    if (walked === null) return null;
    const { given, choices, result } = walked;
    const item = result && (await reader.byField(items, "itemCode", result.itemCode));
    return {
      name,
      answers: given,
      question: choices[0]?.question ?? null,
      choices,
      item: item?.state === "IN_USE" ? item : null,
      neededMaterials: item && result ? await needed(String(item.itemCode), result, reader) : [],
    };
  }
}

async function needed(
  itemCode: string,
  result: Choice,
  reader: SubgraphContext["reader"],
): Promise<readonly RecordOf<typeof materials>[]> {
  const names = materialNamesOf(result.materials);
  const { records } = await reader.page(
    materials,
    { first: MOST_MATERIALS },
    { field: "itemCode", value: itemCode },
  );
  return records.filter(({ name }) => names === null || names.includes(String(name)));
}

function toChoice(row: RecordOf<typeof questions>): Choice {
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return {
    node: String(row.node),
    question: String(row.question),
    order: Number(row.order),
    label: String(row.label),
    next: text(row.next),
    itemCode: text(row.itemCode),
    materials: text(row.materials),
  };
}
