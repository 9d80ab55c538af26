/** The service over HTTP: `POST /graphql`, for the gateway. */
import { createServer, type IncomingMessage } from "node:http";
import { ApolloServer, HeaderMap } from "@apollo/server";
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import { CALLER_HEADER, createVerifyCaller, type Context, type VerifyCaller } from "./caller.js";
import { schema } from "./schema.js";

/** The subgraph's name in the district's graph. The gateway signs for it by this name. */
export const NAME = "sample-name";

export interface ServiceOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Address of the hub, at which the gateway's public keys are. */
  readonly hubUrl: string;
}

export interface Service {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const LIMIT_BYTES = 1_048_576;
const JSON_TYPE = "application/json; charset=utf-8";

export async function startService({ host, port, hubUrl }: ServiceOptions): Promise<Service> {
  const verifyCaller = createVerifyCaller({ hubUrl, name: NAME });
  const httpServer = createServer();
  const server = new ApolloServer<Context>({
    schema,
    includeStacktraceInErrorResponses: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer }),
    ],
  });
  await server.start();
  httpServer.on("request", (request, response) => {
    answer(server, verifyCaller, request).then(
      ({ status, headers, text }) => response.writeHead(status, headers).end(text),
      () => response.writeHead(400, { "content-type": JSON_TYPE, connection: "close" }).end(UNREADABLE),
    );
  });
  await new Promise<void>((resolve) => {
    httpServer.listen(port, host, resolve);
  });
  const address = httpServer.address();
  const listens = typeof address === "object" && address ? address.port : port;
  return { url: `http://${host}:${listens}/graphql`, stop: () => server.stop() };
}

const UNREADABLE = JSON.stringify({
  errors: [{ message: "应为 JSON 请求，不超过1 MiB / The body is no JSON, or over 1 MiB" }],
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A statement is for the body as it came: it is read here. Rejects when it is no JSON, or too large. */
async function answer(
  server: ApolloServer<Context>,
  verifyCaller: VerifyCaller,
  request: IncomingMessage,
): Promise<Answer> {
  const body = await readBody(request);
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  const given = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? "POST",
      headers,
      search: new URL(request.url ?? "", "http://localhost").search,
      body: body === "" ? undefined : JSON.parse(body),
    },
    context: async () => ({ caller: await verifyCaller(request.headers[CALLER_HEADER], body) }),
  });
  if (given.body.kind !== "complete") throw new TypeError("This service answers in one piece");
  return { status: given.status ?? 200, headers: Object.fromEntries(given.headers), text: given.body.string };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = part as Buffer; // a request without an encoding gives bytes
    size += bytes.length;
    if (size > LIMIT_BYTES) throw new RangeError("The body is too large");
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString();
}
