import { z } from "zod";
import { queryPath, source, SOURCE_FIELDS, sourceAnswer, sourceOf } from "../source.js";
import { defineTool, demand } from "../tool.js";

const TEXT = `query McpSearch($text: String!, $types: [SearchType!], $first: Int, $after: String) {
  search(text: $text, types: $types, first: $first, after: $after) {
    totalCount isComplete isApproximate isCurrent pageInfo { endCursor hasNextPage }
    nodes { id type title excerpt day record { __typename ... on Record { ${SOURCE_FIELDS} } } }
  }
}`;

const answer = z.object({
  search: z.object({
    totalCount: z.int(),
    isComplete: z.boolean(),
    isApproximate: z.boolean(),
    isCurrent: z.boolean(),
    pageInfo: z.object({ endCursor: z.string().nullable(), hasNextPage: z.boolean() }),
    nodes: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        title: z.string(),
        excerpt: z.string().nullable(),
        day: z.string().nullable(),
        record: z.union([sourceAnswer, z.looseObject({ __typename: z.string() })]).nullable(),
      }),
    ),
  }),
});

export const search = defineTool({
  name: "search",
  title: "搜索公开记录 Search public records",
  description:
    "Full text search of all public records, enterprises and datasets; texts are Chinese. A hit of a record names its source; `get_record` gives all of it. 全文搜索公开记录、企业和数据集。",
  fields: ["search"],
  input: z.strictObject({
    text: z.string().min(2).max(100).describe("Words, parted by spaces, all of which must be there"),
    types: z.array(z.string().max(100)).max(20).optional().describe("SearchType, such as PENALTY"),
    first: z.int().min(1).max(50).default(10),
    after: z.string().max(1_000).optional().describe("`next` of the page before"),
  }),
  output: z.object({
    total: z.int(),
    isComplete: z.boolean().describe("False: the text is too broad to count all"),
    isApproximate: z.boolean().describe("Nothing matched exactly: these nearly do"),
    isCurrent: z.boolean().describe("Whether the index has all releases"),
    next: z.string().nullable().describe("`after` of the next page; null at the end"),
    hits: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        title: z.string(),
        excerpt: z.string().nullable(),
        day: z.string().nullable(),
        address: z.url(),
        source: source.nullable().describe("Null for an enterprise or a dataset"),
      }),
    ),
  }),
  call: async (given, means) => {
    const { search: found } = answer.parse(await demand(means.ask, TEXT, given));
    return {
      total: found.totalCount,
      isComplete: found.isComplete,
      isApproximate: found.isApproximate,
      isCurrent: found.isCurrent,
      next: found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null,
      hits: found.nodes.map(({ record, ...hit }) => {
        const { data } = sourceAnswer.safeParse(record);
        const of = data ? sourceOf(data, means) : null;
        return { ...hit, address: of?.address ?? means.addressOf(placeOf(hit)), source: of };
      }),
    };
  },
});

/** What is no record: an enterprise is asked for by its number, a dataset is in the catalogue. */
function placeOf({ type, id }: { readonly type: string; readonly id: string }): string {
  return type === "DATASET"
    ? `/catalog/${encodeURIComponent(id)}`
    : queryPath(
        `{ party(id: ${JSON.stringify(id)}) { id name unifiedSocialCreditCode recordCounts { count feed { id title } } } }`,
      );
}
