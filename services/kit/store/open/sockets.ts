/**
 * The sockets of one process to its database server, so that those whose other end is silent can be ended:
 * the driver itself waits for ever.
 */
import { Socket } from "node:net";

export interface Sockets {
  /** For the driver's next connection. */
  readonly open: () => Socket;
  /** Whatever is waited for on any of them fails. */
  readonly cut: () => void;
}

export function createSockets(): Sockets {
  const open = new Set<Socket>();
  return {
    open: () => {
      const socket = new Socket();
      open.add(socket);
      return socket.once("close", () => open.delete(socket));
    },
    cut: () => {
      for (const socket of open) socket.destroy();
    },
  };
}
