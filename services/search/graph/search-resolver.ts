/** `search(text:)`: over all public records, enterprises and datasets. Made for the feeds that there are. */
import {
  Arg,
  Args,
  ArgsType,
  cost,
  Ctx,
  DateScalar,
  describe,
  Directive,
  Field,
  FieldResolver,
  Int,
  labelField,
  nameOfLink,
  PageInfoType,
  Query,
  Resolver,
  Root,
  type ClassType,
  type FeedContract,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import { cursorOf, DEFAULT_SIZE, MOST, MOST_CODES, toResults, type Results } from "./results.js";
import { feedsBehind } from "../index/catch-up.js";
import { MAX_LENGTH } from "../query/plan-search.js";
import type { Facet, Hit } from "../query/search.js";
import { MOST_HITS } from "../query/search-statement.js";
import { kindsOf, type hitTypes, type HitRecord } from "./hit-types.js";

/** In points: the statements of a text that is misspelt go through much of the index. */
const SEARCH = 500;

/** In points: an answer without the filter is searched for. */
const FACET = 100;

export function searchResolvers(
  contracts: readonly FeedContract[],
  {
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
  }: ReturnType<typeof hitTypes>,
): readonly ClassType[] {
  const known = new Set(kindsOf(contracts).map(({ type }) => type));

  @ArgsType()
  class SearchArguments {
    @Field(() => String, {
      description: describe(
        `搜索词，2至${MAX_LENGTH}个字符；几个词用空格隔开，须同时满足。有错别字时给出近似结果`,
        `What to look for: 2 to ${MAX_LENGTH} characters. Of several words, parted by spaces, all must be there. Typing mistakes are allowed for`,
      ),
    })
    readonly text!: string;
    @Field(() => [SearchType], {
      nullable: true,
      description: describe("只搜这些类型", "Only of these types"),
    })
    readonly types?: readonly string[] | null;
    @Field(() => [String], {
      nullable: true,
      description: describe(
        `只搜这些部门报送的，写编码，最多${MOST_CODES}个`,
        `Only what these departments handed in, by code, ${MOST_CODES} at most`,
      ),
    })
    readonly departments?: readonly string[] | null;
    @Field(() => [String], {
      nullable: true,
      description: describe(
        `只搜这些乡镇、街道或地区的，写区划代码，最多${MOST_CODES}个`,
        `Only of these towns, by code, ${MOST_CODES} at most`,
      ),
    })
    readonly areas?: readonly string[] | null;
    @Field(() => DateScalar, {
      nullable: true,
      description: describe(
        "记录的日期不早于此日；没有日期的不列",
        "Their days at the earliest; without what has none",
      ),
    })
    readonly from?: string | null;
    @Field(() => DateScalar, {
      nullable: true,
      description: describe(
        "记录的日期不晚于此日；没有日期的不列",
        "Their days at the latest; without what has none",
      ),
    })
    readonly until?: string | null;
    @Field(() => String, {
      nullable: true,
      description: describe(
        "只搜符合此条件的，JSON，与该类型列表的 where 相同；须用 types 限定一种类型",
        "Only what keeps this condition: JSON, the `where` of the list of the one type that `types` names",
      ),
    })
    readonly where?: string | null;
    @Field(() => SearchOrder, {
      nullable: true,
      description: describe("排列次序，默认按相关程度", "Order; by relevance unless told"),
    })
    readonly orderBy?: string | null;
    @Field(() => Int, {
      nullable: true,
      description: describe(
        `取的条数，默认${DEFAULT_SIZE}，最多${MOST}`,
        `How many: ${DEFAULT_SIZE} unless told, at most ${MOST}`,
      ),
    })
    readonly first?: number | null;
    @Field(() => String, { nullable: true, description: describe("从此游标之后取", "After this cursor") })
    readonly after?: string | null;
  }

  @Resolver(() => SearchConnection)
  class SearchResolver {
    @Directive(
      `@listSize(assumedSize: ${DEFAULT_SIZE}, slicingArguments: ["first"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)`,
    )
    @Directive(cost(SEARCH))
    @Query(() => SearchConnection, {
      description: describe(
        "全文搜索：全部公开记录、企业和数据集，按相关程度排列",
        "Searches all public records, enterprises and datasets, the most relevant first",
      ),
    })
    search(@Args(() => SearchArguments) asked: SearchArguments, @Ctx() context: SubgraphContext): Results {
      return toResults(asked, context);
    }

    @FieldResolver(() => [SearchHit], { description: describe("本页的结果", "What was found, of this page") })
    async nodes(@Root() results: Results): Promise<readonly HitNode[]> {
      return (await results.found()).hits.map(toNode);
    }

    @FieldResolver(() => [SearchEdge], {
      description: describe("本页的结果及游标", "What was found, with cursors"),
    })
    async edges(@Root() { found }: Results): Promise<readonly object[]> {
      return (await found()).hits.map((hit) => ({ node: toNode(hit), cursor: cursorOf(hit.place) }));
    }

    @FieldResolver(() => PageInfoType, {
      description: describe("分页信息", "What comes before and after"),
    })
    async pageInfo(@Root() { skip, size, found }: Results): Promise<object> {
      const { hits, total } = await found();
      const [first, last] = [hits.at(0), hits.at(-1)];
      return {
        hasNextPage: skip + size < total,
        hasPreviousPage: skip > 0,
        startCursor: first ? cursorOf(first.place) : null,
        endCursor: last ? cursorOf(last.place) : null,
      };
    }

    @FieldResolver(() => Int, {
      description: describe(
        `结果数；isComplete 为 false 时只数了最相关的约${MOST_HITS}条`,
        `How much was found; about ${MOST_HITS} when isComplete is false`,
      ),
    })
    async totalCount(@Root() { found }: Results): Promise<number> {
      return (await found()).total;
    }

    @FieldResolver(() => Boolean, {
      description: describe(
        "结果数是否完整；搜索词过于宽泛时为 false，请增加搜索词或限定类型",
        "Whether all were counted; false for too broad a text",
      ),
    })
    async isComplete(@Root() { found }: Results): Promise<boolean> {
      return (await found()).isComplete;
    }

    @FieldResolver(() => Boolean, {
      description: describe(
        "没有完全匹配的结果，给出的是近似的（容错）",
        "Nothing matched exactly: this is what nearly does",
      ),
    })
    async isApproximate(@Root() { found }: Results): Promise<boolean> {
      return (await found()).isApproximate;
    }

    @FieldResolver(() => [SearchFacet], {
      description: describe(
        "各类型的结果数，多的在前；不受 types 限制",
        "How much of each type was found, the most first; whatever `types` says",
      ),
    })
    async facets(@Root() { facet }: Results): Promise<readonly object[]> {
      return (await facet("types"))
        .filter(({ key }) => known.has(key))
        .map(({ key, count }) => ({ type: key, count }));
    }

    @Directive(cost(FACET))
    @FieldResolver(() => [SearchCodeFacet], {
      description: describe(
        "各部门报送的结果数，多的在前；不受 departments 限制",
        "How much of each department was found, the most first; whatever `departments` says",
      ),
    })
    departmentFacets(
      @Root() { facet }: Results,
      @Ctx() context: SubgraphContext,
    ): Promise<readonly object[]> {
      return named("Department", facet("departments"), context);
    }

    @Directive(cost(FACET))
    @FieldResolver(() => [SearchCodeFacet], {
      description: describe(
        "各乡镇、街道和地区的结果数，多的在前；不受 areas 限制",
        "How much of each town was found, the most first; whatever `areas` says",
      ),
    })
    areaFacets(@Root() { facet }: Results, @Ctx() context: SubgraphContext): Promise<readonly object[]> {
      return named("Area", facet("areas"), context);
    }

    @Directive(cost(FACET))
    @FieldResolver(() => [SearchYearFacet], {
      description: describe(
        "各年的结果数，新的在前；不受起止日期限制",
        "How much of each year was found, the latest first; whatever `from` and `until` say",
      ),
    })
    async yearFacets(@Root() { facet }: Results): Promise<readonly object[]> {
      return (await facet("years"))
        .map(({ key, count }) => ({ year: Number(key), count }))
        .toSorted((one, other) => other.year - one.year);
    }

    @Directive(cost(FACET))
    @FieldResolver(() => [SearchValueFacet], {
      description: describe(
        "按某一字段的值分的结果数，多的在前；须用 types 限定一种类型",
        "How much was found by the values of a field, the most first; of the one type that `types` names",
      ),
    })
    valueFacets(
      @Arg("field", () => String, {
        description: describe("字段名，可筛选的", "A field that its list filters by"),
      })
      field: string,
      @Root() { values }: Results,
    ): Promise<readonly object[]> {
      return values(field);
    }

    @FieldResolver(() => Boolean, {
      description: describe(
        "索引是否已包含全部发布；通常在发布后两秒内更新",
        "Whether the index has all releases; usually within two seconds of one",
      ),
    })
    async isCurrent(@Ctx() context: SubgraphContext): Promise<boolean> {
      return (await feedsBehind(hubOf(context).statements, context.contracts())).length === 0;
    }
  }
  return [
    SearchResolver,
    labelField({ on: SearchHit, ...typeLabel }),
    labelField({ on: SearchFacet, ...typeLabel }),
  ];
}

async function named(
  type: string,
  facet: Promise<Facet>,
  context: SubgraphContext,
): Promise<readonly object[]> {
  return Promise.all(
    (await facet).map(async ({ key, count }) => ({
      code: key,
      name: await nameOfLink({ type, key }, context),
      count,
    })),
  );
}

interface HitNode extends Omit<Hit, "key" | "place"> {
  readonly id: string;
  readonly record: HitRecord;
}

function toNode({ key, type, title, excerpt, day }: Hit): HitNode {
  return { type, title, excerpt, day, id: key, record: { __typename: type, id: key } };
}
