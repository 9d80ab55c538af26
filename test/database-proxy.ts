/**
 * Stands between a hub and its server: cuts connections, keeps new ones away, or swallows what is sent, of
 * all or of those by which the hub hears of releases.
 */
import { createServer, connect, type Socket } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { LISTENER } from "../services/kit/store/open/ear.js";

export interface DatabaseProxy {
  readonly url: string;
  /**
   * Ends the connections that there are, and every new one until `allow`. `listeners`: those by which it
   * hears of releases, and no others.
   */
  readonly keepAway: (which: "all" | "listeners") => void;
  /** Nothing gets through any more, either way, and nobody is told. */
  readonly swallow: () => void;
  readonly allow: () => void;
  readonly close: () => void;
}

/** `url` of a server on a Unix socket or an address. */
export async function startDatabaseProxy(url: string): Promise<DatabaseProxy> {
  const target = new URL(url);
  const folder = target.searchParams.get("host");
  const port = target.port === "" ? "5432" : target.port;
  const listeners = new Set<Socket>();
  const all = new Set<Socket>();
  let kept: "all" | "listeners" | null = null;
  let isSwallowing = false;
  const server = createServer((client) => {
    if (kept === "all") return void client.destroy();
    const upstream = folder?.startsWith("/")
      ? connect(join(folder, `.s.PGSQL.${port}`))
      : connect(Number(port), target.hostname);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      all.add(one);
      one
        .on("error", () => undefined)
        .on("close", () => {
          all.delete(one);
          other.destroy();
        });
      one.on("data", (bytes: Buffer) => other.write(bytes));
      if (isSwallowing) one.pause();
    }
    // The first that a client says holds its name.
    client.once("data", (start: Buffer) => {
      if (!start.includes(LISTENER)) return;
      if (kept === "listeners") client.destroy();
      listeners.add(client);
      client.on("close", () => listeners.delete(client));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const through = new URL(url);
  through.searchParams.delete("host");
  [through.hostname, through.port] = [
    "127.0.0.1",
    String(typeof address === "object" && address ? address.port : 0),
  ];
  return {
    url: through.href,
    keepAway: (which) => {
      kept = which;
      for (const socket of which === "all" ? all : listeners) socket.destroy();
    },
    swallow: () => {
      isSwallowing = true;
      for (const socket of all) socket.pause();
    },
    allow: () => {
      [kept, isSwallowing] = [null, false];
      for (const socket of all) socket.resume();
    },
    close: () => {
      server.close();
      for (const socket of all) socket.destroy();
    },
  };
}
