/**
 * Subscriptions of a subgraph over WebSocket, by the protocol of graphql-ws, at the subgraph's own address. One connection for each stream: its
 * `connection_init` says who asks, as the header of a query does. It cannot be resumed.
 */
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { CALLER_HEADER } from "#schema/caller.js";
import type { SubgraphResult } from "#schema/subgraph.js";
import { readNoFasterThanItReads } from "../../limits/unread.js";
import type { RemoteOptions, SubgraphClient } from "../client-options.js";
import { hideWords } from "../foreign-errors.js";
import { readResult } from "../read-result.js";
import { createEventQueue, refusal } from "./event-queue.js";

const KEEP_ALIVE_MS = 10_000;

/** A literal address has been looked at by whoever opens the client. */
export function subscribeOverWebSocket(options: RemoteOptions): SubgraphClient["subscribe"] {
  const { name, url, sign, timeoutMs, limitBytes } = options;
  const department = options.kind === "department" ? options : null;
  const read = (answer: unknown): SubgraphResult | null => {
    const result = readResult(answer);
    return result && department ? hideWords(name, result, department.log) : result;
  };
  class Bounded extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, { maxPayload: limitBytes, handshakeTimeout: timeoutMs, followRedirects: false, perMessageDeflate: false, ...(department ? { lookup: department.networks.lookup } : {}) });
      readNoFasterThanItReads(this);
    }
  }
  return async ({ text, name: operationName }, variables, { caller, signal }) => {
    const queue = createEventQueue(name);
    const connected = Promise.withResolvers<boolean>();
    const client = createClient({
      url: url.replace(/^http/, "ws"), webSocketImpl: Bounded, retryAttempts: 0, keepAlive: KEEP_ALIVE_MS,
      ...(sign ? { connectionParams: async () => ({ [CALLER_HEADER]: await sign(caller, name) }) } : {}),
    });
    let silence: NodeJS.Timeout | undefined;
    client.on("connected", () => connected.resolve(true));
    // One that does not answer any more is lost, whatever its connection looks like.
    client.on("ping", (isReceived) => { if (!isReceived) silence = setTimeout(() => client.terminate(), KEEP_ALIVE_MS).unref(); });
    client.on("pong", () => clearTimeout(silence));
    const end = (error: Error | null): void => {
      clearTimeout(silence);
      connected.resolve(false);
      queue.end(error);
    };
    client.subscribe({ query: text, operationName, variables }, {
      next: (answer) => queue.push({ cursor: null, result: read(answer) ?? refusal("SUBGRAPH_BAD_ANSWER", name) }),
      error: (error) => {
        // It refuses the operation: more of the same would be refused as well.
        const refused = Array.isArray(error) ? read({ data: null, errors: error }) : null;
        if (refused) queue.push({ cursor: null, result: refused });
        end(refused ? null : new Error("the connection was lost"));
      },
      complete: () => end(null),
    });
    const stop = (): void => {
      end(null);
      void client.dispose();
    };
    signal.addEventListener("abort", stop, { once: true });
    const late = setTimeout(() => connected.resolve(false), timeoutMs);
    const isConnected = await connected.promise;
    clearTimeout(late);
    if (isConnected) return { stream: { cursor: null, events: queue.events } };
    stop();
    return { refused: refusal("SUBGRAPH_UNAVAILABLE", name) };
  };
}
