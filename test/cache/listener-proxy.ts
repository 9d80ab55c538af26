/** Stands between a hub and its server, and can keep away the connections by which the hub hears of releases. All others pass. */
import { createServer, connect, type Socket } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { LISTENER } from "../../services/kit/store/feed-versions.js";

export interface ListenerProxy {
  readonly url: string;
  /** Ends those that there are, and every new one until `allow`. */
  readonly keepAway: () => void;
  readonly allow: () => void;
  readonly close: () => void;
}

/** `url` of a server on a Unix socket or an address. */
export async function startListenerProxy(url: string): Promise<ListenerProxy> {
  const target = new URL(url);
  const folder = target.searchParams.get("host");
  const port = target.port === "" ? "5432" : target.port;
  const listeners = new Set<Socket>();
  const all = new Set<Socket>();
  let isAllowed = true;
  const server = createServer((client) => {
    all.add(client);
    const upstream = folder?.startsWith("/") ? connect(join(folder, `.s.PGSQL.${port}`)) : connect(Number(port), target.hostname);
    for (const [one, other] of [[client, upstream], [upstream, client]] as const) one.on("error", () => undefined).on("close", () => other.destroy());
    // The first that a client says holds its name.
    client.once("data", (start: Buffer) => {
      if (start.includes(LISTENER)) {
        if (!isAllowed) return client.destroy();
        listeners.add(client);
        client.on("close", () => listeners.delete(client));
      }
      upstream.write(start);
      return client.pipe(upstream).pipe(client);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const through = new URL(url);
  through.searchParams.delete("host");
  [through.hostname, through.port] = ["127.0.0.1", String(typeof address === "object" && address ? address.port : 0)];
  return {
    url: through.href,
    keepAway: () => {
      isAllowed = false;
      for (const socket of listeners) socket.destroy();
    },
    allow: () => { isAllowed = true; },
    close: () => {
      server.close();
      for (const socket of all) socket.destroy();
    },
  };
}
