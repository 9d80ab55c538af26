/**
 * An answer is put together from many reads, and a release may come between two of them. So it is looked
 * afterwards whether any feed of it has another version than was known before, in the database and not in
 * what was announced so far; if one has, the answer is made again.
 */
import { databaseUnavailable } from "#schema/runtime/database-failure.js";
import { HubError } from "#schema/errors.js";
import type { Dependencies } from "./dependencies.js";
import { NOTHING, type FeedVersions, type VersionsText } from "./feed-versions.js";

export interface Settled<T> {
  readonly answer: T;
  /** The versions that all of it was read at; null when nobody can tell at present. */
  readonly versions: string | null;
}

/** Releases of one feed are seldom two in the time of one query. */
const TRIES = 5;

/**
 * Rejects with ANSWER_UNSETTLED when what it reads is released again and again meanwhile, with
 * DATABASE_UNAVAILABLE when a whole answer cannot be held against it.
 */
export async function settle<T extends { readonly isWhole: boolean }>(
  run: () => Promise<T>,
  dependencies: Dependencies,
  { current, confirm }: FeedVersions,
  textOf: VersionsText,
): Promise<Settled<T>> {
  // What no release changes is right as it is.
  if (dependencies.feeds.length === 0)
    return { answer: await run(), versions: textOf(dependencies, NOTHING) };
  const known = current();
  let before =
    known === null ? await versionsNow(confirm, dependencies, textOf) : textOf(dependencies, known);
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const answer = await run();
    // It says itself what it lacks.
    if (before === null && !answer.isWhole) return { answer, versions: null };
    const after = await versionsNow(confirm, dependencies, textOf);
    if (after === null && answer.isWhole) throw databaseUnavailable();
    if (after === before || after === null) return { answer, versions: after };
    before = after;
  }
  throw new HubError("ANSWER_UNSETTLED");
}

/** Null when the database does not say. */
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
