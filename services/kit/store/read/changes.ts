/**
 * What a mirror of the public records as of one release must do to be one as of a later release: one entry
 * for each record that differs. A record is there twice at most, by the version that was open at the first
 * release and has been closed since, and by the one that was opened since and is open at the second: both are
 * a change, the one alone a removal, the other alone an addition. What came and went between is nowhere.
 *
 * Entries are in the order of feed and record, which no later release changes: pages neither lose nor repeat
 * one, whatever is released meanwhile.
 */
import type { FeedContract } from "../../feed/contract.js";
import { createParameters } from "../open/parameters.js";
import type { Queryable } from "../open/queryable.js";
import { tableOf } from "../open/tables.js";
import { wasOpen } from "./published-sql.js";
import type { ReleaseKind } from "./releases.js";

/** Release numbers: after `from` (0: from the beginning), up to `to`. */
export interface ChangeSpan {
  readonly from: number;
  readonly to: number;
}

/** A record's place among the changes. */
export interface ChangePlace {
  readonly feed: string;
  readonly id: string;
}

/** A feed of which changes are wanted. */
export interface ChangedFeed {
  readonly contract: FeedContract;
  /** False where it was none at the span's beginning: then all that it has is added. */
  readonly wasThere: boolean;
  /** The release that took the feed itself away: all that it had is removed. Null: it is there. */
  readonly goneIn: number | null;
}

interface Changed {
  readonly contract: FeedContract;
  readonly id: string;
  /** The release that opened the version as of the end of the span, or that took the record down. */
  readonly release: number;
}

export type RecordChange =
  | (Changed & {
      readonly kind: "ADDED" | "CHANGED";
      readonly removal: null;
      /** False where it has been taken down after the span. */
      readonly isPublic: boolean;
    })
  | (Changed & { readonly kind: "REMOVED"; readonly removal: Removal; readonly isPublic: false });

/** By law, by the passing of time, or because its department's list no longer has it. */
export type Removal = "WITHDRAWN" | "EXPIRED" | "DROPPED";

const REMOVALS = {
  WITHDRAWAL: "WITHDRAWN",
  EXPIRY: "EXPIRED",
  FEED: "DROPPED",
} as const satisfies Record<ReleaseKind, Removal>;

export function removalBy(kind: ReleaseKind): Removal {
  return REMOVALS[kind];
}

/** At most `size` entries after the place. `feeds` are in the order of their ids. */
export async function readRecordChanges(
  client: Queryable,
  feeds: readonly ChangedFeed[],
  span: ChangeSpan,
  after: ChangePlace | null,
  size: number,
): Promise<readonly RecordChange[]> {
  const left = feeds.filter(({ contract: { id } }) => after === null || id >= after.feed);
  const found: RecordChange[] = [];
  // Twice as many feeds each time: most pages are of one, and many feeds with little are few statements.
  for (let at = 0, width = 1; at < left.length && found.length < size; at += width, width *= 2)
    found.push(...(await readFeeds(client, left.slice(at, at + width), span, after, size - found.length)));
  return found;
}

/** How many entries there are in all. */
export async function countRecordChanges(
  client: Queryable,
  feeds: readonly ChangedFeed[],
  span: ChangeSpan,
): Promise<number> {
  if (feeds.length === 0) return 0;
  const counts = feeds.map((feed) => {
    const parts = [openedSince(feed, span), closedSince(feed, span)].filter((part) => part !== null);
    // A record of one part alone is counted once as it is.
    return parts.length === 1
      ? `(SELECT count(*) FROM ${parts.join("")})`
      : `(SELECT count(*) FROM (${parts.map((part) => `SELECT t.record_id FROM ${part}`).join(" UNION ")}) u)`;
  });
  const { rows } = await client.query<{ count: string }>(`SELECT ${counts.join(" + ")} AS count`);
  return Number(rows[0]?.count ?? 0);
}

interface Row {
  readonly feed: number;
  readonly id: string;
  readonly was: boolean;
  readonly opened: number | null;
  readonly removed: number | null;
  readonly public: boolean;
  readonly kind: ReleaseKind | null;
}

async function readFeeds(
  client: Queryable,
  feeds: readonly ChangedFeed[],
  span: ChangeSpan,
  after: ChangePlace | null,
  size: number,
): Promise<readonly RecordChange[]> {
  const parameters = createParameters();
  const limit = `${parameters.add(size)}::int`;
  const branches = feeds.map((feed, at) => {
    const { contract, goneIn } = feed;
    const from = contract.id === after?.feed ? ` AND t.record_id > ${parameters.add(after.id)}::uuid` : "";
    const page = `${from} ORDER BY t.record_id LIMIT ${limit}`;
    const [come, gone] = [openedSince(feed, span), closedSince(feed, span)];
    const parts = [
      ...(come === null
        ? []
        : [
            `(SELECT t.record_id AS id, false AS was, t.opened_in AS opened, t.closed_in IS NULL AS open FROM ${come}${page})`,
          ]),
      ...(gone === null
        ? []
        : [
            `(SELECT t.record_id AS id, true AS was, NULL::int AS opened, false AS open FROM ${gone}${page})`,
          ]),
    ];
    const ofRecord = `FROM ${tableOf(contract)} v WHERE v.record_id = d.id`;
    const removed =
      goneIn === null
        ? `(SELECT CASE WHEN v.withdrawn_in <= ${span.to} THEN v.withdrawn_in ELSE v.closed_in END ${ofRecord} AND v.opened_in <= ${span.to} ORDER BY v.opened_in DESC LIMIT 1)`
        : String(goneIn);
    return `(SELECT ${at} AS feed, d.*, CASE WHEN d.opened IS NULL THEN ${removed} END AS removed,
      d.opened IS NOT NULL AND (d.open OR EXISTS (SELECT ${ofRecord} AND v.closed_in IS NULL)) AS public
      FROM (SELECT id, bool_or(was) AS was, max(opened) AS opened, bool_or(open) AS open FROM (${parts.join(" UNION ALL ")}) e GROUP BY id ORDER BY id LIMIT ${limit}) d)`;
  });
  const { rows } = await client.query<Row>(
    `SELECT c.feed, c.id::text AS id, c.was, c.opened, c.removed, c.public, r.kind FROM (${branches.join(" UNION ALL ")}) c
    LEFT JOIN hub.release r ON r.number = c.removed ORDER BY c.feed, c.id LIMIT ${limit}`,
    [...parameters.values],
  );
  return rows.map((row) => toChange(feeds, row));
}

function toChange(feeds: readonly ChangedFeed[], row: Row): RecordChange {
  const contract = feeds[row.feed]?.contract;
  if (!contract) throw new Error("A change is of a feed that was not asked for");
  const { id } = row;
  if (row.opened !== null)
    return {
      contract,
      id,
      kind: row.was ? "CHANGED" : "ADDED",
      release: row.opened,
      removal: null,
      isPublic: row.public,
    };
  if (row.removed === null || row.kind === null) throw new Error("A removed record has no release");
  return {
    contract,
    id,
    kind: "REMOVED",
    release: row.removed,
    removal: removalBy(row.kind),
    isPublic: false,
  };
}

/** Versions that were open at the span's beginning and are not at its end; null where there are none. */
function closedSince({ contract, wasThere, goneIn }: ChangedFeed, { from, to }: ChangeSpan): string | null {
  if (!wasThere || from === 0) return null;
  if (goneIn !== null) return `${tableOf(contract)} t WHERE ${wasOpen(from)}`;
  return `${tableOf(contract)} t WHERE t.closed_in > ${from} AND t.closed_in <= ${to} AND t.opened_in <= ${from}`;
}

/** Versions that were not open at the span's beginning and are at its end; null where there are none. */
function openedSince({ contract, wasThere, goneIn }: ChangedFeed, { from, to }: ChangeSpan): string | null {
  if (goneIn !== null) return null;
  return `${tableOf(contract)} t WHERE ${wasOpen(to)}${wasThere ? ` AND t.opened_in > ${from}` : ""}`;
}
