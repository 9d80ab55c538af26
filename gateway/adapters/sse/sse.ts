/**
 * Subscriptions over `text/event-stream`, by graphql-sse's distinct connections mode: one request, events
 * `next`, then `complete`. An event's `id` is its cursor; a client that reconnects with it as
 * `Last-Event-ID`, as browsers do, resumes after it.
 */
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { clientOf } from "../../limits/client-budgets.js";
import type { Asked } from "../../operation/ask.js";
import { credentialsOf, type Identify } from "../../operation/identify.js";
import { createMessage, StreamError, type Message } from "../../subscriptions/message.js";
import { openSession } from "../../subscriptions/session.js";
import type { Streams } from "../../subscriptions/streams.js";
import { onClosed } from "../http/on-closed.js";

export interface SseDoor {
  readonly streams: Streams;
  readonly identify: Identify;
}

const HEARTBEAT_MS = 12_000;
const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
  connection: "keep-alive",
};
const COMPLETE = "event: complete\ndata: \n\n";

export async function answerSse(
  request: FastifyRequest,
  reply: FastifyReply,
  { subscription, answer, bucket }: Asked,
  { streams, identify }: SseDoor,
): Promise<FastifyReply> {
  const { raw } = reply;
  if (!subscription) {
    const { body } = await answer({ onLeave: (leave) => onClosed(raw, () => leave(raw.writableFinished)) });
    return reply
      .headers(HEADERS)
      .send(Buffer.concat([createMessage(body, null).event(), Buffer.from(COMPLETE)]));
  }
  const session = await openSession(credentialsOf(request.headers), request.ip, identify);
  const after = request.headers["last-event-id"];
  const question = { ...subscription, resumeAfter: typeof after === "string" && after !== "" ? after : null };
  const { outlet, opened } = streams.subscribe(question, {
    session,
    client: clientOf(request.ip),
    bucket,
    cut: () => raw.destroy(),
  });
  onClosed(raw, () => {
    outlet.return().catch(() => undefined);
  });
  // The headers are sent after the stream is open, so that a client misses no event after them.
  await opened;
  reply.hijack();
  // A write fails if the client has disconnected meanwhile.
  raw.on("error", () => raw.destroy());
  if (!raw.destroyed) raw.writeHead(200, { ...toHeaders(reply), ...HEADERS }).write(":\n\n");
  const heartbeat = setInterval(() => {
    if (isWritable(raw) && !raw.writableNeedDrain) raw.write(":\n\n");
  }, HEARTBEAT_MS).unref();
  let last = COMPLETE;
  try {
    for await (const message of outlet) await write(raw, message.event());
  } catch (error) {
    if (error instanceof StreamError) last = `${lastOf(error).event().toString()}${COMPLETE}`;
  } finally {
    clearInterval(heartbeat);
  }
  if (isWritable(raw)) raw.end(last);
  return reply;
}

/** The headers that are already set on the reply (CORS). */
function toHeaders(reply: FastifyReply): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined));
}

function isWritable(raw: ServerResponse): boolean {
  return !raw.destroyed && !raw.writableEnded;
}

async function write(raw: ServerResponse, chunk: Buffer): Promise<void> {
  if (isWritable(raw) && !raw.write(chunk)) await untilDrained(raw);
}

/** Resolves when the response has drained, or the client has disconnected. */
function untilDrained(raw: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      raw.off("drain", done).off("close", done);
      resolve();
    };
    raw.on("drain", done).on("close", done);
  });
}

function lastOf({ errors }: StreamError): Message {
  return createMessage(Buffer.from(JSON.stringify({ errors })), null);
}
