/**
 * How a subgraph is asked: by a function call when it runs in this process, else over HTTP with the caller signed into a header. The
 * user's token is never passed on. A remote subgraph has a time limit, a size limit, and no redirects.
 */
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { Agent, request } from "undici";
import { CALLER_HEADER, type Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { LocalSubgraph, RemoteSubgraph, SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import type { SignCaller } from "../rights/sign-caller.js";

export interface GatewayContext { readonly caller: Caller | null }

type Response = Awaited<ReturnType<GraphQLDataSource["process"]>>;
type Options = GraphQLDataSourceProcessOptions<Partial<GatewayContext>>;

export function localDataSource(subgraph: LocalSubgraph): GraphQLDataSource<Partial<GatewayContext>> {
  return {
    process: async ({ request: { query, operationName, variables }, context }: Options) =>
      toResponse(await subgraph.execute({ query: query ?? "", operationName, variables, caller: context.caller ?? null })),
  };
}

export interface RemoteOptions {
  readonly signCaller: SignCaller;
  readonly timeoutMs: number;
  readonly limitBytes: number;
}

export function remoteDataSource(subgraph: RemoteSubgraph, { signCaller, timeoutMs, limitBytes }: RemoteOptions): GraphQLDataSource<Partial<GatewayContext>> {
  const dispatcher = new Agent({ connections: 32, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxResponseSize: limitBytes });
  return {
    process: async ({ request: { query, operationName, variables }, context }: Options) => {
      const headers = { "content-type": "application/json", accept: "application/json", [CALLER_HEADER]: await signCaller(context.caller ?? null, subgraph.name) };
      try {
        const { body } = await request(subgraph.url, { method: "POST", dispatcher, headers, body: JSON.stringify({ query, operationName, variables }), signal: AbortSignal.timeout(timeoutMs) });
        const answer: unknown = await body.json();
        return toResponse(isResult(answer) ? answer : { data: null, errors: [unavailable(subgraph.name)] });
      } catch {
        // Whatever went wrong on the way, its words may name addresses: the reader learns which subgraph, no more.
        return toResponse({ data: null, errors: [unavailable(subgraph.name)] });
      }
    },
  };
}

function unavailable(name: string): SubgraphError {
  const { message, code, english } = new HubError("SUBGRAPH_UNAVAILABLE", { name });
  return { message, extensions: { code, english } };
}

function isResult(answer: unknown): answer is SubgraphResult {
  return typeof answer === "object" && answer !== null && ("data" in answer || ("errors" in answer && Array.isArray(answer.errors)));
}

function toResponse({ data, errors }: SubgraphResult): Response {
  const given = data === undefined || data === null ? null : { ...data };
  if (!errors || errors.length === 0) return { data: given };
  return { data: given, errors: errors.map(({ message, path, extensions }) => ({ message, ...(path ? { path } : {}), ...(extensions ? { extensions: { ...extensions } } : {}) })) };
}
