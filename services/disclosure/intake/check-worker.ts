/** The thread that checks files, so that the hub answers others meanwhile. It has connections of its own. */
import { BroadcastChannel } from "node:worker_threads";
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
import { CheckCancelled } from "./progress.js";
import { runCheck, type CheckJob, type CheckOutcome } from "./check-job.js";

export interface CheckQuestion extends Pick<Database, "connection" | "kind"> {
  readonly job: CheckJob;
  /** Name of the channel that tells that the database is silent: whatever waits for it must fail. */
  readonly cut: string;
}

export type CheckAnswer =
  | { readonly outcome: CheckOutcome }
  /** The file as a whole is refused. */
  | { readonly refusal: { readonly code: ErrorCode; readonly details: ErrorDetails } }
  /** The database went away. */
  | { readonly unavailable: true }
  /** The submission was withdrawn. */
  | { readonly cancelled: true }
  | { readonly fault: ThreadFault };

/** The part of an error that may be logged: a driver's message quotes rows, so it is dropped. */
export interface ThreadFault {
  readonly error: string;
  readonly sqlState: string | null;
  readonly frames: string;
}

const domains = await discoverDomains();

export default async function check({ job, connection, kind, cut }: CheckQuestion): Promise<CheckAnswer> {
  const sockets = createSockets();
  const config = configOf(connection, kind, sockets.open);
  const silence = new BroadcastChannel(cut);
  silence.addEventListener("message", sockets.cut);
  const open: pg.Client[] = [];
  const connect = async (): Promise<pg.Client> => {
    const client = await connectDatabase(config);
    open.push(client);
    return client;
  };
  try {
    const [client, reader] = [await connect(), await connect()];
    const contracts = [
      ...domains.flatMap(({ feeds }) => feeds),
      ...[...(await loadMoreFeeds(reader, domains)).values()].flat(),
    ];
    return { outcome: await runCheck(client, reader, contracts, job) };
  } catch (error) {
    if (error instanceof CheckCancelled) return { cancelled: true };
    if (toUnavailable(error)) return { unavailable: true };
    if (error instanceof HubError) return { refusal: { code: error.code, details: error.details } };
    return { fault: describeFault(error) };
  } finally {
    await Promise.allSettled(open.map((client) => client.end()));
    silence.close();
  }
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
