/**
 * How a subgraph is asked: by a function call when it runs in this process, else over HTTP with the caller signed into a header. The
 * user's token is never passed on. A remote subgraph has a time limit, a size limit, no redirects, and one more try of a read when the
 * connection fails. Whatever it does costs only its own fields: SUBGRAPH_TIMEOUT, SUBGRAPH_UNAVAILABLE, SUBGRAPH_BAD_ANSWER.
 */
import { Agent, errors, request } from "undici";
import { CALLER_HEADER, type Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { LocalSubgraph, SubgraphResult } from "#schema/subgraph.js";
import type { SubgraphOperation } from "../plan/query-plan.js";
import { createBreaker } from "./circuit-breaker.js";

/** Asks one subgraph on behalf of a caller. It never throws. */
export type SubgraphClient = (operation: SubgraphOperation, variables: Readonly<Record<string, unknown>>, caller: Caller | null) => Promise<SubgraphResult>;

export function localClient(subgraph: LocalSubgraph): SubgraphClient {
  return ({ text, name }, variables, caller) => subgraph.execute({ query: text, operationName: name ?? undefined, variables, caller });
}

export interface RemoteOptions {
  readonly name: string;
  readonly url: string;
  /** The header's value for a caller; null sends none. */
  readonly sign: ((caller: Caller | null, subgraph: string) => Promise<string>) | null;
  readonly timeoutMs: number;
  /** Largest answer. */
  readonly limitBytes: number;
}

const CONNECTIONS = 64;

export function remoteClient({ name, url, sign, timeoutMs, limitBytes }: RemoteOptions): SubgraphClient {
  const dispatcher = new Agent({ connections: CONNECTIONS, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxResponseSize: limitBytes });
  const breaker = createBreaker();
  const send = async (body: string, caller: Caller | null): Promise<SubgraphResult> => {
    const headers = { "content-type": "application/json", accept: "application/json", ...(sign && { [CALLER_HEADER]: await sign(caller, name) }) };
    const answer = await request(url, { method: "POST", dispatcher, headers, body, signal: AbortSignal.timeout(timeoutMs) });
    const text = await answer.body.text();
    const result = readResult(text);
    if (result) return result;
    return refused(answer.statusCode >= 500 ? "SUBGRAPH_UNAVAILABLE" : "SUBGRAPH_BAD_ANSWER", name);
  };
  return async (operation, variables, caller) => {
    if (breaker.isOpen()) return refused("SUBGRAPH_UNAVAILABLE", name);
    const body = JSON.stringify({ query: operation.text, ...(operation.name === null ? {} : { operationName: operation.name }), variables });
    for (let isRetry = false; ; isRetry = true) {
      try {
        const result = await send(body, caller);
        breaker.succeeded();
        return result;
      } catch (error) {
        // Its words may name addresses: the reader learns which subgraph, no more.
        const code = codeOf(error);
        if (code === "SUBGRAPH_BAD_ANSWER") return refused(code, name);
        if (code === "SUBGRAPH_UNAVAILABLE" && !isRetry && !operation.isMutation) continue;
        breaker.failed();
        return refused(code, name);
      }
    }
  };
}

type Code = "SUBGRAPH_TIMEOUT" | "SUBGRAPH_UNAVAILABLE" | "SUBGRAPH_BAD_ANSWER";

function codeOf(error: unknown): Code {
  if (error instanceof errors.ResponseExceededMaxSizeError) return "SUBGRAPH_BAD_ANSWER";
  const isLate = error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError || (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError"));
  return isLate ? "SUBGRAPH_TIMEOUT" : "SUBGRAPH_UNAVAILABLE";
}

function refused(code: Code, name: string): SubgraphResult {
  const error = new HubError(code, { name });
  return { data: null, errors: [{ message: error.message, extensions: { code, english: error.english, details: error.details } }] };
}

/** Null when it is no answer of GraphQL. */
function readResult(text: string): SubgraphResult | null {
  const answer = parseJson(text);
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return null;
  const { data, errors: given }: { readonly data?: unknown; readonly errors?: unknown } = answer;
  const isData = data === undefined || data === null || (typeof data === "object" && !Array.isArray(data));
  if (!isData || (data === undefined && given === undefined)) return null;
  const faults = Array.isArray(given) ? given.flatMap(readError) : undefined;
  return { data: data === undefined || data === null ? null : Object.assign(data), ...(faults && faults.length > 0 ? { errors: faults } : {}) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readError(given: unknown): NonNullable<SubgraphResult["errors"]> {
  if (typeof given !== "object" || given === null) return [];
  const { message, path, extensions }: { readonly message?: unknown; readonly path?: unknown; readonly extensions?: unknown } = given;
  return [{
    message: typeof message === "string" ? message : "", ...(Array.isArray(path) ? { path: path.filter((step): step is string | number => typeof step === "string" || typeof step === "number") } : {}),
    ...(typeof extensions === "object" && extensions !== null ? { extensions: { ...extensions } } : {}),
  }];
}
