/**
 * Records in pages of a sitemap: by the first digits of their ids, which are hashes, so that pages are about
 * as long, and a record stays on its page whatever is released.
 */
import type { FeedContract } from "#kit";
import { tableOf, type Queryable } from "#kit/hub";

/** Addresses of one page, at most (sitemaps.org). */
export const MOST = 50_000;
/** What a page is to have about, so that none comes near the bound. */
const ABOUT = 40_000;

/** Names of the pages: `all`, or the hexadecimal digits with which ids begin. */
export function pagesOf(records: number): readonly string[] {
  let pages = [""];
  while (records / pages.length > ABOUT)
    pages = pages.flatMap((page) => Array.from("0123456789abcdef", (digit) => page + digit));
  return pages.map((page) => page || "all");
}

export function isPage(name: string): boolean {
  return name === "all" || /^[0-9a-f]{1,6}$/.test(name);
}

export interface ListedRecord {
  readonly id: string;
  /** When the version that is public now was released. */
  readonly releasedAt: Date;
}

/** In the order of their ids. */
export async function recordsOfPage(
  client: Queryable,
  contract: FeedContract,
  page: string,
): Promise<readonly ListedRecord[]> {
  const digits = page === "all" ? "" : page;
  const { rows } = await client.query<ListedRecord>(
    `SELECT t.record_id::text AS id, r.released_at AS "releasedAt" FROM ${tableOf(contract)} t JOIN hub.release r ON r.number = t.opened_in
    WHERE t.closed_in IS NULL AND t.record_id BETWEEN $1::uuid AND $2::uuid ORDER BY t.record_id LIMIT ${MOST}`,
    [uuidOf(digits, "0"), uuidOf(digits, "f")],
  );
  return rows;
}

function uuidOf(digits: string, rest: string): string {
  const hex = digits.padEnd(32, rest);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
