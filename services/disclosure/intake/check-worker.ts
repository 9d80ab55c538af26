/** The thread that checks files, so that the hub answers others meanwhile. It has connections of its own. */
import { parentPort, workerData } from "node:worker_threads";
import type pg from "pg";
import {
  configOf,
  connectDatabase,
  createSockets,
  discoverDomains,
  loadMoreFeeds,
  type Database,
} from "#kit/hub";
import { toUnavailable } from "#schema/runtime/database-failure.js";
import { HubError, type ErrorCode, type ErrorDetails } from "#schema/errors.js";
import { runCheck, type CheckJob, type CheckOutcome } from "./check-job.js";

/** A job, or that the database is silent: what waits for it is to fail. */
export type CheckRequest = { readonly id: number; readonly job: CheckJob } | { readonly cut: true };

export type CheckThreadData = Pick<Database, "connection" | "kind">;

export type CheckAnswer =
  | { readonly id: number; readonly outcome: CheckOutcome }
  /** The file as a whole is refused. */
  | { readonly id: number; readonly refusal: { readonly code: ErrorCode; readonly details: ErrorDetails } }
  /** The database went away. */
  | { readonly id: number; readonly unavailable: true }
  | { readonly id: number; readonly fault: ThreadFault };

/** What the log may hold of an error: a driver's message quotes rows, so it stays here. */
export interface ThreadFault {
  readonly error: string;
  readonly sqlState: string | null;
  readonly frames: string;
}

// the one thread that starts this file passes exactly this
const { connection, kind }: CheckThreadData = workerData;
const sockets = createSockets();
const config = configOf(connection, kind, sockets.open);
const domains = await discoverDomains();

parentPort?.on("message", (request: CheckRequest) => {
  if ("cut" in request) sockets.cut();
  // `answer` says what goes wrong.
  else
    answer(request.id, request.job).then(
      (message) => parentPort?.postMessage(message),
      () => process.exit(1),
    );
});

async function answer(id: number, job: CheckJob): Promise<CheckAnswer> {
  const open: pg.Client[] = [];
  try {
    const [client, reader] = [await connect(open), await connect(open)];
    const contracts = [
      ...domains.flatMap(({ feeds }) => feeds),
      ...[...(await loadMoreFeeds(reader, domains)).values()].flat(),
    ];
    return { id, outcome: await runCheck(client, reader, contracts, job) };
  } catch (error) {
    if (toUnavailable(error)) return { id, unavailable: true };
    if (error instanceof HubError) return { id, refusal: { code: error.code, details: error.details } };
    return { id, fault: describeFault(error) };
  } finally {
    await Promise.allSettled(open.map((client) => client.end()));
  }
}

async function connect(open: pg.Client[]): Promise<pg.Client> {
  const client = await connectDatabase(config);
  open.push(client);
  return client;
}

function describeFault(error: unknown): ThreadFault {
  if (!(error instanceof Error)) return { error: typeof error, sqlState: null, frames: "" };
  const { name, stack = "" } = error;
  return {
    error: name,
    sqlState: "code" in error && typeof error.code === "string" ? error.code : null,
    frames: stack.slice(stack.indexOf("\n    at ") + 1),
  };
}
