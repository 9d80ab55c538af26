/** `Dataset.quality`: how good a dataset is, by which criteria, and what its department does next. */
import {
  assumedSize,
  codeEnum,
  cost,
  Ctx,
  describe,
  Directive,
  Field,
  FieldResolver,
  InLanguage,
  Int,
  labelField,
  ObjectType,
  Resolver,
  Root,
  type Language,
  type SubgraphContext,
} from "#kit";
import { isAllowed } from "#schema/access.js";
import { tagged } from "#schema/tags.js";
import { Dataset } from "../catalogue/dataset-type.js";
import { readPublishers, type Publisher } from "../dcat/publishers.js";
import { qualityCriteria } from "./criteria.js";
import { measure } from "./measure.js";
import { rate, scoreOf, type Rated } from "./rate.js";

const Code = codeEnum(qualityCriteria);

/** In points: of a feed that was released since all records are looked at. */
const COUNTING = 40;

@ObjectType("QualityCriterion", {
  description: describe("数据质量的一个评价项", "A criterion of a dataset's quality"),
  simpleResolvers: true,
})
class QualityCriterion {
  @Field(() => Code, { description: describe("评价项", "The criterion") })
  readonly code: string = "";
  @Field(() => Int, { description: describe("达到的百分比", "How far it is met, in percent") })
  readonly percent: number = 0;
  @Field(() => Boolean, {
    description: describe(
      "是否达到：按时更新为95%以上，内容完整为80%以上，其他为100%",
      "Whether it is met: ON_TIME from 95 percent, COMPLETE from 80, the others from 100",
    ),
  })
  readonly isMet: boolean = false;
  @Field(() => Int, { description: describe("在总分100分中的权重", "Its weight, of 100 in all") })
  readonly weight: number = 0;
  readonly rated: Rated | null = null;
  /** Whose dataset it is, and that of those who hand it in. */
  readonly isOwn: boolean = false;
}

@ObjectType("DatasetQuality", {
  description: describe(
    "数据质量，由系统按公开的数据计算",
    "How good a dataset is, computed from what is published",
  ),
  simpleResolvers: true,
})
class DatasetQuality {
  @Field(() => Int, { description: describe("总分，0至100分", "The score, of 100") })
  readonly score: number = 0;
  @Directive(assumedSize(7))
  @Field(() => [QualityCriterion], { description: describe("各评价项", "By which criteria") })
  readonly criteria: readonly QualityCriterion[] = [];
}

@Resolver(() => Dataset)
export class DatasetQualityResolver {
  @Directive(cost(COUNTING))
  @FieldResolver(() => DatasetQuality, {
    nullable: true,
    description: describe("数据质量；不开放的数据集为空", "Its quality; null for a dataset that is not open"),
  })
  async quality(@Root() dataset: Dataset, @Ctx() context: SubgraphContext): Promise<DatasetQuality | null> {
    const contract = context.contracts().find(({ id }) => id === dataset.id);
    if (!contract) return null;
    const [measured, publisherOf, isOwn] = await Promise.all([
      measure(contract, context),
      publishersOnce(context),
      isTheirs(dataset, context),
    ]);
    const rated = rate({ dataset, measured, publisher: publisherOf(String(dataset.publisher["code"])) });
    return {
      score: scoreOf(rated),
      criteria: rated.map((one) => ({
        code: one.criterion.name,
        percent: one.percent,
        isMet: one.percent >= one.criterion.metFrom,
        weight: one.criterion.weight,
        rated: one,
        isOwn,
      })),
    };
  }
}

@Resolver(() => QualityCriterion)
export class QualityCriterionResolver {
  @FieldResolver(() => String, { description: describe("依据的数据", "What it is computed from") })
  explanation(@Root() { rated }: QualityCriterion, @InLanguage() language: Language): string {
    return (language === "EN" ? rated?.explanation.en : rated?.explanation.zh) ?? "";
  }

  @Directive(tagged("internal"))
  @FieldResolver(() => String, {
    nullable: true,
    description: describe(
      "部门下一步可做的，供提供和报送部门、督查员查看；已达到的为空",
      "What its department does next, for those who publish it and hand it in, and for supervisors; null where it is met",
    ),
  })
  nextStep(@Root() { rated, isOwn }: QualityCriterion): string | null {
    return isOwn ? (rated?.nextStep ?? null) : null;
  }
}

export const qualityLabel = labelField({
  on: QualityCriterion,
  from: "code",
  name: "codeLabel",
  field: { kind: "code", required: true, ...qualityCriteria.title, list: qualityCriteria },
});

async function isTheirs({ id, publisher }: Dataset, { caller, reader }: SubgraphContext): Promise<boolean> {
  if (isAllowed(caller, "submission.see", String(publisher["code"]))) return true;
  const own = caller?.department ?? null;
  return (
    own !== null &&
    isAllowed(caller, "submission.see", own) &&
    (await reader.handedInBy(own)).some(({ feed }) => feed === id)
  );
}

const publishers = new WeakMap<SubgraphContext, Promise<(code: string) => Publisher>>();

function publishersOnce(context: SubgraphContext): Promise<(code: string) => Publisher> {
  const known = publishers.get(context) ?? readPublishers(context);
  publishers.set(context, known);
  return known;
}
