/**
 * The same request over and over, on sockets that only count bytes: a client that reads what it gets would
 * cost more than the servers do. All right answers have the length of the first.
 */
import { connect } from "node:net";

export interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers of another length. */
  readonly wrong: number;
}

/** One answer as it comes: head and body. The connection is the server's to close. */
export function askOnce(origin: string, request: string): Promise<Buffer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => {
      socket.write(request.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n"));
    });
    socket
      .on("data", (part: Buffer) => parts.push(part))
      .on("end", () => resolve(Buffer.concat(parts)))
      .on("error", reject);
  });
}

export async function load(
  origin: string,
  request: string,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Round> {
  const { hostname, port } = new URL(origin);
  const bytes = Buffer.from(request);
  const length = await lengthOf(hostname, Number(port), bytes);
  const times: number[] = [];
  let wrong = 0;
  const started = performance.now();
  const until = started + seconds * 1_000;
  await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<void>((resolve, reject) => {
          let sent = 0;
          let received = 0;
          const socket = connect(Number(port), hostname);
          const ask = (): void => {
            sent = performance.now();
            received = 0;
            socket.write(bytes);
          };
          socket
            .setNoDelay(true)
            .on("connect", ask)
            .on("error", reject)
            .on("data", (part: Buffer) => {
              received += part.length;
              if (received < length) return;
              if (received > length) wrong += 1;
              const now = performance.now();
              times.push(now - sent);
              if (now < until) ask();
              else {
                socket.destroy();
                resolve();
              }
            });
        }),
    ),
  );
  const elapsed = performance.now() - started;
  const order = times.toSorted((a, b) => a - b);
  return {
    perSecond: (times.length / elapsed) * 1_000,
    p50: order[Math.floor(order.length * 0.5)] ?? 0,
    p99: order[Math.floor(order.length * 0.99)] ?? 0,
    wrong,
  };
}

/** Length of an answer, asked for on a connection that stays open. */
function lengthOf(hostname: string, port: number, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let length = 0;
    const socket = connect(port, hostname, () => {
      socket.write(request);
    });
    socket.on("error", reject).on("data", (part: Buffer) => {
      length += part.length;
    });
    // Nothing more comes: it was whole.
    setTimeout(() => {
      socket.destroy();
      resolve(length);
    }, 500);
  });
}
