/**
 * The process that executes requests with the reference, compares the answers with this gateway's, and logs
 * the differences: `comparing-process.js <supergraph>`. No client waits for it. It reports its URL to the
 * gateway, and ends with the gateway.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { ApolloServer } from "@apollo/server";
import type { Log } from "../../../log.js";
import { differencesOf } from "./differences.js";
import { openReference } from "./reference.js";

/** The message for each answer; `answer` is this gateway's. */
interface Compared {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown>;
  readonly answer: unknown;
}

const SHOWN_CHARACTERS = 10_000;
const log: Log = (entry) =>
  void process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);

async function compare(
  reference: ApolloServer,
  { query, operationName, variables, answer }: Compared,
): Promise<void> {
  const { body } = await reference.executeOperation({
    query,
    variables,
    ...(operationName !== null && { operationName }),
  });
  // As over HTTP. The answer is never incremental, because the request does not ask for that.
  const apollo: unknown = body.kind === "single" ? JSON.parse(JSON.stringify(body.singleResult)) : null;
  const differences = differencesOf(answer, apollo);
  if (differences)
    log({
      level: "warn",
      message: "The engines differ",
      query: query.slice(0, SHOWN_CHARACTERS),
      operationName,
      variables: JSON.stringify(variables).slice(0, SHOWN_CHARACTERS),
      ...differences,
    });
}

async function readBody(request: IncomingMessage): Promise<Compared> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer); // a request without an encoding
  return JSON.parse(Buffer.concat(parts).toString()) as Compared; // what compare-answers.ts sends
}

async function serve(where: string): Promise<void> {
  const reference = await openReference(where, log);
  const server = createServer((request, response) => {
    readBody(request)
      .then((asked) => compare(reference, asked))
      .catch((error: unknown) =>
        log({ level: "error", error: String(error), message: "An answer could not be compared" }),
      )
      .finally(() => response.end("{}"));
  });
  server.listen(0, "127.0.0.1", () =>
    process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }),
  ); // it listens on a port
}

process.once("disconnect", () => process.exit());
// Ignores signals: the gateway receives them too, and ends this process.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
await serve(process.argv[2] ?? "").catch((error: unknown) => {
  process.send?.({ problem: error instanceof Error ? error.message : String(error) });
  process.disconnect?.();
});
