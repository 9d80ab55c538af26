/**
 * A subgraph over HTTP, with the documented members of the original's `RemoteGraphQLDataSource` and this
 * gateway's client (one time limit, one retry of a read whose connection broke, a circuit breaker). Other
 * members of the original are refused by name.
 */
import type { IncomingHttpHeaders } from "node:http";
import type { GatewayGraphQLRequest, GatewayGraphQLResponse } from "@apollo/server-gateway-interface";
import { UNLIMITED_ANSWER } from "#schema/runtime/meter.js";
import type { Embedder, SubgraphClient } from "../../subgraphs/client-options.js";
import { remoteClient } from "../../subgraphs/subgraph-client.js";
import { restrictPolicy } from "./cache-policy.js";
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "./data-source.js";
import { questionOf } from "./service-request.js";

export interface ReceivedResponse<TContext extends object> {
  request: GatewayGraphQLRequest;
  response: GatewayGraphQLResponse;
  context: TContext;
}

export class RemoteGraphQLDataSource<
  TContext extends object = Record<string, unknown>,
> implements GraphQLDataSource<TContext> {
  /** The subgraph's URL. */
  url = "";
  /** Timeout of a call, in milliseconds. */
  timeoutMs = 10_000;
  /** True if the subgraphs' `cache-control` limits how long an answer may be cached. */
  honorSubgraphCacheControlHeader = true;
  #client: SubgraphClient | null = null;
  #name = "";

  constructor(config: Partial<RemoteGraphQLDataSource<TContext>> = {}) {
    Object.assign(this, config);
  }

  /** Called before each request: it may change the headers, the query, the variables and the extensions. */
  willSendRequest?(options: GraphQLDataSourceProcessOptions<TContext>): void | Promise<void>;

  /** Called with each answer; its return value replaces the answer. */
  didReceiveResponse?(
    received: ReceivedResponse<TContext>,
  ): GatewayGraphQLResponse | Promise<GatewayGraphQLResponse>;

  /** Rejects with errors that the hooks throw, and with ANSWER_TOO_LARGE. */
  async process(options: GraphQLDataSourceProcessOptions<TContext>): Promise<GatewayGraphQLResponse> {
    const { request, context } = options;
    const headers = new Headers(request.http ? [...request.http.headers] : []);
    request.http = { method: "POST", url: this.url, headers };
    await this.willSendRequest?.(options);
    if (request.http.url !== this.url || request.http.method !== "POST")
      throw new Error("willSendRequest cannot change where a subgraph is, or the method");
    const { operation, variables, representations, call } = questionOf(this.#name, request);
    let heard: Parameters<Embedder["hear"]>[0] = { status: 200, headers: {}, body: null };
    const embedder: Embedder = {
      headers: sent(request.http.headers),
      extensions: request.extensions,
      hear: (answer) => {
        heard = answer;
      },
    };
    const { data = null, errors } = await this.#open().ask(operation, variables, representations, {
      ...call,
      embedder,
    });
    const received = toHeaders(heard.headers);
    const response: GatewayGraphQLResponse = {
      data: data && { ...data },
      ...(errors && {
        errors: errors.map(({ path, extensions, message }) => ({
          message,
          ...(path && { path }),
          ...(extensions && { extensions: { ...extensions } }),
        })),
      }),
      ...extensionsOf(heard.body),
      http: { headers: received, status: heard.status },
    };
    if (this.honorSubgraphCacheControlHeader)
      restrictPolicy(options.incomingRequestContext?.overallCachePolicy, received.get("cache-control"));
    return this.didReceiveResponse ? this.didReceiveResponse({ request, response, context }) : response;
  }

  /** For the gateway: sets the subgraph's name. Throws if the data source uses an unsupported member. */
  serve(name: string): void {
    const unknown = REFUSED.filter((member) => member in this && this[member as keyof this] !== false);
    if (unknown.length > 0)
      throw new Error(
        `The data source of ${name} has ${unknown.join(", ")}, which this gateway does not carry out: give it one of @apollo/gateway`,
      );
    if (!/^https?:\/\//.test(this.url))
      throw new Error(`the subgraph ${name} is at "${this.url}", which is no http address`);
    this.#name = name;
  }

  /** For the gateway: closes the connections, after the calls in flight have ended. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.close();
  }

  #open(): SubgraphClient {
    return (this.#client ??= remoteClient({
      kind: "own",
      name: this.#name,
      url: this.url,
      sign: null,
      timeoutMs: this.timeoutMs,
      limitBytes: UNLIMITED_ANSWER.bytes,
      streams: "graphql-ws",
    }));
  }
}

const REFUSED = ["apq", "fetcher", "didEncounterError", "parseBody", "errorFromResponse"];

/**
 * Headers that this gateway sets itself, about the connection and the body's encoding. They are removed,
 * because a hook that passes on all headers of a client would include them.
 */
const OWN = new Set([
  "accept",
  "accept-encoding",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

function sent(headers: Iterable<readonly [string, string]>): readonly string[] {
  const list: string[] = [];
  for (const [name, value] of headers) if (!OWN.has(name.toLowerCase())) list.push(name, value);
  return list;
}

function toHeaders(given: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given))
    for (const one of [value ?? []].flat()) headers.append(name, one);
  return headers;
}

function extensionsOf(body: unknown): { readonly extensions?: Record<string, unknown> } {
  const extensions: unknown =
    typeof body === "object" && body !== null && "extensions" in body ? body.extensions : null;
  return typeof extensions === "object" && extensions !== null ? { extensions: { ...extensions } } : {};
}
