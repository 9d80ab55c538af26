import { getNamedType, isEnumType, isObjectType, printType, type GraphQLSchema } from "graphql";
import { z } from "zod";
import { defineTool, demand, noDataset } from "../tool.js";

const TEXT = `query McpDataset($id: ID!) {
  dataset(id: $id) {
    id title titleEn description keywords themeLabel opennessLabel opennessNote rhythmLabel licenceLabel legalBasis
    rows version modified nextDue isOverdue hash graphType graphList publisher { code name }
    feed { columns { field header headerEn kind show unit isRequired isIndexed } }
  }
}`;

const described = z.object({
  id: z.string(),
  title: z.string(),
  titleEn: z.string(),
  description: z.string(),
  keywords: z.array(z.string()),
  themeLabel: z.string(),
  opennessLabel: z.string(),
  opennessNote: z.string().nullable(),
  rhythmLabel: z.string(),
  licenceLabel: z.string(),
  legalBasis: z.string(),
  rows: z.int(),
  nextDue: z.string().nullable(),
  isOverdue: z.boolean(),
  publisher: z.object({ code: z.string(), name: z.string() }),
});
const column = z.object({
  field: z.string(),
  header: z.string(),
  headerEn: z.string(),
  kind: z.string(),
  show: z.string(),
  unit: z.string().nullable(),
  isRequired: z.boolean(),
  isIndexed: z.boolean(),
});
const answer = z.object({
  dataset: described
    .extend({
      version: z.int(),
      modified: z.string().nullable(),
      hash: z.string().nullable(),
      graphType: z.string().nullable(),
      graphList: z.string().nullable(),
      feed: z.object({ columns: z.array(column) }),
    })
    .nullable(),
});

export const describeDataset = defineTool({
  name: "describe_dataset",
  title: "数据集说明 Describe a dataset",
  description:
    "What a dataset holds, how old it is and under which licence, and how to ask for it in `query`: its type, filters and orders. Ids: `search`, or `query` with { datasets { nodes { id title } } }. 数据集的说明、各列和查询方法。",
  fields: ["dataset"],
  input: z.strictObject({ id: z.string().max(200).describe("Such as enforcement.penalties") }),
  output: described.extend({
    address: z.url().describe("In the catalogue"),
    release: z
      .object({ number: z.int(), releasedAt: z.string().nullable(), hash: z.string().nullable() })
      .describe("The latest"),
    columns: z.array(column),
    graph: z
      .object({ type: z.string(), list: z.string(), example: z.string(), schema: z.string() })
      .nullable()
      .describe("How to ask for its records; null for a dataset that is not open"),
  }),
  call: async ({ id }, { ask, schema, addressOf }) => {
    const { dataset } = answer.parse(await demand(ask, TEXT, { id }));
    if (dataset === null) throw noDataset("describe_dataset", id);
    const { feed, version, modified, hash, graphType: type, graphList: list, ...rest } = dataset;
    return {
      ...rest,
      address: addressOf(`/catalog/${encodeURIComponent(dataset.id)}`),
      release: { number: version, releasedAt: modified, hash },
      columns: type === null ? [] : feed.columns,
      graph:
        type === null || list === null
          ? null
          : {
              type,
              list,
              example: `{ ${list}(first: 5) { totalCount nodes { id title permalink provenance { row release { number releasedAt } } } } }`,
              schema: excerptOf(schema, type),
            },
    };
  },
});

/** The type with its codes, its filter and its orders. */
function excerptOf(schema: GraphQLSchema, name: string): string {
  const type = schema.getType(name);
  const codes = isObjectType(type)
    ? Object.values(type.getFields())
        .map((field) => getNamedType(field.type))
        .filter(isEnumType)
    : [];
  return [type, ...[`${name}Where`, `${name}Order`].map((other) => schema.getType(other)), ...new Set(codes)]
    .flatMap((one) => (one ? [printType(one)] : []))
    .join("\n\n");
}
