/**
 * One JSON line for each entry, on the standard error. Entries hold codes, numbers and references, never a
 * cell's content or a token.
 */
import type { Log } from "../../services/kit/graph/resolve/hub-request.js";

export function createLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const entry =
    (level: string) =>
    (details: object, message: string): void =>
      write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...details })}\n`);
  return { info: entry("info"), warn: entry("warn"), error: entry("error") };
}
