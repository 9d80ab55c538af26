/** The law behind a feed, with its dates. */
import {
  assumedSize,
  DateScalar,
  describe,
  Directive,
  Field,
  Int,
  ObjectType,
  type Provision,
  type ProvisionVersion,
} from "#kit";

@ObjectType("LegalBasis", {
  description: describe("依据", "A law, regulation or document by which a feed is public"),
  simpleResolvers: true,
})
export class LegalBasisType {
  @Field(() => String, { description: describe("名称、文号和条款", "Title, number and clause") })
  readonly title: string = "";
  @Field(() => DateScalar, {
    nullable: true,
    description: describe("施行日期；空为未注明", "Its first day; null where it is not noted"),
  })
  readonly from: string | null = null;
  @Field(() => DateScalar, {
    nullable: true,
    description: describe("最后有效日；空为现行有效", "Its last day; null while it is in force"),
  })
  readonly until: string | null = null;
}

@ObjectType("ProvisionValue", {
  description: describe("规则参数的取值", "A number of a provision"),
  simpleResolvers: true,
})
export class ProvisionValueType {
  @Field(() => String, { description: describe("参数代码", "Name of the parameter") })
  readonly parameter: string = "";
  @Field(() => String, { description: describe("参数名称", "What it means") }) readonly title: string = "";
  @Field(() => Int, { description: describe("数值", "The number") }) readonly value: number = 0;
  @Field(() => String, { description: describe("单位", "Its unit") }) readonly unit: string = "";
}

@ObjectType("ProvisionVersion", {
  description: describe("规则的一个版本", "A provision as it is from a day on"),
  simpleResolvers: true,
})
export class ProvisionVersionType {
  @Field(() => DateScalar, { description: describe("起始日期", "Its first day") }) readonly from: string = "";
  @Field(() => String, { description: describe("依据", "Document, number, clause") })
  readonly basis: string = "";
  @Field(() => Boolean, {
    description: describe("是否已与原文核实", "Whether it was read in the document itself"),
  })
  readonly isConfirmed: boolean = false;
  @Directive(assumedSize(6))
  @Field(() => [ProvisionValueType], { description: describe("各参数", "Its numbers") })
  readonly values: readonly ProvisionValueType[] = [];
}

@ObjectType("Provision", {
  description: describe(
    "按日期适用的规则，含已发布的调整（provisionChanges）",
    "Numbers of the law by date, with the published changes of them (`provisionChanges`)",
  ),
  simpleResolvers: true,
})
export class ProvisionType {
  @Field(() => String, { description: describe("规则编号", "Identifier") }) readonly id: string = "";
  @Field(() => String, { description: describe("名称", "Title") }) readonly title: string = "";
  @Field(() => String, { description: describe("据以适用的日期", "The day that decides") })
  readonly by: string = "";
  @Directive(assumedSize(4))
  @Field(() => [ProvisionVersionType], { description: describe("各版本，新的在前", "Newest first") })
  readonly versions: readonly ProvisionVersionType[] = [];
}

export function toProvision(
  { id, title, by, parameters }: Provision,
  versions: readonly ProvisionVersion[],
): ProvisionType {
  return {
    id,
    title: title.zh,
    by: by.zh,
    versions: versions.map(({ values, ...version }) => ({
      ...version,
      values: Object.entries(parameters).map(([parameter, { zh, unit }]) => ({
        parameter,
        title: zh,
        value: values[parameter] ?? 0,
        unit,
      })),
    })),
  };
}
