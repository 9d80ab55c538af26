/**
 * The feeds of a span of releases. Most are there at both of its ends. A dataset that departments define
 * comes with its definition and goes with it: then all that it has is added, or removed.
 */
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../../feed/contract.js";
import type { ChangedFeed, ChangeSpan } from "../../store/read/changes.js";
import { releaseNumbers } from "../../store/read/releases.js";
import type { Since, SinceText } from "../../store/read/since.js";
import { DateTimeScalar } from "../types/scalars.js";
import type { FeedHistory, HubRequest } from "./hub-request.js";

export interface TouchedFeed extends ChangedFeed {
  /** False where nothing of it was released in the span. */
  readonly isTouched: boolean;
}

export interface FeedsBetween {
  /** In the order of their ids. */
  readonly feeds: readonly TouchedFeed[];
  readonly span: ChangeSpan;
}

/**
 * `to`: the end of the span; null for the latest release of which this process knows the feeds: one that
 * came a moment ago is told of the next time. ANSWER_UNSETTLED where a given end is not known yet.
 */
export async function feedsBetween(
  { contracts, history, statements }: Pick<HubRequest, "contracts" | "history" | "statements">,
  { from, latest, versions }: Since,
  to: number | null,
): Promise<FeedsBetween> {
  const isTouched = ({ id }: FeedContract): boolean => (versions[id] ?? 0) > from;
  const now = contracts();
  if (history.definedBy.every((id) => (versions[id] ?? 0) <= from))
    return {
      span: { from, to: to ?? latest },
      feeds: inOrder(
        now.map((contract) => ({ contract, wasThere: true, goneIn: null, isTouched: isTouched(contract) })),
      ),
    };
  const known = new Set(now.map(({ id }) => id));
  const isKnown = (feeds: readonly FeedContract[]): boolean => feeds.every(({ id }) => known.has(id));
  const releases = await releaseNumbers(statements, history.definedBy, { from, to: to ?? latest });
  const ends = [...releases.map((release) => release - 1), to ?? latest];
  let [end, last] = [to ?? latest, await history.at(to ?? latest)];
  while (!isKnown(last)) {
    ends.pop();
    const before = ends.at(-1);
    if (to !== null || before === undefined) throw new HubError("ANSWER_UNSETTLED");
    [end, last] = [before, await history.at(before)];
  }
  const first = await history.at(from);
  const there = new Set(last.map(({ id }) => id));
  const were = new Set(first.map(({ id }) => id));
  const gone = await Promise.all(
    first
      .filter(({ id }) => !there.has(id))
      .map(async (contract) => ({
        contract,
        wasThere: true,
        goneIn: await lastSeen(
          history,
          releases.filter((release) => release <= end),
          contract.id,
        ),
        isTouched: true,
      })),
  );
  return {
    span: { from, to: end },
    feeds: inOrder([
      ...last.map((contract) => ({
        contract,
        wasThere: were.has(contract.id),
        goneIn: null,
        isTouched: !were.has(contract.id) || isTouched(contract),
      })),
      ...gone,
    ]),
  };
}

/** A moment where the text is one; else a place, or what `readSince` refuses. */
export function toSince(text: string): SinceText {
  if (!text.includes("T")) return { place: text };
  try {
    return { moment: DateTimeScalar.parseValue(text) };
  } catch {
    return { place: text };
  }
}

/** The release after which the feed was not there any more. */
async function lastSeen({ at }: FeedHistory, releases: readonly number[], id: string): Promise<number> {
  let goneIn = releases.at(-1) ?? 0;
  for (const release of releases.toReversed()) {
    if ((await at(release)).some((contract) => contract.id === id)) break;
    goneIn = release;
  }
  return goneIn;
}

function inOrder(feeds: readonly TouchedFeed[]): readonly TouchedFeed[] {
  return feeds.toSorted(({ contract: one }, { contract: other }) => (one.id < other.id ? -1 : 1));
}
