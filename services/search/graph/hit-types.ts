/**
 * The types of a search's answer. Which types a hit may be of follows from the feeds, so they are made for
 * the feeds that there are.
 */
import {
  DateScalar,
  describe,
  entityStub,
  Field,
  ID,
  Int,
  ObjectType,
  objectType,
  registerEnumType,
  createUnionType,
  snakeCase,
  type EntityReference,
  type FeedContract,
} from "#kit";
import { DATASET } from "../index/catch-up.js";
import { PARTY } from "../index/index-feed.js";

/** A type that can be found. */
export interface Kind {
  readonly type: string;
  readonly zh: string;
  readonly en: string;
}

const OWN_KINDS: readonly Kind[] = [
  { type: PARTY, zh: "行政相对人", en: "Parties" },
  { type: DATASET, zh: "数据集", en: "Datasets" },
];

export function kindsOf(contracts: readonly FeedContract[]): readonly Kind[] {
  return [...OWN_KINDS, ...contracts.map(({ type, title }) => ({ type, ...title }))];
}

export type HitRecord = EntityReference & { readonly __typename: string };

export function hitTypes(contracts: readonly FeedContract[]) {
  const kinds = kindsOf(contracts);
  const names = new Map(kinds.map((kind) => [snakeCase(kind.type).slice(1).toUpperCase(), kind]));
  const SearchType = Object.fromEntries([...names].map(([name, { type }]) => [name, type]));
  registerEnumType(SearchType, {
    name: "SearchType",
    description: describe("能搜到的内容的类型", "What can be found"),
    valuesConfig: Object.fromEntries(
      [...names].map(([name, { zh, en }]) => [name, { description: describe(zh, en) }]),
    ),
  });
  const typeLabel = {
    from: "type",
    name: "typeLabel",
    field: {
      kind: "code",
      required: true,
      zh: "类型",
      en: "Its type",
      list: {
        name: "SearchType",
        title: { zh: "类型", en: "Its type" },
        codes: kinds.map(({ type, ...words }) => ({ name: type, ...words })),
      },
    },
  } as const;
  const records = kinds.map(({ type }) => entityStub("search", type, "id"));
  const SearchRecord = createUnionType({
    name: "SearchRecord",
    description: describe("搜到的记录、行政相对人或数据集", "The record, party or dataset that was found"),
    types: () => records,
    resolveType: ({ __typename: type }) => type,
  });

  @ObjectType("SearchHit", {
    description: describe("一条搜索结果", "Something that was found"),
    simpleResolvers: true,
  })
  class SearchHit {
    @Field(() => SearchType, { description: describe("类型", "Its type") }) readonly type: string = "";
    @Field(() => ID, { description: describe("编号", "Its identifier") }) readonly id: string = "";
    @Field(() => String, { description: describe("标题", "Its title") }) readonly title: string = "";
    @Field(() => String, {
      nullable: true,
      description: describe(
        "命中处的文字；标题已命中的为空",
        "Words around what was found; null when that is the title",
      ),
    })
    readonly excerpt: string | null = null;
    @Field(() => DateScalar, {
      nullable: true,
      description: describe(
        "记录的日期；没有日期的（如学校）为空",
        "Its day; null for what has none, such as a school",
      ),
    })
    readonly day: string | null = null;
    @Field(() => SearchRecord, { nullable: true, description: describe("内容", "What it is") })
    readonly record: HitRecord | null = null;
  }

  @ObjectType("SearchEdge", {
    description: describe("一条搜索结果及其游标", "Something that was found, and its cursor"),
    simpleResolvers: true,
  })
  class SearchEdge {
    @Field(() => SearchHit, { description: describe("搜索结果", "What was found") })
    readonly node: SearchHit = new SearchHit();
    @Field(() => String, { description: describe("游标：从这里继续", "Cursor: where to go on from") })
    readonly cursor: string = "";
  }

  @ObjectType("SearchFacet", {
    description: describe("一种类型的结果数", "How much of a type was found"),
    simpleResolvers: true,
  })
  class SearchFacet {
    @Field(() => SearchType, { description: describe("类型", "The type") }) readonly type: string = "";
    @Field(() => Int, { description: describe("结果数", "How many") }) readonly count: number = 0;
  }

  @ObjectType("SearchCodeFacet", {
    description: describe("一个部门或区划的结果数", "How much of a department, or of a town, was found"),
    simpleResolvers: true,
  })
  class SearchCodeFacet {
    @Field(() => String, { description: describe("部门编码或区划代码", "Its code") }) readonly code: string =
      "";
    @Field(() => String, { description: describe("名称", "Its name") }) readonly name: string = "";
    @Field(() => Int, { description: describe("结果数", "How many") }) readonly count: number = 0;
  }

  @ObjectType("SearchYearFacet", {
    description: describe("一年的结果数", "How much of a year was found"),
    simpleResolvers: true,
  })
  class SearchYearFacet {
    @Field(() => Int, { description: describe("年份", "The year") }) readonly year: number = 0;
    @Field(() => Int, { description: describe("结果数", "How many") }) readonly count: number = 0;
  }

  @ObjectType("SearchValueFacet", {
    description: describe("一个值的结果数", "How much was found with a value"),
    simpleResolvers: true,
  })
  class SearchValueFacet {
    @Field(() => String, { description: describe("值", "The value; of a code the code") })
    readonly value: string = "";
    @Field(() => String, { description: describe("名称", "In words") }) readonly text: string = "";
    @Field(() => Int, { description: describe("结果数", "How many") }) readonly count: number = 0;
  }

  const SearchOrder = { RELEVANCE: "RELEVANCE", NEWEST: "NEWEST" };
  registerEnumType(SearchOrder, {
    name: "SearchOrder",
    description: describe("搜索结果的次序", "Order of what was found"),
    valuesConfig: {
      RELEVANCE: { description: describe("按相关程度", "What fits best first") },
      NEWEST: { description: describe("新的在前", "The newest first") },
    },
  });

  const SearchConnection = objectType(
    "SearchConnection",
    describe("搜索结果，按相关程度排列，分页", "What was found, the most relevant first, in pages"),
  );
  return {
    SearchType,
    SearchHit,
    SearchEdge,
    SearchFacet,
    SearchCodeFacet,
    SearchYearFacet,
    SearchValueFacet,
    SearchOrder,
    SearchConnection,
    typeLabel,
  };
}
