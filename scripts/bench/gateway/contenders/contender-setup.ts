/** The input of a contender, and the message by which it says where it serves. */
import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface ContenderSetup {
  /** File of the supergraph. */
  readonly supergraph: string;
  /** Origin of all subgraphs: each is a path. */
  readonly subgraphs: string;
  /** File of the answer to the scenario's query. */
  readonly answer: string;
  /** Folder in which Hive Gateway is installed; null leaves it out. */
  readonly hive: string | null;
}

/** Serves what it is given, and tells its origin. */
export type Serve = (setup: ContenderSetup) => Promise<string>;

export async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
}

/** Gives the whole body to `then`. A body that breaks off is never passed on: its connection is gone. */
export function bytesOf(message: IncomingMessage, then: (bytes: Buffer) => void): void {
  const parts: Buffer[] = [];
  message.on("data", (part: Buffer) => parts.push(part));
  message.on("end", () => {
    const [first] = parts;
    then(first && parts.length === 1 ? first : Buffer.concat(parts));
  });
}
