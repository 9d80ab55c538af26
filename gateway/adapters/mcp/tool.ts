/** A tool of the MCP server: what it takes and gives, each by a schema, and how it asks the graph. */
import { ToolSchema, type Tool as ToolListing } from "@modelcontextprotocol/sdk/types.js";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import { z } from "zod";
import { HubError } from "#schema/errors.js";
import type { AskGraph } from "../ask-graph.js";

export interface ToolMeans {
  readonly ask: AskGraph;
  /** Of the view that is asked. */
  readonly schema: GraphQLSchema;
  /** The whole address of a path of the hub. */
  readonly addressOf: (path: string) => string;
}

export interface Tool {
  readonly listing: ToolListing;
  /** Fields of `Query` that it asks for: where the view lacks one, the tool is not offered. */
  readonly fields: readonly string[];
  /** Rejects with TOOL_ARGUMENTS, GraphErrors, or the code that the graph refuses with. */
  readonly call: (given: unknown, means: ToolMeans) => Promise<Readonly<Record<string, unknown>>>;
}

/** What the graph says of a question that it could not answer. */
export class GraphErrors extends Error {
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super(errors.map(({ message }) => message).join("\n"));
    this.name = "GraphErrors";
    this.errors = errors;
  }
}

export interface ToolParts<Input extends z.ZodObject, Output extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly string[];
  readonly input: Input;
  readonly output: Output;
  readonly call: (given: z.output<Input>, means: ToolMeans) => Promise<z.input<Output>>;
}

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>({
  name,
  title,
  description,
  fields,
  input,
  output,
  call,
}: ToolParts<Input, Output>): Tool {
  return {
    fields,
    listing: ToolSchema.parse({
      name,
      title,
      description,
      inputSchema: z.toJSONSchema(input, { target: "draft-7", io: "input" }),
      outputSchema: z.toJSONSchema(output, { target: "draft-7" }),
      annotations: { title, readOnlyHint: true, openWorldHint: false },
    }),
    call: async (given, means) => {
      const read = input.safeParse(given);
      if (!read.success) throw wrongArguments(name, input, given);
      return output.parse(await call(read.data, means));
    },
  };
}

/** Answers `data`, whole; rejects with GraphErrors. */
export async function demand(
  ask: AskGraph,
  text: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { data, errors = [] } = await ask({ document: { kind: "text", text }, variables });
  if (data === null || errors.length > 0) throw new GraphErrors(errors);
  return data;
}

export function noDataset(tool: string, id: string): HubError {
  return new HubError("TOOL_ARGUMENTS", {
    tool,
    reason: `没有数据集“${id}”，或未开放`,
    reasonEn: `there is no dataset '${id}', or it is not open`,
  });
}

function wrongArguments(tool: string, input: z.ZodObject, given: unknown): HubError {
  const [zh, en] = [z.locales.zhCN(), z.locales.en()].map(({ localeError }) =>
    (input.safeParse(given, { error: localeError }).error?.issues ?? [])
      .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}：${message}`))
      .join("；")
      .slice(0, SHOWN_CHARACTERS),
  );
  return new HubError("TOOL_ARGUMENTS", {
    tool,
    reason: zh ?? "",
    reasonEn: (en ?? "").replaceAll("：", ": ").replaceAll("；", "; "),
  });
}

const SHOWN_CHARACTERS = 300;
