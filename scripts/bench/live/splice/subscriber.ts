/**
 * One client: it subscribes over either transport, counts what is missing and what comes again, and when its
 * connection ends it goes on after the last event that it has, at the next address.
 */
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { numberIn } from "./decision-number.js";

export interface Subscriber {
  readonly tally: () => Tally;
  readonly stop: () => void;
}

/** Counts of what a subscriber has received. */
export interface Tally {
  /** Number of the last penalty. */
  readonly last: number;
  /** Penalties that did not come, and that came again. */
  readonly gaps: number;
  readonly repetitions: number;
  /** Answers with errors, by their codes. */
  readonly codes: readonly string[];
  /** How often its connection has ended. */
  readonly reconnections: number;
  /** When each version of the department's service first answered, in milliseconds since 1970. */
  readonly versions: Readonly<Record<number, number>>;
}

export interface Wanted {
  /** Where there are gateways, the first first. */
  readonly urls: readonly string[];
  readonly transport: "websocket" | "event-stream";
  /** Subscriptions of the same number are equal. */
  readonly stream: number;
  readonly after: string;
}

interface Published {
  readonly cursor: string;
  readonly record: {
    readonly decisionNumber: string;
    readonly department: { readonly name: string; readonly spliceVersion: number | null };
  };
}
interface Answer {
  readonly data?: { readonly penaltyPublished: Published } | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

const AGAIN_MS = 200;

export function openSubscriber({ urls, transport, stream, after }: Wanted): Subscriber {
  const query = `subscription Stream${stream} ($after: String) { penaltyPublished(where: { not: { partyName: { eq: "无${stream}" } } }, after: $after) { cursor record { decisionNumber department { name spliceVersion } } } }`;
  const stopping = new AbortController();
  const tally = {
    last: 0,
    gaps: 0,
    repetitions: 0,
    codes: [] as string[],
    reconnections: 0,
    versions: {} as Record<number, number>,
  };
  let cursor = after;
  const take = ({ data, errors }: Answer): void => {
    for (const { extensions } of errors ?? []) tally.codes.push(extensions?.code ?? "");
    if (!data) return;
    const {
      record: { decisionNumber, department },
      ...event
    } = data.penaltyPublished;
    const number = numberIn(decisionNumber);
    if (number <= tally.last) tally.repetitions += 1;
    else tally.gaps += number - tally.last - 1;
    tally.last = Math.max(tally.last, number);
    cursor = event.cursor;
    if (department.spliceVersion !== null) tally.versions[department.spliceVersion] ??= Date.now();
  };
  const run = async (): Promise<void> => {
    const over = transport === "websocket" ? overWebSocket : overEventStream;
    for (let at = 0; !stopping.signal.aborted; at += 1) {
      await over(
        urls[at % urls.length] ?? "",
        { query, variables: { after: cursor } },
        take,
        stopping.signal,
      );
      if (stopping.signal.aborted) return;
      tally.reconnections += 1;
      await pause(AGAIN_MS * (0.5 + Math.random()));
    }
  };
  void run();
  return { tally: () => tally, stop: () => stopping.abort() };
}

interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Resolves when the connection has ended, however. */
function overWebSocket(
  url: string,
  operation: Operation,
  take: (answer: Answer) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const client = createClient({
      url: `${url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const done = (): void => {
      signal.removeEventListener("abort", done);
      void client.dispose();
      resolve();
    };
    signal.addEventListener("abort", done);
    client.subscribe(operation, {
      next: (answer) => take(answer as Answer), // what was asked
      error: (error) => {
        // errors of an answer are told as such
        if (Array.isArray(error)) take({ errors: error as Answer["errors"] & object });
        done();
      },
      complete: done,
    });
  });
}

function overEventStream(
  url: string,
  operation: Operation,
  take: (answer: Answer) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const asked = request(
      `${url}/graphql`,
      {
        method: "POST",
        agent: false,
        signal,
        headers: { "content-type": "application/json", accept: "text/event-stream" },
      },
      (response) => {
        let text = "";
        response
          .setEncoding("utf8")
          .on("data", (part: string) => {
            const events = `${text}${part}`.split("\n\n");
            text = events.pop() ?? "";
            for (const event of events) {
              const data = event.split("\n").find((line) => line.startsWith("data: {"));
              // what was asked
              if (data !== undefined) take(JSON.parse(data.slice("data: ".length)) as Answer);
            }
          })
          .on("error", () => undefined)
          .once("close", resolve);
      },
    );
    asked.on("error", () => resolve()).end(JSON.stringify(operation));
  });
}
