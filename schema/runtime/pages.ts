/**
 * The pages of lists: which part of a list is asked for, by the same rules on both sides, and a page of a
 * list that is short enough to be held whole.
 */
import { HubError } from "../errors.js";

export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

/** As a client writes them; null is the same as left out. */
export interface PageGiven {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** The part of a list that is asked for. */
export interface PageRange {
  readonly size: number;
  /** False: the last ones, or those before the cursor. */
  readonly forward: boolean;
  readonly cursor: string | null;
}

/** Refuses contradictions, and pages over the limit, with PAGE_ARGUMENTS. */
export function pageRange({ first, after, last, before }: PageGiven): PageRange {
  const given = {
    first: first ?? null,
    after: after ?? null,
    last: last ?? null,
    before: before ?? null,
  };
  const forward = given.last === null && given.before === null;
  if (!forward && (given.first !== null || given.after !== null))
    throw wrong(
      "first、after 不能与 last、before 同时使用",
      "first and after do not go with last and before",
    );
  if (given.before !== null && given.last === null) throw wrong("before 需要 last", "before needs last");
  const size = (forward ? given.first : given.last) ?? DEFAULT_PAGE_SIZE;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE)
    throw wrong(`每页1至${MAX_PAGE_SIZE}条`, `a page has 1 to ${MAX_PAGE_SIZE} records`);
  return { size, forward, cursor: forward ? given.after : given.before };
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** The value of a connection whose list is held whole. */
export interface WholeList<T extends object> {
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/**
 * One page. `all` are in their order and each has an `id`, which a cursor names, so that it stays good while
 * others come and go; PAGE_ARGUMENTS for what is no page, CURSOR_INVALID for a cursor at nothing.
 */
export function pageOf<T extends object>(
  all: readonly T[],
  idOf: (item: T) => string,
  pages: PageGiven,
  isWanted: (item: T) => boolean = () => true,
): WholeList<T> {
  const { size, forward, cursor } = pageRange(pages);
  const placeOf = (at: string): number => {
    const id = Buffer.from(at, "base64url").toString();
    const place = all.findIndex((item) => idOf(item) === id);
    if (place < 0) throw new HubError("CURSOR_INVALID");
    return place;
  };
  const from = forward && cursor !== null ? placeOf(cursor) + 1 : 0;
  const to = !forward && cursor !== null ? placeOf(cursor) : all.length;
  const found = all.filter(isWanted);
  const within = all.slice(from, to).filter(isWanted);
  const nodes = forward ? within.slice(0, size) : within.slice(-size);
  const edges = nodes.map((node) => ({ node, cursor: Buffer.from(idOf(node)).toString("base64url") }));
  const [start, end] = [edges.at(0), edges.at(-1)];
  return {
    nodes,
    edges,
    totalCount: found.length,
    pageInfo: {
      hasPreviousPage: start !== undefined && found[0] !== start.node,
      hasNextPage: end !== undefined && found.at(-1) !== end.node,
      startCursor: start?.cursor ?? null,
      endCursor: end?.cursor ?? null,
    },
  };
}

function wrong(reason: string, reasonEn: string): HubError {
  return new HubError("PAGE_ARGUMENTS", { reason, reasonEn });
}
