/** An agent: the official client of the Model Context Protocol at the hub's `/mcp`. */
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { valueAt, type Answer } from "./start-hub.js";

export interface Agent {
  readonly client: Client;
  /** By the tool `query`. */
  readonly query: (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export async function openAgent(url: string): Promise<Agent> {
  const client = new Client({ name: "test", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL("/mcp", url));
  await client.connect(transport);
  // From then on the client holds answers against their schemas.
  await client.listTools();
  return {
    client,
    query: async (query, variables = {}) => {
      const { content } = await client.callTool({ name: "query", arguments: { query, variables } });
      return JSON.parse(String(valueAt(content, 0, "text"))) as Answer; // each answer is one of GraphQL
    },
    close: () => client.close(),
  };
}
