/** `suggestions(text:)`: what may be meant, while somebody types. */
import {
  Arg,
  cost,
  Ctx,
  describe,
  Directive,
  Field,
  ID,
  Int,
  labelField,
  ObjectType,
  Query,
  Resolver,
  slicedSize,
  type ClassType,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import type { hitTypes } from "../graph/hit-types.js";
import { suggest, type Suggestion } from "./suggest.js";

const DEFAULT_SIZE = 8;
const MOST = 20;
/** In points: an index of titles, and a search where nothing begins so. */
const SUGGEST = 100;

export function suggestResolvers({
  SearchType,
  typeLabel,
}: Pick<ReturnType<typeof hitTypes>, "SearchType" | "typeLabel">): readonly ClassType[] {
  @ObjectType("SearchSuggestion", {
    description: describe("一条搜索建议", "Something that may be meant"),
    simpleResolvers: true,
  })
  class SearchSuggestion implements Suggestion {
    @Field(() => String, { description: describe("标题", "Its title") }) readonly text: string = "";
    @Field(() => SearchType, { description: describe("类型", "Its type") }) readonly type: string = "";
    @Field(() => ID, { description: describe("编号", "Its identifier") }) readonly id: string = "";
  }

  @Resolver()
  class SuggestResolver {
    @Directive(slicedSize(DEFAULT_SIZE))
    @Directive(cost(SUGGEST))
    @Query(() => [SearchSuggestion], {
      description: describe(
        "搜索建议：以所输文字开头的标题在前，不足时为搜索的结果，允许错别字",
        "What may be meant by a text that is being typed: titles that begin with it, then what a search finds, with allowance for typing mistakes",
      ),
    })
    suggestions(
      @Arg("text", () => String, {
        description: describe("已输入的文字，最多100个字符", "What is typed so far, 100 characters at most"),
      })
      text: string,
      @Arg("first", () => Int, {
        defaultValue: DEFAULT_SIZE,
        description: describe(`条数，最多${MOST}`, `How many, ${MOST} at most`),
      })
      first: number,
      @Ctx() context: SubgraphContext,
    ): Promise<readonly Suggestion[]> {
      if (first < 1 || first > MOST)
        throw new HubError("PAGE_ARGUMENTS", {
          reason: `建议1至${MOST}条`,
          reasonEn: `there are 1 to ${MOST} suggestions`,
        });
      return suggest(hubOf(context), context.contracts(), text, first);
    }
  }
  return [SuggestResolver, labelField({ on: SearchSuggestion, ...typeLabel })];
}
