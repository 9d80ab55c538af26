/** The code lists of all feeds with their words: what a client needs for a menu of codes or a legend. */
import {
  Arg,
  Args,
  assumedSize,
  codeListsOf,
  Ctx,
  DateScalar,
  describe,
  Directive,
  feedDirective,
  Field,
  FieldResolver,
  InLanguage,
  LIST_SIZE,
  ObjectType,
  ownTerm,
  PageArguments,
  pageOf,
  provisionReference,
  publishedProvisions,
  Query,
  Resolver,
  Root,
  termsOf,
  wholeListType,
  type Code,
  type CodeList,
  type Language,
  type SubgraphContext,
  type WholeList,
} from "#kit";

const PROVISION_CHANGES = feedDirective({ id: provisionReference.feed });

interface Value {
  readonly list: CodeList;
  readonly code: Code;
}

@ObjectType("CodeListValue", { description: describe("代码表中的一个代码", "A code of a code list") })
class CodeListValueType {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }

  @Field(() => String, { description: describe("代码，即枚举值", "The code: the value of the enum") })
  get code(): string {
    return this.value.code.name;
  }
}

@ObjectType("CodeList", {
  description: describe("代码表：接口中的一个枚举", "A code list: an enum of the graph, with its words"),
})
class CodeListType {
  readonly list: CodeList;
  constructor(list: CodeList) {
    this.list = list;
  }

  @Field(() => String, { description: describe("代码表，即枚举的名称", "Its name: that of the enum") })
  get name(): string {
    return this.list.name;
  }
  @Field(() => String, { description: describe("名称", "Title") }) get title(): string {
    return this.list.title.zh;
  }
  @Field(() => String, { description: describe("英文名称", "Title in English") }) get titleEn(): string {
    return this.list.title.en;
  }
  @Directive(assumedSize(8))
  @Field(() => [CodeListValueType], {
    description: describe("各代码，按标准中的顺序", "Its codes, in the order of the standard"),
  })
  get values(): readonly CodeListValueType[] {
    return this.list.codes.map((code) => new CodeListValueType({ list: this.list, code }));
  }
}

const Connection = wholeListType("CodeList", CodeListType, { zh: "代码表", en: "A code list" });

@Resolver(() => CodeListType)
export class CodeListResolver {
  @Directive(LIST_SIZE)
  @Query(() => Connection, {
    description: describe(
      "各报送事项的代码表，按名称；schema/code-lists.json 中的内容与此相同，但没有各部门自行定义的数据集的",
      "The code lists of all feeds by name; the same as a file, but for those of datasets that departments define, is `schema/code-lists.json`",
    ),
  })
  codeLists(
    @Arg("names", () => [String], {
      nullable: true,
      description: describe("只取这些代码表", "Only these lists"),
    })
    names: readonly string[] | null,
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() { contracts }: SubgraphContext,
  ): WholeList<CodeListType> {
    const wanted = names ? new Set(names) : null;
    const lists = codeListsOf(contracts()).map((list) => new CodeListType(list));
    return pageOf(
      lists,
      ({ name }) => name,
      pages,
      ({ name }) => wanted?.has(name) ?? true,
    );
  }
}

@Resolver(() => CodeListValueType)
export class CodeListValueResolver {
  @FieldResolver(() => String, { description: describe("名称", "Its word") })
  label(
    @Root() { value: { code } }: CodeListValueType,
    @InLanguage(describe("名称的语言，默认中文", "The language of the word, Chinese unless told"))
    language: Language,
  ): string {
    return language === "EN" ? code.en : code.zh;
  }

  @Directive(PROVISION_CHANGES)
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: describe("起始日期；空为未注明", "Its first day; null where it is not noted"),
  })
  async from(@Root() { value }: CodeListValueType, @Ctx() context: SubgraphContext): Promise<string | null> {
    return (await daysOf(value, context)).from ?? null;
  }

  @Directive(PROVISION_CHANGES)
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: describe("截止日期；空为现行有效", "Its last day; null while it is in force"),
  })
  async until(@Root() { value }: CodeListValueType, @Ctx() context: SubgraphContext): Promise<string | null> {
    return (await daysOf(value, context)).until ?? null;
  }
}

/** What is published of a code's days replaces its own. */
async function daysOf(
  { list, code }: Value,
  context: SubgraphContext,
): Promise<{ readonly from?: string; readonly until?: string | null }> {
  return ownTerm(code, termsOf(list.name, await publishedProvisions(context))) ?? code;
}
