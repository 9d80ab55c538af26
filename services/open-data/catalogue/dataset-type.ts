/**
 * `Dataset`: what a consumer must know of a published feed before using it, in the terms of DCAT 3 (domain
 * 08).
 */
import {
  assumedSize,
  codeEnum,
  departmentStub,
  describe,
  DateScalar,
  DateTimeScalar,
  Directive,
  entityStub,
  Field,
  ID,
  LongScalar,
  ObjectType,
  Int,
  wholeListType,
  type EntityReference,
  licences,
} from "#kit";
import { audiences, openness, rhythms, sharing, themes } from "../code-lists.js";

const Department = departmentStub("open-data");
// No column is of these codes: the enum is made here.
const Audience = codeEnum(audiences);
const Feed = entityStub("open-data", "Feed", "id");

@ObjectType("Dataset", {
  description: describe("数据集：一项已发布的公共数据", "A published dataset"),
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Dataset {
  @Field(() => ID, { description: describe("编码，发布后不变", "Identifier, dct:identifier") })
  readonly id: string = "";
  @Field(() => String, { description: describe("名称", "Title, dct:title@zh") }) readonly title: string = "";
  @Field(() => String, { description: describe("英文名称", "Title, dct:title@en") })
  readonly titleEn: string = "";
  @Field(() => String, { description: describe("摘要", "Description, dct:description") })
  readonly description: string = "";
  @Field(() => codeEnum(themes), { description: describe("主题分类", "Theme, dcat:theme") })
  readonly theme: string = "";
  @Field(() => [String], { description: describe("关键字", "Keywords, dcat:keyword") })
  readonly keywords: readonly string[] = [];
  @Directive(assumedSize(2))
  @Field(() => [Audience], {
    description: describe("服务对象；面向所有人的没有", "For whom it is; none where it is for everybody"),
  })
  readonly audiences: readonly string[] = [];
  @Field(() => Department, { description: describe("数据提供方", "Publisher, dct:publisher") })
  readonly publisher: EntityReference = {};
  @Field(() => String, {
    nullable: true,
    description: describe(
      "联系方式；空则用提供方的办公电话",
      "Contact, dcat:contactPoint; null for the publisher's own",
    ),
  })
  readonly contact: string | null = null;
  @Field(() => codeEnum(openness), { description: describe("开放属性", "Openness, dct:accessRights") })
  readonly openness: string = "";
  @Field(() => String, {
    nullable: true,
    description: describe("开放条件，或不予开放的理由", "Conditions, or why it is not open"),
  })
  readonly opennessNote: string | null = null;
  @Field(() => codeEnum(sharing), { description: describe("共享属性", "Sharing between departments") })
  readonly sharing: string = "";
  @Field(() => codeEnum(rhythms), { description: describe("更新频率", "Rhythm, dct:accrualPeriodicity") })
  readonly rhythm: string = "";
  @Field(() => codeEnum(licences), { description: describe("授权许可", "Licence, dct:license") })
  readonly licence: string = "";
  @Field(() => String, {
    nullable: true,
    description: describe("时间范围", "Time that it covers, dct:temporal"),
  })
  readonly coverage: string | null = null;
  @Field(() => String, { description: describe("空间范围", "Area that it covers, dct:spatial") })
  readonly area: string = "";
  @Field(() => String, { description: describe("依据", "Legal basis") }) readonly legalBasis: string = "";
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: describe("首次发布", "First release, dct:issued"),
  })
  readonly issued: Date | null = null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: describe("最近更新", "Latest release, dct:modified"),
  })
  readonly modified: Date | null = null;
  @Field(() => DateScalar, {
    nullable: true,
    description: describe(
      "按更新频率，下次最迟更新日期；不定期的为空",
      "When the next release is due by its rhythm; null where it has none",
    ),
  })
  readonly nextDue: string | null = null;
  @Field(() => Boolean, {
    description: describe("是否超过更新频率未更新", "Whether the next release is late"),
  })
  readonly isOverdue: boolean = false;
  @Field(() => Int, {
    description: describe("版本：最近一次发布的编号，0为未发布", "Number of its latest release, 0 for none"),
  })
  readonly version: number = 0;
  @Field(() => Int, { description: describe("发布次数", "How many releases it had") })
  readonly releaseCount: number = 0;
  @Field(() => String, {
    nullable: true,
    description: describe(
      "最近一次发布的哈希（整条链的一环）",
      "Hash of its latest release, a link of the chain",
    ),
  })
  readonly hash: string | null = null;
  @Field(() => LongScalar, { description: describe("现有记录数", "Records that are public now") })
  readonly rows: number = 0;
  @Field(() => Int, { description: describe("数据项（列）数", "Number of public columns") })
  readonly columnCount: number = 0;
  @Field(() => Feed, {
    description: describe("报送事项：各列、模板、发布", "The feed: its columns, form, releases"),
  })
  readonly feed: EntityReference = {};
  @Field(() => String, {
    nullable: true,
    description: describe("总图中的类型名；未开放的为空", "Its type in the graph; null when it is not open"),
  })
  readonly graphType: string | null = null;
  @Field(() => String, { nullable: true, description: describe("总图中的列表名", "Its list in the graph") })
  readonly graphList: string | null = null;
}

export const DatasetConnection = wholeListType("Dataset", Dataset, { zh: "数据集", en: "A dataset" });
