/**
 * How a subgraph is asked: by a function call when it runs in this process, else over HTTP with the caller signed into a header. The
 * user's token is never passed on. A remote subgraph has a time limit, a size limit, no redirects, and one more try of a read when the
 * connection fails. Whatever it does costs only its own fields: SUBGRAPH_TIMEOUT, SUBGRAPH_UNAVAILABLE, SUBGRAPH_BAD_ANSWER.
 */
import { CALLER_HEADER, type Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { LocalSubgraph, SubgraphResult } from "#schema/subgraph.js";
import type { SubgraphOperation } from "../plan/query-plan.js";
import { createBreaker } from "./circuit-breaker.js";
import type { Lifetime } from "./lifetime.js";
import { toText, toValues, type Representations, type Variables } from "./run.js";
import { createPost, PostError } from "./post.js";

/** On whose behalf, and for how long. */
export interface Call {
  readonly caller: Caller | null;
  readonly lifetime: Lifetime;
}

export interface SubgraphClient {
  /** Asks the subgraph on behalf of a caller. A remote one never throws. */
  readonly ask: (operation: SubgraphOperation, variables: Variables, representations: Representations, call: Call) => Promise<SubgraphResult>;
  /** Ends its connections, once what is under way has ended. */
  readonly close: () => Promise<void>;
}

export function localClient(subgraph: LocalSubgraph): SubgraphClient {
  return {
    ask: ({ text, name }, variables, representations, { caller, lifetime }) => {
      const milliseconds = lifetime.left();
      if (milliseconds === 0) return Promise.resolve(refused("SUBGRAPH_TIMEOUT", subgraph.name));
      const answer = subgraph.execute({ query: text, operationName: name ?? undefined, variables: toValues(variables, representations), caller });
      return within(milliseconds, answer, () => refused("SUBGRAPH_TIMEOUT", subgraph.name));
    },
    close: () => Promise.resolve(),
  };
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

export function remoteClient({ name, url, sign, timeoutMs, limitBytes }: RemoteOptions): SubgraphClient {
  const { post, close } = createPost({ url, timeoutMs, limitBytes });
  const breaker = createBreaker();
  const send = async (body: string, { caller, lifetime }: Call): Promise<SubgraphResult> => {
    const { status, text } = await post(body, sign ? [CALLER_HEADER, await sign(caller, name)] : [], lifetime);
    return readResult(text) ?? refused(status >= 500 ? "SUBGRAPH_UNAVAILABLE" : "SUBGRAPH_BAD_ANSWER", name);
  };
  const ask: SubgraphClient["ask"] = async (operation, variables, representations, call) => {
    if (call.lifetime.left() === 0) return refused("SUBGRAPH_TIMEOUT", name);
    if (breaker.isOpen()) return refused("SUBGRAPH_UNAVAILABLE", name);
    const named = operation.name === null ? "" : `"operationName":${JSON.stringify(operation.name)},`;
    const body = `{"query":${JSON.stringify(operation.text)},${named}"variables":${toText(variables, representations)}}`;
    for (let isRetry = false; ; isRetry = true) {
      try {
        const result = await send(body, call);
        breaker.succeeded();
        return result;
      } catch (error) {
        // Its words may name addresses: the reader learns which subgraph, no more.
        const code = codeOf(error);
        if (code === "SUBGRAPH_BAD_ANSWER") return refused(code, name);
        if (code === "SUBGRAPH_UNAVAILABLE" && !isRetry && !operation.isMutation) continue;
        // That a client went away is no fault of the subgraph's.
        if (call.lifetime.left() > 0 || code !== "SUBGRAPH_TIMEOUT") breaker.failed();
        return refused(code, name);
      }
    }
  };
  return { ask, close };
}

function within<T>(milliseconds: number, answer: Promise<T>, late: () => T): Promise<T> {
  if (milliseconds === Infinity) return answer;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late()), milliseconds);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

type Code = "SUBGRAPH_TIMEOUT" | "SUBGRAPH_UNAVAILABLE" | "SUBGRAPH_BAD_ANSWER";

function codeOf(error: unknown): Code {
  if (!(error instanceof PostError)) return "SUBGRAPH_UNAVAILABLE";
  return error.reason === "LATE" ? "SUBGRAPH_TIMEOUT" : "SUBGRAPH_BAD_ANSWER";
}

function refused(code: Code, name: string): SubgraphResult {
  const error = new HubError(code, { name });
  return { data: null, errors: [{ message: error.message, extensions: { code, english: error.english, details: error.details } }] };
}

/** Null when it is no answer of GraphQL. */
function readResult(text: string): SubgraphResult | null {
  const answer = parseJson(text);
  if (!isRecord(answer)) return null;
  const { data = null, errors: given } = answer;
  if ((data !== null && !isRecord(data)) || (answer["data"] === undefined && given === undefined)) return null;
  const faults = Array.isArray(given) ? given.flatMap(readError) : [];
  return faults.length > 0 ? { data, errors: faults } : { data };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readError(given: unknown): NonNullable<SubgraphResult["errors"]> {
  if (!isRecord(given)) return [];
  const { message, path, extensions } = given;
  return [{
    message: typeof message === "string" ? message : "", ...(Array.isArray(path) ? { path: path.filter((step): step is string | number => typeof step === "string" || typeof step === "number") } : {}),
    ...(isRecord(extensions) ? { extensions } : {}),
  }];
}
