/** A list of which only a page is read, from a table: what is not asked for costs nothing. */
import { pageRange, type PageGiven, type WholeList } from "#schema/runtime/pages.js";

export type ReadList<T extends object> = {
  readonly [Field in keyof WholeList<T>]: () => Promise<WholeList<T>[Field]>;
};

export interface ReadListParts<T extends object, Place> {
  readonly placeOf: (cursor: string) => Promise<Place> | Place;
  readonly cursorOf: (item: T) => Promise<string> | string;
  /** `size` items in the list's order after the place, or, backwards, in the opposite order before it. */
  readonly read: (from: Place | null, forward: boolean, size: number) => Promise<readonly T[]>;
  readonly count: () => Promise<number>;
}

export function readList<T extends object, Place>(
  pages: PageGiven,
  { placeOf, cursorOf, read, count }: ReadListParts<T, Place>,
): ReadList<T> {
  const { size, forward, cursor } = pageRange(pages);
  let reading: Promise<{ readonly items: readonly T[]; readonly hasMore: boolean }> | null = null;
  const page = (): NonNullable<typeof reading> =>
    (reading ??= (async () => {
      const place = cursor === null ? null : await placeOf(cursor);
      const found = await read(place, forward, size + 1);
      const kept = found.slice(0, size);
      return { items: forward ? kept : kept.toReversed(), hasMore: found.length > size };
    })());
  const cursorAt = async (item: T | undefined): Promise<string | null> => (item ? cursorOf(item) : null);
  return {
    nodes: async () => (await page()).items,
    edges: async () =>
      Promise.all((await page()).items.map(async (node) => ({ node, cursor: await cursorOf(node) }))),
    pageInfo: async () => {
      const { items, hasMore } = await page();
      return {
        hasNextPage: forward ? hasMore : cursor !== null,
        hasPreviousPage: forward ? cursor !== null : hasMore,
        startCursor: await cursorAt(items.at(0)),
        endCursor: await cursorAt(items.at(-1)),
      };
    },
    totalCount: count,
  };
}
