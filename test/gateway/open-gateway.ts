/** A gateway by itself before test subgraphs that answer over HTTP as a test wants. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { GatewayLimits } from "../../gateway/open-gateway.js";
import { openStandaloneGateway, type StandaloneOptions } from "../../gateway/open-standalone.js";
import { openSharedPlanner } from "../shared-planner.js";
import { LENIENT } from "./lenient-parts.js";
import { composeSupergraph } from "../../gateway/graph/composition/compose-known.js";

export type AnswerRequest = (body: string, response: ServerResponse, request: IncomingMessage) => void;

export interface HttpSubgraph {
  readonly url: string;
  readonly close: () => void;
}

export async function serveSubgraph(answer: AnswerRequest): Promise<HttpSubgraph> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => answer(Buffer.concat(parts).toString(), response, request));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function answerJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

export interface TestGateway {
  readonly url: string;
  readonly ask: (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly send: (body: object, init?: RequestInit) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export type TestGatewayOptions = Partial<Omit<StandaloneOptions, "limits">> & {
  readonly limits?: Partial<GatewayLimits>;
};

export async function openTestGateway(
  subgraphs: readonly { readonly name: string; readonly sdl: string; readonly url: string }[],
  { limits = {}, ...options }: TestGatewayOptions = {},
): Promise<TestGateway> {
  const { sdl } = composeSupergraph(subgraphs);
  const gateway = await openStandaloneGateway({
    source: { read: () => Promise.resolve(sdl), watch: () => () => undefined },
    contracts: [],
    makePlanner: await openSharedPlanner(),
    host: "127.0.0.1",
    port: 0,
    limits: { ...LENIENT, ...limits },
    subgraphTimeoutMs: 5_000,
    trustedProxies: "",
    corsOrigins: "*",
    shareInFlight: true,
    log: () => undefined,
    ...options,
  });
  const send: TestGateway["send"] = (body, init = {}) =>
    fetch(`${gateway.url}/graphql`, {
      method: "POST",
      body: JSON.stringify(body),
      ...init,
      headers: { "content-type": "application/json", ...init.headers },
    });
  return {
    url: gateway.url,
    send,
    ask: async (query, variables = {}) => (await send({ query, variables })).json(),
    close: gateway.close,
  };
}
