/**
 * Tells a database that is away for a while from a mistake of ours: no connection, none left, shut down,
 * read-only, without room on its disk. PostgreSQL says it by its codes, the system by its own, the driver by
 * a few sentences. Whoever shows an error to others asks here.
 */
import { HubError } from "../errors.js";

/** After which it may be asked again. */
export const RETRY_SECONDS = 5;

/**
 * The error that may be shown; null when the failure is another. What wraps an error of the driver (an ORM's,
 * several addresses') is looked into.
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
 * Connection failures, insufficient resources, shut down, files, read-only, and what refuses a new
 * connection: role, password, database.
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
/** Of `pg` and `pg-pool`, which give them no code. */
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
