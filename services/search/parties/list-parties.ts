/**
 * The list of parties, of the index of all public records: which are found by a filter, in which order. Each
 * is looked up among what is published now, so that one of which nothing is public any more is not told.
 */
import { cursorScope, foldWords, isSearchable, toComparable, wantedGrams, type FeedContract } from "#kit";
import { namesOf, namingFeeds, type Queryable } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { PARTY } from "../index/index-feed.js";

export const PARTY_ORDERS = ["NAME_ASC", "NAME_DESC", "ID_ASC", "ID_DESC"] as const;
export type PartyOrder = (typeof PARTY_ORDERS)[number];

export interface PartyWhere {
  readonly name?: { readonly startsWith?: string | null; readonly contains?: string | null } | null;
  readonly unifiedSocialCreditCode?: {
    readonly eq?: string | null;
    readonly in?: readonly string[] | null;
    readonly startsWith?: string | null;
    readonly isNull?: boolean | null;
  } | null;
}

export interface PartyPlace {
  readonly name: string;
  readonly id: string;
}

export interface PartyPlan {
  readonly condition: string;
  readonly values: readonly unknown[];
  readonly byName: boolean;
  readonly descending: { readonly name: boolean; readonly id: boolean };
  readonly scope: string;
}

const MOST_IDS = 100;

/** Refuses with FILTER_INVALID a text that is too short to find anything by. */
export function planParties(where: PartyWhere, orderBy: readonly PartyOrder[]): PartyPlan {
  const values: unknown[] = [];
  const add = (value: string | readonly (string | number)[]): string => {
    const texts = [value].flat().filter((one) => typeof one === "string");
    if (texts.some((text) => toComparable("text", text) === null))
      throw wrong("筛选条件中有不能使用的字符", "a value has a character that no text can have");
    return `$${values.push(value)}`;
  };
  const parts = ["e.type = 'Party'"];
  const { startsWith = null, contains = null } = where.name ?? {};
  if (startsWith !== null) parts.push(`e.title_key ^@ ${add(foldWords(startsWith))}`);
  if (contains !== null) {
    const text = foldWords(contains);
    if (!isSearchable(text)) throw wrong("名称中的文字至少2个字符", "contains needs two characters at least");
    parts.push(`e.grams @> ${add(wantedGrams(text))}::int[] AND position(${add(text)} IN e.title_key) > 0`);
  }
  const code = where.unifiedSocialCreditCode ?? {};
  if ((code.in?.length ?? 0) > MOST_IDS)
    throw wrong(`统一社会信用代码最多${MOST_IDS}个`, `in has at most ${MOST_IDS} values`);
  if (code.eq != null) parts.push(`e.key = ${add(code.eq)} AND ${HAS_CODE}`);
  if (code.in != null) parts.push(`e.key = ANY(${add(code.in)}) AND ${HAS_CODE}`);
  if (code.startsWith != null) parts.push(`e.key ^@ ${add(code.startsWith)} AND ${HAS_CODE}`);
  if (code.isNull != null) parts.push(code.isNull ? `NOT ${HAS_CODE}` : HAS_CODE);
  const [first = "NAME_ASC", ...others] = orderBy;
  const byName = first.startsWith("NAME");
  const isDescending = (order: PartyOrder): boolean => order.endsWith("DESC");
  const byId = byName ? (others.find((order) => order.startsWith("ID")) ?? first) : first;
  return {
    condition: parts.join(" AND "),
    values,
    byName,
    descending: { name: isDescending(first), id: isDescending(byId) },
    scope: cursorScope(["Party", where, first, isDescending(byId)]),
  };
}

/** Parties without a credit code go by their registration number. */
const HAS_CODE = "(NOT e.key ^@ 'reg:')";

/** `size` parties after the place in the plan's order, or before it in the opposite one. */
export async function readParties(
  client: Queryable,
  contracts: readonly FeedContract[],
  plan: PartyPlan,
  {
    from,
    forward,
    size,
  }: { readonly from: PartyPlace | null; readonly forward: boolean; readonly size: number },
): Promise<readonly PartyPlace[]> {
  const feeds = namingFeeds(contracts, PARTY);
  const found: PartyPlace[] = [];
  for (let place = from; ;) {
    const wanted = size - found.length;
    const { rows } = await client.query<{ name: string; id: string }>(
      `SELECT e.title_key AS name, e.key AS id FROM search.entry e WHERE ${plan.condition}${after(plan, place !== null, forward)}
      ORDER BY ${orderOf(plan, forward)} LIMIT ${wanted}`,
      [...plan.values, ...(place ? [...(plan.byName ? [place.name] : []), place.id] : [])],
    );
    const names = await namesOf(
      client,
      feeds,
      rows.map(({ id }) => id),
    );
    found.push(...rows.filter(({ id }) => names.has(id)));
    place = rows.at(-1) ?? null;
    if (rows.length < wanted || found.length >= size || place === null) return found;
  }
}

export async function countParties(client: Queryable, { condition, values }: PartyPlan): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM search.entry e WHERE ${condition}`,
    [...values],
  );
  return rows[0]?.count ?? 0;
}

function after({ values, byName, descending }: PartyPlan, isAfter: boolean, forward: boolean): string {
  if (!isAfter) return "";
  const beyond = (isDown: boolean): string => (isDown === forward ? "<" : ">");
  const [name, id] = [`$${values.length + 1}`, `$${values.length + (byName ? 2 : 1)}`];
  if (!byName) return ` AND e.key ${beyond(descending.id)} ${id}`;
  return ` AND e.title_key ${beyond(descending.name)}= ${name} AND (e.title_key <> ${name} OR e.key ${beyond(descending.id)} ${id})`;
}

function orderOf({ byName, descending }: PartyPlan, forward: boolean): string {
  const way = (isDown: boolean): string => (isDown === forward ? "DESC" : "ASC");
  return [...(byName ? [`e.title_key ${way(descending.name)}`] : []), `e.key ${way(descending.id)}`].join(
    ", ",
  );
}

/** Refuses with CURSOR_INVALID what is no place among parties. */
export function toPartyPlace([name, id]: readonly unknown[]): PartyPlace {
  const [known, key] = [toComparable("text", name), toComparable("text", id)];
  if (typeof known !== "string" || typeof key !== "string") throw new HubError("CURSOR_INVALID");
  return { name: known, id: key };
}

function wrong(reason: string, reasonEn: string): HubError {
  return new HubError("FILTER_INVALID", { reason, reasonEn });
}
