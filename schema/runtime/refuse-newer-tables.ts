/**
 * Keeps an older release from using tables that a newer release has migrated: it could write data that the
 * newer one cannot read. Throws DATABASE_UNUSABLE, which names the first step that this release does not
 * know.
 */
import { HubError } from "../errors.js";

/** `done`: names of the migration steps applied to the database; `known`: names of this release's steps. */
export function refuseNewerTables(done: readonly string[], known: readonly string[]): void {
  const newer = done.find((step) => !known.includes(step));
  if (newer === undefined) return;
  throw new HubError("DATABASE_UNUSABLE", {
    reason: `数据库已由更新版本的通查升级（${newer}），请用该版本或更新的版本启动`,
    reasonEn: `a newer release of Tongcha has changed its tables (${newer}); start that release or a later one`,
  });
}
