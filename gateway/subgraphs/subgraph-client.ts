/**
 * Calls a subgraph: by a function call if it runs in this process, else over HTTP with a signed header about
 * the caller. The user's token is never passed on. A remote call has a time limit, a size limit, no
 * redirects, and one retry of a read when the connection fails. A failure affects only the subgraph's own
 * fields: SUBGRAPH_TIMEOUT, SUBGRAPH_UNAVAILABLE, SUBGRAPH_BAD_ANSWER; for a department's subgraph also
 * SUBGRAPH_ERROR, SUBGRAPH_URL_REFUSED.
 */
import { CALLER_HEADER, stateBody } from "#schema/caller.js";
import { HubError, type ErrorCode, type ErrorDetails } from "#schema/errors.js";
import type { Lifetime } from "#schema/runtime/lifetime.js";
import type { Meter } from "#schema/runtime/meter.js";
import { CLIENT_HEADER, LEFT_HEADER, type LocalSubgraph, type SubgraphResult } from "#schema/subgraph.js";
import { whileWanted } from "#schema/runtime/while-wanted.js";
import { createBreaker } from "./circuit-breaker.js";
import type { Call, DepartmentOptions, RemoteOptions, SubgraphClient } from "./client-options.js";
import { hideWords } from "./foreign-errors.js";
import { createPost, PostError } from "./post.js";
import { parseJson, readResult } from "./read-result.js";
import { toText, toValues } from "../engine/run/run.js";
import { isTooLarge, toSubgraphError } from "../engine/run/to-subgraph-error.js";
import { subscribeOverEventStream } from "./upstream/event-stream.js";
import { subscribeOverWebSocket } from "./upstream/web-socket.js";

export function localClient(subgraph: LocalSubgraph): SubgraphClient {
  return {
    ask: ({ text, name }, variables, representations, { caller, lifetime, meter }) => {
      if (lifetime.left() === 0) return Promise.resolve(refused("SUBGRAPH_TIMEOUT", subgraph.name));
      const answer = subgraph.execute({
        query: text,
        operationName: name ?? undefined,
        variables: toValues(variables, representations),
        caller,
        lifetime,
        meter,
      });
      return whileWanted(answer, lifetime, meter, () => refused("SUBGRAPH_TIMEOUT", subgraph.name));
    },
    subscribe: ({ text, name }, variables, call) =>
      subgraph.subscribe?.({ query: text, operationName: name ?? undefined, variables, ...call }) ??
      Promise.resolve({ refused: refused("SUBGRAPH_UNAVAILABLE", subgraph.name) }),
    isIndependent: false,
    health: () => "up",
    close: () => Promise.resolve(),
  };
}

const BOUNDS = {
  own: { connections: 64, pending: Infinity },
  department: { connections: 32, pending: 256 },
} as const;

export function remoteClient(options: RemoteOptions): SubgraphClient {
  const { name, url, sign, timeoutMs, limitBytes, outgoing } = options;
  const department = options.kind === "department" ? options : null;
  const refusal = department && refusalOf(department);
  if (refusal) return refusingClient(refused(refusal.code, name, refusal.details));
  const { post, close } = createPost({
    url,
    timeoutMs,
    limitBytes,
    ...BOUNDS[options.kind],
    connect: department?.networks.connect,
  });
  const breaker = createBreaker();
  const send = async (body: string, { caller, lifetime, meter, embedder }: Call): Promise<SubgraphResult> => {
    const signed = sign
      ? [
          CALLER_HEADER,
          await sign(caller, name, stateBody(body)),
          ...(department ? [] : boundsOf(lifetime, timeoutMs, meter)),
        ]
      : [];
    const traced = outgoing ? [...signed, ...outgoing()] : signed;
    const { status, headers, text } = await post(
      body,
      embedder ? [...traced, ...embedder.headers] : traced,
      lifetime,
    );
    meter.count(0, text.length);
    const answer = parseJson(text);
    embedder?.hear({ status, headers, body: answer });
    const result = readResult(answer);
    if (!result) throw new NoAnswer(status);
    if (department) return hideWords(name, result, department.log);
    if (sign && status === UNSIGNED) {
      options.log?.({
        level: "error",
        subgraph: name,
        message: "The subgraph refuses this gateway's signature: its HUB_KEY is another, or its clock",
      });
      throw new NoAnswer(UNAVAILABLE);
    }
    if (result.errors?.some(({ extensions }) => extensions?.["code"] === "ANSWER_TOO_LARGE"))
      meter.allow(Infinity, 0);
    return result;
  };
  const ask: SubgraphClient["ask"] = async (operation, variables, representations, call) => {
    if (call.lifetime.left() === 0) return refused("SUBGRAPH_TIMEOUT", name);
    if (!breaker.mayTry()) return refused("SUBGRAPH_UNAVAILABLE", name);
    const named = operation.name === null ? "" : `"operationName":${JSON.stringify(operation.name)},`;
    const extensions = call.embedder?.extensions
      ? `,"extensions":${JSON.stringify(call.embedder.extensions)}`
      : "";
    const body = `{"query":${JSON.stringify(operation.text)},${named}"variables":${toText(variables, representations)}${extensions}}`;
    for (let isRetry = false; ; isRetry = true) {
      try {
        const result = await send(body, call);
        breaker.succeeded();
        return result;
      } catch (error) {
        if (isTooLarge(error)) {
          breaker.succeeded();
          throw error;
        }
        // The error's text may contain addresses, so the client sees only the subgraph's name.
        const { code, means } = judge(error);
        if (means === "RETRY" && !isRetry && !operation.isMutation) continue;
        if (means === "ANSWERED") breaker.succeeded();
        // A client that disconnects does not count as a failure of the subgraph.
        else if (means === "NOTHING" || (code === "SUBGRAPH_TIMEOUT" && call.lifetime.left() === 0))
          breaker.gaveUp();
        else breaker.failed();
        return refused(code, name, error instanceof HubError ? error.details : {});
      }
    }
  };
  if (options.kind === "own" && options.streams === "event-stream")
    return {
      ask,
      subscribe: subscribeOverEventStream(options),
      isIndependent: false,
      health: breaker.health,
      close,
    };
  return {
    ask,
    subscribe: subscribeOverWebSocket(options),
    isIndependent: true,
    health: breaker.health,
    close,
  };
}

function refusingClient(refusal: SubgraphResult): SubgraphClient {
  return {
    ask: () => Promise.resolve(refusal),
    subscribe: () => Promise.resolve({ refused: refusal }),
    isIndependent: true,
    health: () => "left-alone",
    close: () => Promise.resolve(),
  };
}

function refusalOf({ url, networks }: DepartmentOptions): HubError | null {
  try {
    networks.assertUrl(url);
    return null;
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
}

function boundsOf({ left }: Lifetime, timeoutMs: number, { client }: Meter): readonly string[] {
  return [
    LEFT_HEADER,
    String(Math.floor(Math.min(timeoutMs, left()))),
    CLIENT_HEADER,
    encodeURIComponent(client),
  ];
}

/** HTTP status of a subgraph that refuses this gateway's signature; clients see it as unavailable. */
const [UNSIGNED, UNAVAILABLE] = [401, 503];

/** The subgraph answered, but not with a GraphQL result. */
class NoAnswer extends Error {
  readonly isBroken: boolean;

  constructor(status: number) {
    super(`status ${status}`);
    this.isBroken = status >= 500;
  }
}

interface Judgement {
  readonly code: ErrorCode;
  /**
   * What the error says about the subgraph: it answers, it is down, a connection broke (retry), or nothing.
   */
  readonly means: "ANSWERED" | "FAILED" | "RETRY" | "NOTHING";
}

function judge(error: unknown): Judgement {
  if (error instanceof HubError) return { code: error.code, means: "NOTHING" };
  if (error instanceof NoAnswer)
    return error.isBroken
      ? { code: "SUBGRAPH_UNAVAILABLE", means: "FAILED" }
      : { code: "SUBGRAPH_BAD_ANSWER", means: "ANSWERED" };
  if (!(error instanceof PostError)) return { code: "SUBGRAPH_UNAVAILABLE", means: "RETRY" };
  switch (error.reason) {
    case "LATE":
      return { code: "SUBGRAPH_TIMEOUT", means: "FAILED" };
    case "BUSY":
      return { code: "SUBGRAPH_UNAVAILABLE", means: "NOTHING" };
    case "TOO_LARGE":
    case "ENCODING":
      return { code: "SUBGRAPH_BAD_ANSWER", means: "ANSWERED" };
  }
}

function refused(code: ErrorCode, name: string, more: ErrorDetails = {}): SubgraphResult {
  return { data: null, errors: [toSubgraphError(new HubError(code, { name, ...more }))] };
}
