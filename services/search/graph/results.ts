/** What a search asks, checked, and its answer: nothing is searched until a field needs it. */
import {
  parseWhere,
  queryFieldsOf,
  shownText,
  storedFields,
  type FeedContract,
  type SubgraphContext,
} from "#kit";
import { compileWhere, hubOf } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { search, type Facet, type SearchResult } from "../query/search.js";
import type { SearchArguments, SearchFilter } from "../query/search-statement.js";

export const DEFAULT_SIZE = 20;
export const MOST = 50;
/** Codes in one filter. */
export const MOST_CODES = 50;

export interface Asked {
  readonly text: string;
  readonly types?: readonly string[] | null;
  readonly departments?: readonly string[] | null;
  readonly areas?: readonly string[] | null;
  readonly from?: string | null;
  readonly until?: string | null;
  readonly where?: string | null;
  readonly orderBy?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** The value of a SearchConnection: nothing is searched until a field needs it. */
export interface Results {
  readonly skip: number;
  readonly size: number;
  readonly found: () => Promise<SearchResult>;
  /** How many hits there would be without the filter that a facet is of. */
  readonly facet: (name: keyof typeof OWN_FILTER) => Promise<Facet>;
  /** How many hits there are by the values of a field of their type. */
  readonly values: (field: string) => Promise<readonly ValueCount[]>;
}

interface ValueCount {
  readonly value: string;
  readonly text: string;
  readonly count: number;
}

export function toResults(
  { text, first, after, orderBy, ...given }: Asked,
  context: SubgraphContext,
): Results {
  const hub = hubOf(context);
  const size = first ?? DEFAULT_SIZE;
  if (size < 1 || size > MOST)
    throw new HubError("PAGE_ARGUMENTS", {
      reason: `每页1至${MOST}条`,
      reasonEn: `a page has 1 to ${MOST}`,
    });
  const skip = placeOf(after ?? null);
  const contracts = context.contracts();
  const only =
    given.types?.length === 1 ? contracts.find(({ type }) => type === given.types?.[0]) : undefined;
  const filter = filterOf(given, only);
  const find = (asked: Partial<SearchArguments>): Promise<SearchResult> =>
    search(hub, contracts, text, {
      ...filter,
      first: 0,
      skip: 0,
      isNewestFirst: orderBy === "NEWEST",
      countedBy: null,
      ...asked,
    });
  const found = once(() => find({ first: size, skip }));
  return {
    skip,
    size,
    found,
    facet: async (name) => {
      const parts = OWN_FILTER[name];
      const without = Object.fromEntries(parts.map((part) => [part, null]));
      const result = parts.some((part) => filter[part] !== null) ? find(without) : found();
      return (await result).facets[name];
    },
    values: async (name) => {
      const field = only && queryFieldsOf(only).filters.get(name);
      const stored = only && storedFields(only).find((one) => one.field === name);
      if (!only || !field || !stored)
        throw new HubError("FILTER_INVALID", {
          reason: "按值分组须限定一种类型和其可筛选的字段",
          reasonEn: "values are counted of one type, by a field that its list filters by",
        });
      const { facets } = await find({ countedBy: { contract: only, field: stored } });
      return (facets.values ?? []).map(({ key, count }) => ({
        value: key,
        text: shownText(stored.list, key, "ZH"),
        count,
      }));
    },
  };
}

/** Throws FILTER_INVALID. */
function filterOf(
  { types, departments, areas, from, until, where }: Omit<Asked, "text">,
  only: FeedContract | undefined,
): SearchFilter {
  if ([departments, areas].some((codes) => (codes?.length ?? 0) > MOST_CODES))
    throw new HubError("FILTER_INVALID", {
      reason: `编码最多${MOST_CODES}个`,
      reasonEn: `there are ${MOST_CODES} codes at most`,
    });
  return {
    types: types ?? null,
    departments: departments ?? null,
    areas: areas ?? null,
    from: from ?? null,
    until: until ?? null,
    where: where ? conditionOf(where, only) : null,
  };
}

/** Throws FILTER_INVALID. */
function conditionOf(text: string, contract: FeedContract | undefined): SearchFilter["where"] {
  const where = parseWhere(text);
  if (!contract || !where)
    throw new HubError("FILTER_INVALID", {
      reason: "where 须是 JSON 对象，并用 types 限定一种类型",
      reasonEn: "`where` is a JSON object, and `types` names one type",
    });
  return { contract, condition: compileWhere(contract, where) };
}

/** The part of a filter that each facet is told without. */
const OWN_FILTER: Readonly<
  Record<"types" | "departments" | "areas" | "years", readonly (keyof SearchFilter)[]>
> = {
  // A condition is of the one type's own fields.
  types: ["types", "where"],
  departments: ["departments"],
  areas: ["areas"],
  years: ["from", "until"],
};

export function cursorOf(place: number): string {
  return Buffer.from(`s${place}`).toString("base64url");
}

function placeOf(after: string | null): number {
  if (after === null) return 0;
  const found = /^s(\d{1,4})$/.exec(Buffer.from(after, "base64url").toString());
  if (!found) throw new HubError("CURSOR_INVALID");
  return Number(found[1]);
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= work());
}
