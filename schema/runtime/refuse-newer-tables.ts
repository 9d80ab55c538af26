/**
 * Keeps an older version from using tables that a later one has migrated: it could write data that the later
 * one cannot read.
 */
import { HubError } from "../errors.js";
import { isLater, VERSION } from "./version.js";

/**
 * Throws DATABASE_UNUSABLE, which names the first step that this version does not know. `done`: names of the
 * migration steps applied to the database; `known`: names of this version's steps; `version`: the version
 * that changed the tables last.
 */
export function refuseNewerTables(
  done: readonly string[],
  known: readonly string[],
  version: string | null,
): void {
  const newer = done.find((step) => !known.includes(step));
  if (newer !== undefined) throw newerTables(newer, version);
}

/** The refusal. `what` was changed: the name of a step or of a feed. */
export function newerTables(what: string, version: string | null): HubError {
  const needed = version !== null && isLater(version, VERSION) ? version : null;
  return new HubError(
    "DATABASE_UNUSABLE",
    needed === null
      ? {
          reason: `数据库已由更新版本的通查升级（${what}），请用该版本或更新的版本启动`,
          reasonEn: `a newer release of Tongcha has changed its tables (${what}); start that release or a later one`,
        }
      : {
          reason: `数据库已由通查 ${needed} 升级（${what}），此程序是 ${VERSION}，请用 ${needed} 或更新的版本启动`,
          reasonEn: `Tongcha ${needed} has changed its tables (${what}), and this is ${VERSION}; start ${needed} or later`,
        },
  );
}
