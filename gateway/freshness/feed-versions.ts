/** The versions of the feeds: the number of each feed's latest release. Their source is passed in. */
import { ALL_FEEDS } from "#schema/feed-directive.js";
import type { Dependencies } from "./dependencies.js";

/** An immutable snapshot of the releases. */
export interface Released {
  /** Number of the latest release of any feed. */
  readonly latest: number;
  /** Number of each feed's latest release; a feed without a release has no entry. */
  readonly feeds: ReadonlyMap<string, number>;
}

/** Before the first release. */
export const NOTHING: Released = { latest: 0, feeds: new Map() };

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
    const text = dependencies.feeds
      .map((feed) => (feed === ALL_FEEDS ? released.latest : (released.feeds.get(feed) ?? 0)))
      .join(",");
    known.set(dependencies, { released, text });
    return text;
  };
}
