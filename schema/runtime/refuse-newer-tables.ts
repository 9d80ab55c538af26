/**
 * Tables that a newer release has already changed are not touched by an older one: it would write what the
 * newer cannot read. Throws DATABASE_UNUSABLE, which names the first step that this release does not know.
 */
import { HubError } from "../errors.js";

/** `done` are the steps that the database has behind it, `known` those of this release; both by name. */
export function refuseNewerTables(done: readonly string[], known: readonly string[]): void {
  const newer = done.find((step) => !known.includes(step));
  if (newer === undefined) return;
  throw new HubError("DATABASE_UNUSABLE", {
    reason: `数据库已由更新版本的通查升级（${newer}），请用该版本或更新的版本启动`,
    reasonEn: `a newer release of Tongcha has changed its tables (${newer}); start that release or a later one`,
  });
}
