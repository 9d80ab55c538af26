/** Real clients of live updates: graphql-ws over `ws`, and `text/event-stream` over fetch. */
import { createClient, type ClientOptions } from "graphql-ws";
import { WebSocket } from "ws";
import { valueAt } from "../start-hub.js";

export interface Following {
  /** The next answer; rejects with what ended the stream. */
  readonly next: () => Promise<unknown>;
  readonly stop: () => void;
}

/**
 * One operation over WebSocket, on a connection of its own. `url` is the hub's, or that of a contract's
 * endpoint.
 */
export function followOverWebSocket(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  options: Partial<ClientOptions> = {},
): Following & { readonly opened: Promise<unknown> } {
  const client = createClient({
    url: endpointOf(url).replace(/^http/, "ws"),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...options,
  });
  const opened = new Promise((resolve, reject) => {
    client.on("connected", resolve);
    client.on("closed", reject);
  });
  opened.catch(() => undefined);
  const iterator = client.iterate({ query, variables });
  return {
    opened,
    next: () => nextOf(iterator),
    stop: () => {
      void iterator.return?.();
      void client.dispose();
    },
  };
}

function endpointOf(url: string): string {
  return url.includes("/graphql") ? url : `${url}/graphql`;
}

async function nextOf(iterator: AsyncIterator<unknown>): Promise<unknown> {
  const { done, value }: IteratorResult<unknown> = await iterator.next();
  return done === true ? "complete" : value;
}

/** As `code` of the first error of an answer, or of what a client was rejected with. */
export function codeOf(answer: unknown): unknown {
  return valueAt(
    Array.isArray(answer) ? { errors: answer as unknown[] } : answer,
    "errors",
    0,
    "extensions",
    "code",
  );
}

export interface EventStream extends Following {
  readonly status: number;
  /** Id of the last event that came. */
  readonly lastId: () => string | null;
  readonly response: Response;
}

export async function followOverEventStream(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<EventStream> {
  const aborting = new AbortController();
  const response = await fetch(endpointOf(url), {
    method: "POST",
    signal: aborting.signal,
    headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const events = readEvents(response);
  let last: string | null = null;
  return {
    status: response.status,
    response,
    lastId: () => last,
    next: async () => {
      const { done, value } = await events.next();
      if (done === true) return "end";
      last = value.id ?? last;
      return value.event === "complete" ? "complete" : (JSON.parse(value.data) as unknown);
    },
    stop: () => aborting.abort(),
  };
}

interface ServerEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: string;
}

async function* readEvents(response: Response): AsyncGenerator<ServerEvent, void> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true }); // a body of fetch gives bytes
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const lines = text.slice(0, end).split("\n");
      text = text.slice(end + 2);
      const field = (name: string): string | null =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? null;
      if (lines.some((line) => line !== ":"))
        yield { event: field("event") ?? "", id: field("id"), data: field("data") ?? "" };
    }
  }
}
