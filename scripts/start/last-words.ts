/**
 * The net under everything: what nobody caught is a mistake of ours. It is logged like anything else, and
 * ends the process, for nobody knows in what state it is.
 */
import { describeError } from "#schema/runtime/describe-error.js";
import { EXIT } from "./exit-codes.js";
import type { Log } from "../../services/kit/graph/resolve/hub-request.js";

export function logLastWords(log: Log): void {
  for (const event of ["uncaughtException", "unhandledRejection"] as const)
    process.on(event, (error: unknown) => {
      log.error({ event, ...describeError(error) }, "The process ends: nobody caught this");
      process.exit(EXIT.fault);
    });
}
