/**
 * An answer is assembled from many reads, and a release may come between two of them. So the versions of its
 * feeds are read from the database afterwards (not from the announcements), and compared with those known
 * before; if one differs, the answer is made again.
 */
import { databaseUnavailable } from "#schema/runtime/database-failure.js";
import { HubError } from "#schema/errors.js";
import type { Dependencies } from "./dependencies.js";
import { NOTHING, type FeedVersions, type VersionsText } from "./feed-versions.js";

export interface Settled<T> {
  readonly answer: T;
  /** The feed versions that the whole answer was read at; null when the database cannot confirm them. */
  readonly versions: string | null;
}

/** One feed is rarely released twice during one query. */
const TRIES = 5;

/**
 * Rejects with ANSWER_UNSETTLED when a release changes the feeds during every try, with DATABASE_UNAVAILABLE
 * when the versions of a complete answer cannot be confirmed.
 */
export async function settle<T extends { readonly isWhole: boolean }>(
  run: () => Promise<T>,
  dependencies: Dependencies,
  { current, confirm }: FeedVersions,
  textOf: VersionsText,
): Promise<Settled<T>> {
  // An answer without feeds needs no check.
  if (dependencies.feeds.length === 0)
    return { answer: await run(), versions: textOf(dependencies, NOTHING) };
  const known = current();
  let before =
    known === null ? await versionsNow(confirm, dependencies, textOf) : textOf(dependencies, known);
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const answer = await run();
    // An incomplete answer reports its own errors.
    if (before === null && !answer.isWhole) return { answer, versions: null };
    const after = await versionsNow(confirm, dependencies, textOf);
    if (after === null && answer.isWhole) throw databaseUnavailable();
    if (after === before || after === null) return { answer, versions: after };
    before = after;
  }
  throw new HubError("ANSWER_UNSETTLED");
}

/** Null when the database is unavailable. */
function versionsNow(
  confirm: FeedVersions["confirm"],
  dependencies: Dependencies,
  textOf: VersionsText,
): Promise<string | null> {
  return confirm().then(
    (released) => textOf(dependencies, released),
    () => null,
  );
}
