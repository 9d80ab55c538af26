/**
 * Limits the connections that one address has open, busy or idle, so that nobody uses up the process's
 * sockets. Trusted proxies are exempt, because they connect for many people.
 */
import type { Server } from "node:http";
import type { Socket } from "node:net";
import { HubError } from "#schema/errors.js";
import { clientOf } from "../../limits/client-budgets.js";
import type { IsAmong } from "./address-of.js";
import { writeRefusal } from "./refusal.js";

/** Enough for the browsers of an office behind one address: each opens six. */
export const MOST_CONNECTIONS = 1_000;

/** A connection beyond them is refused with CONNECTIONS_TOO_MANY, before anything of it is read. */
export function boundConnections(server: Server, isProxy: IsAmong): void {
  const open = new Map<string, number>();
  server.prependListener("connection", (socket: Socket) => {
    const address = socket.remoteAddress ?? "";
    if (isProxy(address)) return;
    const client = clientOf(address);
    const own = (open.get(client) ?? 0) + 1;
    open.set(client, own);
    socket.once("close", () => {
      const left = (open.get(client) ?? 1) - 1;
      if (left === 0) open.delete(client);
      else open.set(client, left);
    });
    if (own > MOST_CONNECTIONS)
      writeRefusal(socket, new HubError("CONNECTIONS_TOO_MANY", { limit: MOST_CONNECTIONS }));
  });
}
