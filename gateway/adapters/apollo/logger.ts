/** The program's logger, with Apollo's interface: four functions that take a message. */
import type { Log } from "../../log.js";

export type Logger = Readonly<Record<"debug" | "info" | "warn" | "error", (message: unknown) => void>>;

/** Writes lines of JSON to stderr. */
export const LOG_AS_LINES: Logger = {
  debug: () => undefined,
  info: writeLine("info"),
  warn: writeLine("warn"),
  error: writeLine("error"),
};

function writeLine(level: string): (message: unknown) => void {
  return (message) =>
    process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message })}\n`);
}

export function logBy(logger: Logger): Log {
  return ({ level, ...entry }) => {
    const write = level === "error" || level === "info" ? logger[level] : logger.warn;
    write.call(logger, JSON.stringify(entry));
  };
}
