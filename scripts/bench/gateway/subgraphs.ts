/** The subgraphs of the shop as one server, each at its path, in the process that makes the load. */
import { createServer } from "node:http";
import { bytesOf, listen } from "./contenders/contender-setup.js";
import { answerOf } from "./shop.js";

export interface Subgraphs {
  readonly origin: string;
  /** Calls so far. */
  readonly calls: () => number;
  readonly close: () => void;
}

const KEPT_MS = 600_000;

export async function openSubgraphs(): Promise<Subgraphs> {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    bytesOf(request, (body) => {
      answerOf((request.url ?? "").slice(1), body.toString()).then(
        (answer) =>
          response
            .writeHead(200, { "content-type": "application/json", "content-length": answer.length })
            .end(answer),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  // A gateway that computes for longer than a server waits would find its connections closed, and answer with
  // errors that are none of its own.
  server.keepAliveTimeout = KEPT_MS;
  return {
    origin: await listen(server),
    calls: () => calls,
    close: () => {
      server.close();
    },
  };
}
