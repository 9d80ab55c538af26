/**
 * Subscribes to a subgraph over WebSocket, by the protocol of graphql-ws, at the subgraph's own address. Each
 * stream has its own connection, whose `connection_init` carries the caller's statement, as a query's header
 * does. A stream can be resumed if the subgraph's schema says so.
 */
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { CALLER_HEADER } from "#schema/caller.js";
import type { SubgraphEvent, SubgraphResult } from "#schema/subgraph.js";
import { readNoFasterThanItReads } from "../../limits/unread.js";
import type { RemoteOptions, SubgraphClient } from "../client-options.js";
import { hideWords } from "../foreign-errors.js";
import { readResult } from "../read-result.js";
import { createEventQueue, refusal } from "./event-queue.js";

const KEEP_ALIVE_MS = 10_000;

/** The code that opens the client has already checked a literal address. */
export function subscribeOverWebSocket(options: RemoteOptions): SubgraphClient["subscribe"] {
  const { name, url, sign, timeoutMs, limitBytes } = options;
  const department = options.kind === "department" ? options : null;
  const read = (answer: unknown): SubgraphResult | null => {
    const result = readResult(answer);
    return result && department ? hideWords(name, result, department.log) : result;
  };
  return async ({ text, name: operationName }, variables, { caller, resumeAfter, signal, resumable }) => {
    const connected = Promise.withResolvers<boolean>();
    const start = resumable && (resumeAfter ?? resumable.startOf(variables));
    let size = 0;
    class Bounded extends WebSocket {
      constructor(address: string, protocols: string) {
        super(address, protocols, {
          maxPayload: limitBytes,
          handshakeTimeout: timeoutMs,
          followRedirects: false,
          perMessageDeflate: false,
          ...(department ? { lookup: department.networks.lookup } : {}),
        });
        readNoFasterThanItReads(this);
        this.on("message", (data: Buffer) => {
          size = data.length;
        });
      }
    }
    const client = createClient({
      url: url.replace(/^http/, "ws"),
      webSocketImpl: Bounded,
      retryAttempts: 0,
      keepAlive: KEEP_ALIVE_MS,
      ...(sign ? { connectionParams: async () => ({ [CALLER_HEADER]: await sign(caller, name, {}) }) } : {}),
    });
    const queue = createEventQueue({ subgraph: name, onFull: resumable ? () => client.terminate() : null });
    const toEvent = (answer: unknown): SubgraphEvent => {
      const result = read(answer);
      if (!result?.data || !resumable)
        return { cursor: null, result: result ?? refusal("SUBGRAPH_BAD_ANSWER", name) };
      const cursor = resumable.takeCursor(result.data);
      return cursor === null && !result.errors
        ? { cursor, result: refusal("SUBGRAPH_BAD_ANSWER", name) }
        : { cursor, result };
    };
    let silence: NodeJS.Timeout | undefined;
    client.on("connected", () => connected.resolve(true));
    // A subgraph that does not answer a ping is lost, even if its connection seems open.
    client.on("ping", (isReceived) => {
      if (!isReceived) silence = setTimeout(() => client.terminate(), KEEP_ALIVE_MS).unref();
    });
    client.on("pong", () => clearTimeout(silence));
    const end = (error: Error | null): void => {
      clearTimeout(silence);
      connected.resolve(false);
      queue.end(error);
    };
    client.subscribe(
      {
        query: resumable?.text ?? text,
        operationName,
        variables: resumable?.variablesFor(variables, start) ?? variables,
      },
      {
        next: (answer) => queue.push(toEvent(answer), size),
        error: (error) => {
          // The subgraph refuses the operation; a retry would be refused as well.
          const refused = Array.isArray(error) ? read({ data: null, errors: error }) : null;
          if (refused) queue.push({ cursor: null, result: refused }, size);
          end(refused ? null : new Error("the connection was lost"));
        },
        complete: () => end(null),
      },
    );
    const stop = (): void => {
      end(null);
      Promise.resolve(client.dispose()).catch(() => undefined);
    };
    signal.addEventListener("abort", stop, { once: true });
    const late = setTimeout(() => connected.resolve(false), timeoutMs);
    const isConnected = await connected.promise;
    clearTimeout(late);
    if (isConnected) return { stream: { cursor: start, events: queue.events } };
    stop();
    return { refused: refusal("SUBGRAPH_UNAVAILABLE", name) };
  };
}
