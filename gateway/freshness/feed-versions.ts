/**
 * The versions of the feeds, as the cache needs them: the hash of each one's latest release, which covers all
 * before it, and the epoch, so that a database that was restored and gone on with never has a version twice.
 * Where they come from is passed in.
 */
import { ALL_FEEDS } from "#schema/feed-directive.js";
import type { Dependencies } from "./dependencies.js";

/** An immutable snapshot of the releases. */
export interface Released {
  /** The random name of this history; another one since the database was restored. */
  readonly epoch: string;
  /** Number of the latest release of any feed. */
  readonly latest: number;
  /** Hash of the latest release of all. */
  readonly head: string;
  /** Hash of each feed's latest release; none for a feed that has no release. */
  readonly feeds: ReadonlyMap<string, string>;
}

/** Before the first release, and for answers without feeds. */
export const NOTHING: Released = { epoch: "", latest: 0, head: "", feeds: new Map() };

export interface FeedVersions {
  /** Null while this process may have missed a release; otherwise all releases announced to it. */
  readonly current: () => Released | null;
  /** Resolves to the releases as of this call or later. Rejects when they cannot be read. */
  readonly confirm: () => Promise<Released>;
}

/** Equal texts mean that none of the dependencies was released in between. */
export type VersionsText = (dependencies: Dependencies, released: Released) => string;

/** Memoises the last text of each plan's dependencies, because most requests come between two releases. */
export function createVersionsText(): VersionsText {
  const known = new WeakMap<Dependencies, { readonly released: Released; readonly text: string }>();
  return (dependencies, released) => {
    const last = known.get(dependencies);
    if (last?.released === released) return last.text;
    const versions = dependencies.feeds.map((feed) =>
      feed === ALL_FEEDS ? released.head : (released.feeds.get(feed) ?? ""),
    );
    const text = [released.epoch, ...versions].join(",");
    known.set(dependencies, { released, text });
    return text;
  };
}
