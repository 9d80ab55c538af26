/**
 * A network before a server that can be cut: all connections that are open end, as when a cable is pulled;
 * new ones are let through.
 */
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Network {
  readonly url: string;
  readonly cut: () => void;
  readonly close: () => void;
}

/** To a port of this machine. While nobody listens there, whoever comes is cut off at once. */
export async function openNetwork(port: number): Promise<Network> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on("error", () => socket.destroy())
        .once("close", () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
    }
    near.pipe(far).pipe(near);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo; // it listens on a port
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    close: () => {
      cut();
      server.close();
    },
  };
}
