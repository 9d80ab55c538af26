/** A page of a connection. */
export interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Everything on all pages of a connection, in its order. */
export async function allPages<T>(read: (after: string | null) => Promise<Page<T>>): Promise<readonly T[]> {
  const found: T[] = [];
  for (let after: string | null = null; ;) {
    const { nodes, pageInfo } = await read(after);
    found.push(...nodes);
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}
