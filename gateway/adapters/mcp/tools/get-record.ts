import {
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLOutputType,
} from "graphql";
import { z } from "zod";
import { HubError } from "#schema/errors.js";
import { source, SOURCE_FIELDS, sourceAnswer, sourceOf } from "../source.js";
import { defineTool, demand, GraphErrors } from "../tool.js";

const KIND = "query McpKind($id: ID!) { node(id: $id) { type: __typename } }";
const kindAnswer = z.object({ node: z.object({ type: z.string() }).nullable() });
const recordAnswer = z.object({ node: z.looseObject({ source: sourceAnswer.optional() }).nullable() });

/** Takes a record's id, or the address that ends with it. */
export const recordId = z
  .string()
  .max(500)
  .describe("The record's id, or its address for good: /id/<type>/<id>")
  .transform((text) => text.split("/").at(-1) ?? "");

export const getRecord = defineTool({
  name: "get_record",
  title: "取一条记录 Get a record",
  description:
    "All that is public of one record, with its source. Null values are not filled in, or not public. 取一条公开记录的全部内容和来源。",
  fields: ["node"],
  input: z.strictObject({ id: recordId }),
  output: z.object({
    type: z.string(),
    record: z.record(z.string(), z.unknown()),
    source,
    errors: z.array(z.record(z.string(), z.unknown())).optional().describe("Of fields that are missing"),
  }),
  call: async ({ id }, means) => {
    const { node: kind } = kindAnswer.parse(await demand(means.ask, KIND, { id }));
    const type = kind && means.schema.getType(kind.type);
    if (!isObjectType(type)) throw unknown(id);
    const leaves = Object.values(type.getFields())
      .filter(isPlain)
      .map(({ name }) => name);
    const text = `query McpRecord($id: ID!) { node(id: $id) { ... on ${type.name} { ${leaves.join(" ")} ${SOURCE_FIELDS} } } }`;
    const { data, errors } = await means.ask({ document: { kind: "text", text }, variables: { id } });
    const node = recordAnswer.parse(data ?? { node: null }).node;
    if (node === null && errors) throw new GraphErrors(errors);
    // It may be withdrawn between the two questions.
    if (node === null) throw unknown(id);
    const of = sourceAnswer.safeParse(node);
    if (!of.success) throw new GraphErrors(errors ?? []);
    return {
      type: type.name,
      record: Object.fromEntries(leaves.map((name) => [name, node[name]])),
      source: sourceOf(of.data, means),
      ...(errors && { errors: errors.map((error) => ({ ...error })) }),
    };
  },
});

function unknown(id: string): HubError {
  return new HubError("RECORD_UNKNOWN", { record: id.slice(0, 100) });
}

/** A value or a list of them that needs no argument. */
function isPlain({ type, args }: GraphQLField<unknown, unknown>): boolean {
  return (
    isLeafType(innermost(type)) &&
    args.every(({ type: of, defaultValue }) => defaultValue !== undefined || getNullableType(of) === of)
  );
}

function innermost(type: GraphQLOutputType): GraphQLOutputType {
  const nullable = getNullableType(type);
  return isListType(nullable) ? innermost(nullable.ofType) : nullable;
}
