/** Answers one message of an agent by the protocol's official library. */
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import type { View } from "../../graph/contracts/views.js";
import type { Log } from "../../log.js";
import { createMcpServer } from "./server.js";
import type { Tool, ToolMeans } from "./tool.js";
import { TOOLS } from "./tools/index.js";

export interface Message {
  /** JSON, as the agent sent it. */
  readonly message: object;
  readonly request: Request;
  readonly view: View;
  readonly means: ToolMeans;
  readonly log: Log;
}

export interface MessageAnswer {
  /** Of HTTP. */
  readonly status: number;
  readonly text: string;
}

export async function answerMessage({ message, request, view, means, log }: Message): Promise<MessageAnswer> {
  const mcp = createMcpServer({ tools: offeredBy(view), means, sdl: view.sdl, log });
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await mcp.connect(transport);
  try {
    const answer = await transport.handleRequest(request, { parsedBody: message });
    return { status: answer.status, text: await answer.text() };
  } finally {
    await mcp.close();
  }
}

/** A tool for which the graph has no fields is not offered. */
function offeredBy({ engine: { schema } }: View): readonly Tool[] {
  const fields = schema.getQueryType()?.getFields() ?? {};
  return TOOLS.filter((tool) => tool.fields.every((name) => fields[name] !== undefined));
}
