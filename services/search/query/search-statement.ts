/**
 * The statements of a search. Whatever is asked, a bounded number of entries is looked at: those that begin
 * with the text, and of those that have its pieces the newest (things without a day, such as schools and
 * enterprises, before all). The database finds them by the pieces when those are rare, and by going through
 * the newest when they are frequent.
 *
 * Order: the title itself, titles that begin with the text, that contain it, that have its words; then
 * records that contain it. Among equals things before events, short titles before long ones, new before old.
 */
import { wantedGrams, type FeedContract, type StoredField } from "#kit";
import { createParameters, literal, tableOf, type Fragment, type Parameters } from "#kit/hub";
import type { SearchPlan } from "./plan-search.js";

/**
 * Entries looked at: hits of an exact search beyond them are not counted; of candidates with typing mistakes
 * most are no hits.
 */
export const MOST_HITS = 1_000;
const MOST_CANDIDATES = 2_000;

/** Which entries are looked for; null for all. */
export interface SearchFilter {
  /** Names of types. */
  readonly types: readonly string[] | null;
  /** Codes of those that handed them in, and of towns. */
  readonly departments: readonly string[] | null;
  readonly areas: readonly string[] | null;
  /** Days, both included: what has none is of no time. */
  readonly from: string | null;
  readonly until: string | null;
  /** The one type that is looked for, and a filter of its own list. */
  readonly where: { readonly contract: FeedContract; readonly condition: Fragment } | null;
}

export const EVERYTHING: SearchFilter = {
  types: null,
  departments: null,
  areas: null,
  from: null,
  until: null,
  where: null,
};

export interface SearchArguments extends SearchFilter {
  readonly first: number;
  readonly skip: number;
  /** True for the newest first, whatever fits best. */
  readonly isNewestFirst: boolean;
  /** A field of the one type that is looked for, by whose values hits are counted. */
  readonly countedBy: { readonly contract: FeedContract; readonly field: StoredField } | null;
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** `feeds` are those whose records the index has to hold. */
export function exactStatement(
  plan: SearchPlan,
  asked: SearchArguments,
  feeds: readonly string[],
): Statement {
  const parameters = createParameters();
  const alone = plan.words.filter(({ length }) => length === 1).flatMap(([word]) => wantedGrams(word));
  for (const value of [plan.text, alone, ...sharedValues(asked, feeds)]) parameters.add(value);
  const fits = fitsOf(asked, parameters);
  const pieces = [
    // Nothing is held by everything: an index would go through all of it.
    alone.length > 0 ? "e.grams @> $2::int[]" : "$2::int[] IS NOT NULL",
    ...plan.words
      .filter(({ length }) => length > 1)
      .map((word) => anyOf(word, (one) => `e.grams @> ${parameters.add(wantedGrams(one))}::int[]`)),
  ];
  const found = `
    (SELECT ${COLUMNS} FROM search.entry e WHERE e.title_key ^@ $1 AND ${fits} ORDER BY e.title_key LIMIT ${MOST_HITS})
    UNION ALL
    (SELECT ${COLUMNS} FROM search.entry e WHERE ${pieces.join(" AND ")} AND NOT e.title_key ^@ $1 AND ${fits} ORDER BY e.day DESC, e.id DESC LIMIT ${MOST_HITS})`;
  const inTitle = (place: string): string => `position(${place} IN title_key) > 0`;
  const inBody = (place: string): string => `position(${place} IN lower(body)) > 0`;
  const words = plan.words.map((word) => word.map((one) => `${parameters.add(one)}::text`));
  const score = `CASE WHEN f.title_key = $1 THEN 5 WHEN f.title_key ^@ $1 THEN 4 WHEN ${inTitle("$1")} THEN 3
    WHEN ${words.map((word) => anyOf(word, inTitle)).join(" AND ")} THEN 2 WHEN ${inBody("$1")} THEN 1 ELSE 0 END`;
  // The pieces of a word may stand apart: the word itself must be there.
  const isHit = words.map((word) => anyOf(word, (one) => `${inTitle(one)} OR ${inBody(one)}`)).join(" AND ");
  return {
    text: statementOf(found, score, isHit, MOST_HITS, "char_length(title_key)", asked),
    values: parameters.values,
  };
}

function anyOf(word: readonly string[], condition: (one: string) => string): string {
  return `(${word.map(condition).join(" OR ")})`;
}

/** `pieces` are those of which each hit has one. */
export function approximateStatement(
  plan: SearchPlan,
  asked: SearchArguments,
  feeds: readonly string[],
  pieces: readonly number[],
): Statement {
  const parameters = createParameters();
  for (const value of [pieces, plan.enough, ...sharedValues(asked, feeds)]) parameters.add(value);
  const fits = fitsOf(asked, parameters);
  const length = `${parameters.add(plan.text.length)}::int`;
  const had = plan.grams.map((gram) => `(${parameters.add(gram)}::int = ANY(e.grams))::int`).join(" + ");
  const found = `SELECT ${COLUMNS}, ${had} AS score
    FROM (SELECT * FROM search.entry e WHERE e.grams && $1::int[] AND ${fits} ORDER BY e.day DESC, e.id DESC LIMIT ${MOST_CANDIDATES}) e`;
  return {
    text: statementOf(
      found,
      "f.score",
      "score >= $2",
      MOST_CANDIDATES,
      `abs(char_length(title_key) - ${length})`,
      asked,
    ),
    values: parameters.values,
  };
}

const COLUMNS = "e.id, e.type, e.key, e.release, e.day, e.title, e.title_key, e.body, e.department, e.area";
const FITS = [
  "($3::text[] IS NULL OR e.type = ANY($3))",
  "($7::text[] IS NULL OR e.department = ANY($7))",
  "($8::text[] IS NULL OR e.area = ANY($8))",
  "($9::date IS NULL OR (e.day >= $9 AND e.day < 'infinity'))",
  "($10::date IS NULL OR e.day <= $10)",
].join(" AND ");

/** A condition of the type's own list is asked of its published records: once, whatever the hits. */
function fitsOf({ where }: SearchArguments, parameters: Parameters): string {
  if (where === null) return FITS;
  const { text, values } = where.condition;
  const places = values.map((value) => parameters.add(value));
  const condition = text.replaceAll(/\$(\d+)/g, (_, place: string) => places[Number(place) - 1] ?? "NULL");
  return `${FITS} AND e.key IN (SELECT t.record_id::text FROM ${tableOf(where.contract)} t WHERE t.closed_in IS NULL AND ${condition})`;
}

/** From `$3` on. */
function sharedValues(
  { types, first, skip, departments, areas, from, until }: SearchArguments,
  feeds: readonly string[],
): readonly unknown[] {
  return [types, feeds, first, skip, departments, areas, from, until];
}

/**
 * One row: how many hits there are, how many by each facet, one page of them, and whether the index holds
 * what is published now, neither more nor less. `$4` are the feeds, `$5` is the page's size, `$6` what comes
 * before it.
 */
function statementOf(
  found: string,
  score: string,
  isHit: string,
  most: number,
  length: string,
  { isNewestFirst, countedBy }: SearchArguments,
): string {
  const facets = [
    ...FACETS.map(([name, key]) => `'${name}', ${facetOf(key, "hit")}`),
    ...(countedBy ? [`'values', ${valuesOf(countedBy)}`] : []),
  ];
  const order = `score DESC, day = 'infinity' DESC, CASE WHEN day = 'infinity' THEN ${length} END, day DESC, id DESC`;
  return `WITH found AS MATERIALIZED (${found}),
    hit AS MATERIALIZED (SELECT * FROM (SELECT f.id, f.type, f.key, f.release, f.day, f.title, f.title_key, f.body, f.department, f.area, ${score} AS score FROM found f) s WHERE ${isHit})
    SELECT (SELECT count(*)::int FROM hit) AS total, (SELECT count(*) < ${most} FROM found) AS "isComplete",
      (SELECT coalesce(bool_and(CASE WHEN f.id = ANY($4) THEN coalesce(p.release, 0) >= f.version ELSE p.feed IS NULL END), true)
        FROM hub.feed f LEFT JOIN search.progress p ON p.feed = f.id) AS "isCurrent",
      json_build_object(${facets.join(", ")}) AS facets,
      (SELECT coalesce(json_agg(p), '[]') FROM (SELECT type, key, release, nullif(day, 'infinity') AS day, title, title_key AS "titleKey", body FROM hit
        ORDER BY ${isNewestFirst ? "day DESC, id DESC" : order} LIMIT $5 OFFSET $6) p) AS hits`;
}

/** By what hits are counted, and the expression that has it; what has none is in no facet. */
const FACETS = [
  ["types", "type"],
  ["departments", "department"],
  ["areas", "area"],
  ["years", "CASE WHEN day < 'infinity' THEN extract(year FROM day)::text END"],
] as const;

function facetOf(key: string, source: string): string {
  return `(SELECT coalesce(json_agg(t), '[]') FROM (SELECT ${key} AS key, count(*)::int AS count FROM ${source} WHERE ${key} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_VALUES}) t)`;
}

/** Kinds, towns and departments are fewer; the values of a text may be many. */
const MOST_VALUES = 200;

function valuesOf({ contract, field }: Exclude<SearchArguments["countedBy"], null>): string {
  const column = `t."${field.sqlName}"`;
  const value = field.kind === "codes" ? "v.value" : `${column}::text`;
  const each = field.kind === "codes" ? ` CROSS JOIN LATERAL unnest(${column}) AS v(value)` : "";
  return facetOf(
    value,
    `hit h JOIN ${tableOf(contract)} t ON t.record_id = CASE WHEN h.type = ${literal(contract.type)} THEN h.key::uuid END AND t.closed_in IS NULL${each}`,
  );
}
