/**
 * The MCP server of one message: its tools, and the schema as a resource. Nothing is kept between messages.
 */
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  type CallToolResult,
} from "@modelcontextprotocol/sdk/types.js";
import { HubError } from "#schema/errors.js";
import { VERSION } from "#schema/runtime/version.js";
import type { Log } from "../../log.js";
import { toPublicError } from "../../operation/show-error.js";
import { GraphErrors, type Tool, type ToolMeans } from "./tool.js";

export interface McpParts {
  readonly tools: readonly Tool[];
  readonly means: ToolMeans;
  /** The schema of the view, as text. */
  readonly sdl: () => Promise<string>;
  readonly log: Log;
}

export function createMcpServer({ tools, means, sdl, log }: McpParts): McpServer {
  const mcp = new McpServer(
    { name: "tongcha", title: "通查 Tongcha", version: VERSION },
    { capabilities: { tools: {}, resources: {} }, instructions: INSTRUCTIONS },
  );
  const { server } = mcp;
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(({ listing }) => listing) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }): Promise<CallToolResult> => {
    const tool = tools.find(({ listing }) => listing.name === params.name);
    if (!tool)
      throw protocolError(
        new HubError("TOOL_UNKNOWN", {
          tool: params.name.slice(0, SHOWN_CHARACTERS),
          known: tools.map(({ listing }) => listing.name).join("、"),
        }),
      );
    try {
      const given = await tool.call(params.arguments ?? {}, means);
      return { content: [text(given)], structuredContent: given };
    } catch (error) {
      return { content: [text({ errors: errorsOf(error, log) })], isError: true };
    }
  });
  const schema = means.addressOf(SCHEMA);
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: [
      {
        uri: schema,
        name: "schema",
        title: "公开的接口视图 The graph's public schema",
        description:
          "What each type, field and filter means, as GraphQL SDL. It is long: `describe_dataset` has parts.",
        mimeType: SDL_TYPE,
      },
    ],
  }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }) => {
    if (uri !== schema)
      throw protocolError(new HubError("PATH_UNKNOWN", { path: uri.slice(0, SHOWN_CHARACTERS) }));
    return { contents: [{ uri, mimeType: SDL_TYPE, text: await sdl() }] };
  });
  return mcp;
}

const SCHEMA = "/schema/public.graphql";
const SDL_TYPE = "text/plain";
const SHOWN_CHARACTERS = 100;

const INSTRUCTIONS = `Public data of Miyun District, Beijing, as its departments released it: penalties, licences, inspections, social assistance, education, employment, policies, decisions, service guides, departments. Texts are Chinese.
Begin with \`search\` or \`describe_dataset\`; count, sum and filter with \`query\`; for whole datasets give the user a \`download_link\`.
Cite the source, release and address of what you say. Null is not zero: it is not filled in, or not public. What a record does not say is not known here.
本服务提供北京市密云区各部门发布的公开数据。引用时请注明来源、发布编号和固定地址。`;

function text(value: object): { readonly type: "text"; readonly text: string } {
  return { type: "text", text: JSON.stringify(value) };
}

/** As GraphQL tells errors, whoever refused. */
function errorsOf(error: unknown, log: Log): readonly object[] {
  if (error instanceof GraphErrors) return error.errors;
  const { message, code, english, details } = toPublicError(error, log);
  return [{ message, extensions: { code, english, details } }];
}

/** The library's own class puts words of its own before ours. */
function protocolError(error: HubError): Error {
  return Object.assign(new Error(error.message), { code: ErrorCode.InvalidParams, data: error.toJSON() });
}
