/** Writes the log of Apollo's libraries as lines of this gateway's own log. */
import { describeLibrary, type Log } from "../../../log.js";
import type { Logger } from "../logger.js";

export function logBelow(log: Log): Logger {
  const by =
    (level: string) =>
    (message: unknown): void =>
      log({ level, by: "apollo", message: "A library wrote a line", ...describeLibrary(message) });
  return { debug: () => undefined, info: () => undefined, warn: by("warn"), error: by("error") };
}
