/** A page of changes as it is asked for: of which feeds, between which releases, from which place. */
import { cursorScope, isRecordId, readCursor, writeCursor } from "#kit";
import {
  feedsBetween,
  readSince,
  toSince,
  type ChangedFeed,
  type ChangePlace,
  type ChangeSpan,
  type HubRequest,
  type TouchedFeed,
} from "#kit/hub";
import { HubError } from "#schema/errors.js";

export interface ChangesAsked {
  readonly since?: string | null;
  readonly feeds?: readonly string[] | null;
  readonly types?: readonly string[] | null;
  readonly after?: string | null;
}

export interface ChangesPlan {
  readonly epoch: string;
  /** Those with something in the span, in the order of their ids. */
  readonly feeds: readonly ChangedFeed[];
  readonly span: ChangeSpan;
  readonly from: ChangePlace | null;
  readonly cursorOf: (place: ChangePlace) => string;
}

/**
 * The end of the span is the latest release at the first page, and the cursor's from there on. Refuses with
 * FEED_UNKNOWN, FILTER_INVALID, SINCE_INVALID, HISTORY_OTHER, CURSOR_INVALID, ANSWER_UNSETTLED.
 */
export async function planChanges(
  hub: HubRequest,
  { since = null, feeds = null, types = null, after = null }: ChangesAsked,
): Promise<ChangesPlan> {
  const scope = cursorScope(["changes", since, feeds, types]);
  const cursor = after === null ? null : toCursor(readCursor(scope, 4, after));
  const asked = cursor ? { place: cursor.since } : since === null ? null : toSince(since);
  const point = await readSince(hub.statements, asked);
  if (cursor && cursor.to > point.latest) throw new HubError("CURSOR_INVALID");
  const found = await feedsBetween(hub, point, cursor?.to ?? null);
  const start = `${point.epoch}.${found.span.from}`;
  return {
    epoch: point.epoch,
    feeds: chosen(found.feeds, feeds, types),
    span: found.span,
    from: cursor?.place ?? null,
    cursorOf: ({ feed, id }) => writeCursor(scope, [start, found.span.to, feed, id]),
  };
}

function chosen(
  feeds: readonly TouchedFeed[],
  ids: readonly string[] | null,
  types: readonly string[] | null,
): readonly ChangedFeed[] {
  const known = feeds.map(({ contract }) => contract);
  const unknown = ids?.find((id) => !known.some((contract) => contract.id === id));
  if (unknown !== undefined)
    throw new HubError("FEED_UNKNOWN", {
      feed: unknown.slice(0, 100),
      known: known.map(({ id }) => id).join("、"),
    });
  const none = types?.find((type) => !known.some((contract) => contract.type === type));
  if (none !== undefined)
    throw new HubError("FILTER_INVALID", {
      reason: `${none} 不是记录的类型`,
      reasonEn: `${none} is no type of records`,
    });
  return feeds.filter(
    ({ contract, isTouched }) =>
      isTouched && (ids?.includes(contract.id) ?? true) && (types?.includes(contract.type) ?? true),
  );
}

interface Cursor {
  readonly since: string;
  readonly to: number;
  readonly place: ChangePlace;
}

function toCursor([since, to, feed, id]: readonly unknown[]): Cursor {
  const isCursor =
    typeof since === "string" &&
    START.test(since) &&
    typeof to === "number" &&
    Number.isInteger(to) &&
    to >= 0 &&
    typeof feed === "string" &&
    isRecordId(id);
  if (!isCursor) throw new HubError("CURSOR_INVALID");
  return { since, to, place: { feed, id } };
}

const START = /^[0-9a-f]{16}\.\d{1,9}$/;
