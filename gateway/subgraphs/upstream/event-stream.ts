/**
 * Subscribes over `text/event-stream` to the hub's own subgraphs in other processes. The first event has the
 * start cursor; each event's `id` is its cursor, and `last-event-id` resumes the stream after it.
 */
import { request } from "undici";
import { CALLER_HEADER, stateBody } from "#schema/caller.js";
import type { SubgraphEvent, Subscribed } from "#schema/subgraph.js";
import type { OwnOptions, SubgraphClient } from "../client-options.js";
import { readResult } from "../read-result.js";
import { refusal } from "./event-queue.js";

/** A stream without any event or keep-alive for longer than this is lost. */
const SILENCE_MS = 30_000;

/** HTTP status of a subgraph that refuses this gateway's signature. */
const UNSIGNED = 401;

export function subscribeOverEventStream({
  name,
  url,
  sign,
  timeoutMs,
  limitBytes,
}: OwnOptions): SubgraphClient["subscribe"] {
  return async (
    { text, name: operationName },
    variables,
    { caller, resumeAfter, signal },
  ): Promise<Subscribed> => {
    const asked = JSON.stringify({ query: text, operationName, variables });
    try {
      const { statusCode, headers, body } = await request(url, {
        method: "POST",
        signal,
        headersTimeout: timeoutMs,
        bodyTimeout: SILENCE_MS,
        headers: {
          "content-type": "application/json",
          accept: "text/event-stream",
          ...(sign ? { [CALLER_HEADER]: await sign(caller, name, stateBody(asked)) } : {}),
          ...(resumeAfter === null ? {} : { "last-event-id": resumeAfter }),
        },
        body: asked,
      });
      if (!String(headers["content-type"]).startsWith("text/event-stream")) {
        const answer: unknown = statusCode === 200 ? await body.json() : await body.dump().then(() => null);
        return {
          refused:
            readResult(answer) ??
            refusal(
              statusCode >= 500 || statusCode === UNSIGNED ? "SUBGRAPH_UNAVAILABLE" : "SUBGRAPH_BAD_ANSWER",
              name,
            ),
        };
      }
      const parts = readParts(body, limitBytes);
      const first = await parts.next();
      if (first.done === true || first.value.event !== "open")
        return { refused: refusal("SUBGRAPH_BAD_ANSWER", name) };
      return { stream: { cursor: first.value.id, events: eventsOf(parts, signal) } };
    } catch {
      return { refused: refusal("SUBGRAPH_UNAVAILABLE", name) };
    }
  };
}

async function* eventsOf(
  parts: AsyncIterable<Part>,
  signal: AbortSignal,
): AsyncGenerator<SubgraphEvent, void> {
  try {
    for await (const { id, data } of parts) {
      const result = readResult(JSON.parse(data));
      if (!result) throw new Error("an event is no answer of GraphQL");
      yield { cursor: id, result };
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

interface Part {
  readonly event: string;
  readonly id: string | null;
  readonly data: string;
}

async function* readParts(body: AsyncIterable<Buffer>, limitBytes: number): AsyncGenerator<Part, void> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > limitBytes) throw new Error("an event is too large");
    const parts = text.split("\n\n");
    text = parts.pop() ?? "";
    for (const part of parts) {
      const field = (wanted: string): string | null =>
        part
          .split("\n")
          .find((line) => line.startsWith(`${wanted}: `))
          ?.slice(wanted.length + 2) ?? null;
      const event = field("event");
      if (event !== null) yield { event, id: field("id"), data: field("data") ?? "" };
    }
  }
}
