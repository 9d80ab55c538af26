/**
 * What a text that is being typed may become: titles that begin with it, in their order, and when these are
 * too few what a search finds. As a search, it shows nothing that is not public at that moment.
 */
import { foldWords, isSearchable, type FeedContract } from "#kit";
import type { HubRequest } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { MAX_LENGTH } from "../query/plan-search.js";
import { lookUp, search, type IndexedHit } from "../query/search.js";
import { EVERYTHING } from "../query/search-statement.js";

export interface Suggestion {
  readonly text: string;
  readonly type: string;
  readonly id: string;
}

/** Titles of which each is one suggestion, however many records have it. */
export async function suggest(
  reads: Pick<HubRequest, "database" | "statements">,
  contracts: readonly FeedContract[],
  given: string,
  first: number,
): Promise<readonly Suggestion[]> {
  if (given.length > MAX_LENGTH)
    throw new HubError("FILTER_INVALID", {
      reason: `搜索词最多${MAX_LENGTH}个字符`,
      reasonEn: `a search has at most ${MAX_LENGTH} characters`,
    });
  const text = foldWords(given);
  if (text === "") return [];
  const { rows } = await reads.statements.query<IndexedHit>(BEGINNING, [text, first]);
  const titleOf = await lookUp(reads.statements, contracts, rows);
  const found = rows.flatMap((hit): readonly Suggestion[] => {
    const title = titleOf(hit);
    return title === null ? [] : [{ text: title, type: hit.type, id: hit.key }];
  });
  if (found.length >= first || !isSearchable(text)) return found;
  const { hits } = await search(reads, contracts, given, {
    ...EVERYTHING,
    first: MOST_LOOKED_AT,
    skip: 0,
    isNewestFirst: false,
    countedBy: null,
  });
  const titles = new Map(found.map((one) => [one.text, one]));
  for (const { title, type, key } of hits)
    if (!titles.has(title)) titles.set(title, { text: title, type, id: key });
  return [...titles.values()].slice(0, first);
}

/** Hits of a search among which titles are looked for that are not there yet. */
const MOST_LOOKED_AT = 50;

/** The index of titles delivers them in their order, so that no more are read than are told. */
const BEGINNING = `SELECT DISTINCT ON (title_key) type, key, release, nullif(day, 'infinity') AS day, title, title_key AS "titleKey", body
  FROM search.entry WHERE title_key ^@ $1 ORDER BY title_key, day DESC, id DESC LIMIT $2`;
