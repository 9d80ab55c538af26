/**
 * A webhook's endpoint as its owner would write it: checks signatures as Standard Webhooks says, meets
 * challenges, and counts what comes.
 */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { valueAt } from "../start-hub.js";

export interface Received {
  readonly id: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  readonly body: unknown;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Receiver {
  readonly url: string;
  /** All that came but challenges, in order. */
  readonly received: readonly Received[];
  readonly challenges: readonly Received[];
  /** Resolves once so many messages came. */
  readonly untilReceived: (count: number) => Promise<readonly Received[]>;
  readonly close: () => Promise<void>;
}

/**
 * `answer` decides what a message gets; null leaves it unanswered. Without it each gets 204. A challenge is
 * met unless `answer` says something of it.
 */
export async function openReceiver(
  answer: (message: Received) => Reply | null | undefined = () => undefined,
): Promise<Receiver> {
  const [received, challenges]: [Received[], Received[]] = [[], []];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request
      .on("data", (part: Buffer) => parts.push(part))
      .on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        const body: unknown = JSON.parse(text);
        const message = {
          id: String(request.headers["webhook-id"]),
          path: String(request.url),
          headers: request.headers,
          text,
          body,
        };
        const isChallenge = valueAt(body, "type") === "webhook.challenge";
        (isChallenge ? challenges : received).push(message);
        const given = answer(message);
        const reply =
          given === undefined
            ? isChallenge
              ? { status: 200, body: String(valueAt(body, "data", "challenge")) }
              : { status: 204 }
            : given;
        if (reply !== null) response.writeHead(reply.status, { ...reply.headers }).end(reply.body);
        for (const wake of waiting) wake();
      });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    challenges,
    untilReceived: async (count) => {
      while (received.length < count) {
        await new Promise<void>((resolve) => {
          waiting.add(resolve);
        });
        waiting.clear();
      }
      return received;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** True if the signature was made with that secret (`whsec_…`). */
export function isSigned({ headers, text }: Received, secret: string): boolean {
  const signature = createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64"))
    .update(`${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${text}`)
    .digest("base64");
  return headers["webhook-signature"] === `v1,${signature}`;
}
