/**
 * The access log and the log of slow operations: one line for an operation, with names, codes and times. What
 * was asked for, with which values and by whom is in none.
 */
import type { IncomingHttpHeaders } from "node:http";
import { OperationTypeNode } from "graphql";
import type { Log } from "../log.js";
import { STRANGER } from "../rights/identity.js";
import { openAccount } from "./account.js";
import type { Again } from "./ask.js";
import type { Ended } from "./watch.js";

export interface LoggedOperations {
  /** All of them. */
  readonly isAccessLogged: boolean;
  /** Those that take as many milliseconds or more, with their stages and calls; null: none. */
  readonly slowMs: number | null;
}

export const NOTHING_IS_LOGGED: LoggedOperations = { isAccessLogged: false, slowMs: null };

export function createOperationLog(
  { isAccessLogged, slowMs }: LoggedOperations,
  log: Log,
): (operation: Ended) => void {
  return ({ kind, ending, milliseconds, account }) => {
    // A stream lasts as long as its client wants.
    const isSlow = slowMs !== null && milliseconds >= slowMs && kind !== OperationTypeNode.SUBSCRIPTION;
    if (!isAccessLogged && !isSlow) return;
    const { stage: _, ...facts } = account.facts();
    log({
      level: isSlow ? "warn" : "info",
      message: isSlow ? "A slow operation" : "An operation",
      ...facts,
      kind,
      outcome: ending,
      ...(account.codes.size > 0 && { codes: [...account.codes] }),
      ...(isSlow && account.times()),
    });
  };
}

const NO_STAGES = (): void => undefined;

/** Operations that were known word for word; null: they are not logged. */
export function createRepeatLog(
  { isAccessLogged }: LoggedOperations,
  log: Log,
): ((named: Again["named"], headers: IncomingHttpHeaders) => void) | null {
  if (!isAccessLogged) return null;
  return (named, headers) => {
    const { stage: _, ...facts } = openAccount({ ...named, headers, identity: STRANGER }, NO_STAGES).facts();
    log({ level: "info", message: "An operation", ...facts, kind: "query", outcome: "repeated" });
  };
}
