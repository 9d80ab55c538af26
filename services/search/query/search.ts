/**
 * A search: exactly first, and when that finds nothing, with allowance for typing mistakes. A record that was
 * taken down or corrected since it was indexed is not shown: while the index is behind any feed, each hit of
 * the page is looked up among what is published now.
 */
import type { FeedContract } from "#kit";
import { namesOf, namingFeeds, publishedVersions, type HubRequest, type Statements } from "#kit/hub";
import { DATASET } from "../index/catch-up.js";
import { PARTY } from "../index/index-feed.js";
import { gramShares } from "./gram-shares.js";
import { readSynonyms } from "./synonyms.js";
import { planSearch, rarest, type SearchPlan } from "./plan-search.js";
import {
  approximateStatement,
  exactStatement,
  type SearchArguments,
  type Statement,
} from "./search-statement.js";

const EXCERPT = 60;

export interface Hit {
  readonly type: string;
  /** The identifier of the record, party or dataset. */
  readonly key: string;
  readonly day: string | null;
  readonly title: string;
  /** Words around the place that was found, when it is not the title. */
  readonly excerpt: string | null;
  /** Among all hits, from 1. */
  readonly place: number;
}

/** How many hits have something in common, the most first. */
export type Facet = readonly { readonly key: string; readonly count: number }[];

/** By types, codes of departments and of areas, and years. */
export type Facets = Readonly<Record<"types" | "departments" | "areas" | "years", Facet>> & {
  /** By the values of the field that was asked for. */
  readonly values?: Facet;
};

export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly facets: Facets;
  readonly total: number;
  /** True when all hits were counted. */
  readonly isComplete: boolean;
  readonly isApproximate: boolean;
}

/** The connections that a search reads through, and their database. */
type Reads = Pick<HubRequest, "database" | "statements">;

interface Answer {
  readonly total: number;
  readonly isComplete: boolean;
  readonly isCurrent: boolean;
  readonly facets: Facets;
  readonly hits: readonly IndexedHit[];
}

/** A hit as the index has it. */
export interface IndexedHit extends Omit<Hit, "excerpt" | "place"> {
  readonly release: number;
  readonly titleKey: string;
  readonly body: string;
}

export async function search(
  reads: Reads,
  contracts: readonly FeedContract[],
  text: string,
  asked: SearchArguments,
): Promise<SearchResult> {
  const plan = planSearch(text, await readSynonyms(reads.statements, contracts));
  const feeds = contracts.map(({ id }) => id);
  let answer = await run(reads, exactStatement(plan, asked, feeds));
  const isApproximate = answer.total === 0 && plan.enough < plan.grams.length;
  if (isApproximate)
    answer = await run(
      reads,
      approximateStatement(plan, asked, feeds, rarest(plan, await gramShares(reads.database))),
    );
  const titleOf = answer.isCurrent ? titleInIndex : await lookUp(reads.statements, contracts, answer.hits);
  return {
    hits: answer.hits.flatMap((hit, at) => {
      const { type, key, day, titleKey, body } = hit;
      const title = titleOf(hit);
      return title === null
        ? []
        : [{ type, key, day, title, excerpt: excerptOf(plan, titleKey, body), place: asked.skip + at + 1 }];
    }),
    facets: answer.facets,
    total: answer.total,
    isComplete: answer.isComplete,
    isApproximate,
  };
}

const NO_FACETS: Facets = { types: [], departments: [], areas: [], years: [] };

async function run({ statements }: Reads, { text, values }: Statement): Promise<Answer> {
  const {
    rows: [answer],
  } = await statements.dear.query<Answer>(text, [...values]);
  return answer ?? { total: 0, isComplete: true, isCurrent: true, facets: NO_FACETS, hits: [] };
}

function titleInIndex({ title }: IndexedHit): string | null {
  return title;
}

/** The title under which a hit is public now; null when it is not. */
export async function lookUp(
  statements: Statements,
  contracts: readonly FeedContract[],
  hits: readonly IndexedHit[],
): Promise<(hit: IndexedHit) => string | null> {
  const keysOf = (type: string): readonly string[] =>
    hits.filter((hit) => hit.type === type).map(({ key }) => key);
  const types = new Map(contracts.map((contract) => [contract.type, contract]));
  const records = [...types].flatMap(([type, contract]) => {
    const ids = keysOf(type);
    return ids.length === 0 ? [] : [{ contract, ids }];
  });
  const parties = keysOf(PARTY);
  const [published, named] = await Promise.all([
    records.length === 0 ? new Map<string, number>() : publishedVersions(statements, records),
    parties.length === 0
      ? new Map<string, string>()
      : namesOf(statements, namingFeeds(contracts, PARTY), parties),
  ]);
  return ({ type, key, title, release }) => {
    if (type === PARTY) return named.get(key) ?? null;
    // A title that a correction has changed may be the mistake itself: the hit is back with its new one when
    // that is indexed.
    const isCurrent =
      type === DATASET ? contracts.some(({ id }) => id === key) : published.get(key) === release;
    return isCurrent ? title : null;
  };
}

/** Only what the reader cannot see in the title. */
function excerptOf({ words }: SearchPlan, titleKey: string, body: string): string | null {
  const folded = body.toLowerCase();
  const at = words
    .filter((word) => !word.some((one) => titleKey.includes(one)))
    .map((word) => word.map((one) => folded.indexOf(one)).find((place) => place >= 0))
    .find((place) => place !== undefined);
  if (at === undefined) return null;
  const from = Math.max(0, at - Math.floor(EXCERPT / 3));
  return `${from > 0 ? "…" : ""}${body.slice(from, from + EXCERPT)}${body.length > from + EXCERPT ? "…" : ""}`;
}
