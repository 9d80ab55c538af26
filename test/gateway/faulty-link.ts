/** A subgraph's line, which can be cut, held, slowed down or garbled on the way. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/**
 * `cut`: nobody is there. `held`: bytes are taken, and nothing comes. `slow`: it comes late. `torn`: it ends
 * in the middle. `garbled`: the answer is no JSON.
 */
export type Fault = "cut" | "held" | "slow" | "torn" | "garbled";

export interface FaultyLink {
  readonly url: string;
  /** From now on; null mends it. Connections that stand are ended where the fault would not reach them. */
  readonly set: (fault: Fault | null) => void;
  readonly close: () => void;
}

const LATE_MS = 60;

/** To a server on this machine. */
export async function startFaultyLink(to: string): Promise<FaultyLink> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  let fault: Fault | null = null;
  const forward = async (bytes: Buffer, client: Socket): Promise<void> => {
    if (fault === "held") return;
    if (fault === "slow") await wait(LATE_MS);
    if (fault === "torn") {
      client.end(bytes.subarray(0, Math.ceil(bytes.length / 2)));
      return;
    }
    client.write(
      fault === "garbled" ? Buffer.from(bytes.toString("latin1").replaceAll('"', "'"), "latin1") : bytes,
    );
  };
  const server = createServer((client) => {
    if (fault === "cut") return void client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one
        .on("error", () => undefined)
        .on("close", () => {
          sockets.delete(one);
          other.destroy();
        });
    }
    client.pipe(upstream);
    let sent = Promise.resolve();
    upstream.on("data", (bytes: Buffer) => {
      sent = sent.then(() => forward(bytes, client));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const through = new URL(to);
  through.port = String(typeof address === "object" && address ? address.port : 0);
  return {
    url: through.href,
    set: (next) => {
      fault = next;
      if (next === null || next === "cut") for (const socket of sockets) socket.destroy();
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
