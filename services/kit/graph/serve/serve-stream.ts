/**
 * A subscription over HTTP, for a gateway in another process: `text/event-stream`. The first event, `open`,
 * says where the stream begins; then each is `next`. An `id` is a cursor, after which `last-event-id`
 * resumes. A refusal is answered like that of a query.
 */
import { once } from "node:events";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { LocalSubgraph, SubgraphRequest } from "#schema/subgraph.js";

const HEARTBEAT_MS = 10_000;

export function wantsStream({ headers }: FastifyRequest): boolean {
  return headers.accept === "text/event-stream";
}

export interface ServedStreams {
  readonly subscribe: NonNullable<LocalSubgraph["subscribe"]>;
  /** One controller for each open stream, which ends it. */
  readonly streams: Set<AbortController>;
}

export async function serveStream(
  { subscribe, streams }: ServedStreams,
  asked: SubgraphRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const end = new AbortController();
  streams.add(end);
  reply.raw.once("close", () => {
    streams.delete(end);
    end.abort();
  });
  const resumeAfter = request.headers["last-event-id"];
  const subscribed = await subscribe({
    ...asked,
    resumeAfter: typeof resumeAfter === "string" ? resumeAfter : null,
    signal: end.signal,
  });
  if ("refused" in subscribed) return reply.header("cache-control", "no-store").send(subscribed.refused);
  const { raw } = reply;
  reply.hijack();
  // The gateway may have gone away between two checks.
  raw.on("error", () => raw.destroy());
  if (!raw.destroyed)
    raw
      .writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" })
      .write(`event: open\n${idLine(subscribed.stream.cursor)}data: \n\n`);
  const heartbeat = setInterval(() => {
    if (!raw.destroyed && !raw.writableNeedDrain) raw.write(":\n\n");
  }, HEARTBEAT_MS).unref();
  try {
    for await (const { cursor, result } of subscribed.stream.events) {
      if (!raw.destroyed && !raw.write(`event: next\n${idLine(cursor)}data: ${JSON.stringify(result)}\n\n`))
        await once(raw, "drain", { signal: end.signal });
    }
  } catch (error) {
    // The gateway comes back, and goes on after the last event that it has.
    if (!end.signal.aborted)
      request.log.error({ error: error instanceof Error ? error.name : typeof error }, "A stream failed");
  } finally {
    clearInterval(heartbeat);
  }
  if (!raw.destroyed) raw.end();
  return reply;
}

function idLine(cursor: string | null): string {
  return cursor === null ? "" : `id: ${cursor}\n`;
}
