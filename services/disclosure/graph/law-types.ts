/** The law behind a feed, with its dates. */
import {
  assumedSize,
  DateScalar,
  describe,
  Directive,
  Field,
  Int,
  ObjectType,
  ownTerm,
  termsOf,
  type FeedContract,
  type LegalBasis,
  type Provision,
  type ProvisionVersion,
  type RowContext,
  type Term,
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

export function toLegalBasis({ title, from, until }: LegalBasis): LegalBasisType {
  return { title, from: from ?? null, until: until ?? null };
}

@ObjectType("CodeWord", {
  description: describe("代码表的一个用语", "A word of a code list"),
  simpleResolvers: true,
})
export class CodeWordType {
  @Field(() => String, { description: describe("代码表", "Name of the code list") }) readonly list: string =
    "";
  @Field(() => String, { description: describe("代码表名称", "Its title") }) readonly title: string = "";
  @Field(() => String, { description: describe("代码", "The code") }) readonly code: string = "";
  @Field(() => String, { description: describe("用语", "The word") }) readonly word: string = "";
  @Field(() => DateScalar, {
    nullable: true,
    description: describe("起始日期；空为未注明", "Its first day; null where it is not noted"),
  })
  readonly from: string | null = null;
  @Field(() => DateScalar, {
    nullable: true,
    description: describe("截止日期；空为现行有效", "Its last day; null while it is in force"),
  })
  readonly until: string | null = null;
  @Field(() => String, {
    nullable: true,
    description: describe("依据；空为系统内置的用语", "Its document; null for the program's own"),
  })
  readonly basis: string | null = null;
}

/**
 * List by list: the codes' own words with what is published of their days, then the words that are published.
 */
export function codeWordsOf(
  { columns }: FeedContract,
  published: Pick<RowContext, "rows">,
): readonly CodeWordType[] {
  const lists = new Set(Object.values(columns).flatMap(({ list }) => list ?? []));
  return [...lists].flatMap((list) => {
    const terms = termsOf(list.name, published);
    const own = list.codes.map((code) => ({
      code: code.name,
      word: code.zh,
      ...daysOf(ownTerm(code, terms) ?? code),
    }));
    const words = new Set(own.map(({ code, word }) => `${code} ${word}`));
    const added = terms
      .filter(({ code, text }) => !words.has(`${code} ${text}`))
      .map((term) => ({ code: term.code, word: term.text, ...daysOf(term) }));
    return [...own, ...added].map((word) => ({ list: list.name, title: list.title.zh, ...word }));
  });
}

function daysOf({ from, until, basis }: Partial<Term>): Pick<CodeWordType, "from" | "until" | "basis"> {
  return { from: from ?? null, until: until ?? null, basis: basis ?? null };
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
