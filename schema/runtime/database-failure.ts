/**
 * Distinguishes a temporarily unavailable database from a bug: no connection, pool exhausted, shutdown,
 * read-only, disk full. PostgreSQL and the operating system report these by codes, the driver by a few
 * message texts. All code that shows errors to clients uses this module.
 */
import { HubError } from "../errors.js";

/** Retry delay for clients. */
export const RETRY_SECONDS = 5;

/**
 * Returns the error to show; null for any other failure. Also inspects errors that wrap a driver's error (an
 * ORM's error, or an AggregateError of several addresses).
 */
export function toUnavailable(error: unknown): HubError | null {
  if (error instanceof HubError) return error.code === "DATABASE_UNAVAILABLE" ? error : null;
  return isAway(error) ? databaseUnavailable() : null;
}

export function databaseUnavailable(): HubError {
  return new HubError("DATABASE_UNAVAILABLE", { seconds: RETRY_SECONDS });
}

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = { code: "", syscall: "", ...error };
  return (
    code === "DATABASE_UNAVAILABLE" ||
    SQL_STATES.test(code) ||
    (SYSTEM_CALLS.has(syscall) && SYSTEM_CODES.has(code)) ||
    SENTENCES.has(error.message) ||
    (error instanceof AggregateError && error.errors.some(isAway)) ||
    isAway(error.cause)
  );
}

/**
 * Connection failures, insufficient resources, shutdown, system errors, read-only, and refused connections:
 * role, password, database.
 */
const SQL_STATES = /^(?:(?:08|53|58|28)[0-9A-Z]{3}|57P0[1-5]|25006|3D000)$/;
const SYSTEM_CALLS: ReadonlySet<unknown> = new Set(["connect", "read", "write", "getaddrinfo"]);
const SYSTEM_CODES: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
/** Messages of `pg` and `pg-pool` errors that have no code. */
const SENTENCES: ReadonlySet<string> = new Set([
  "Connection terminated",
  "Connection terminated unexpectedly",
  "Connection terminated due to connection timeout",
  "timeout expired",
  "timeout exceeded when trying to connect",
  "Query read timeout",
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
]);
