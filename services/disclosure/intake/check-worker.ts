/** The thread that checks files, one after the other, so that the hub answers others meanwhile. It has connections of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { connectDatabase, discoverSubgraphs, type DatabaseConnection } from "#kit";
import { HubError, type ErrorCode, type ErrorDetails } from "#schema/errors.js";
import { runCheck, type CheckJob, type CheckOutcome } from "./check-job.js";

export interface CheckRequest { readonly id: number; readonly job: CheckJob }

export type CheckAnswer =
  | { readonly id: number; readonly outcome: CheckOutcome }
  /** The file as a whole is refused. */
  | { readonly id: number; readonly refusal: { readonly code: ErrorCode; readonly details: ErrorDetails } }
  | { readonly id: number; readonly fault: string };

const connection: DatabaseConnection = workerData; // the one thread that starts this file passes exactly this
const contracts = (await discoverSubgraphs()).flatMap(({ feeds }) => feeds);

parentPort?.on("message", (request: CheckRequest) => {
  void answer(request).then((message) => parentPort?.postMessage(message));
});

async function answer({ id, job }: CheckRequest): Promise<CheckAnswer> {
  const client = await connectDatabase(connection);
  const reader = await connectDatabase(connection);
  try {
    return { id, outcome: await runCheck(client, reader, contracts, job) };
  } catch (error) {
    if (error instanceof HubError) return { id, refusal: { code: error.code, details: error.details } };
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    await Promise.allSettled([client.end(), reader.end()]);
  }
}
