/** A page of a list, as the graph's connections have it. */
export interface ListPage<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A list whole, page after page. */
export async function allPages<Node>(
  pageAfter: (cursor: string | null) => Promise<ListPage<Node>>,
): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  for (let cursor: string | null = null; ;) {
    const { nodes: found, pageInfo }: ListPage<Node> = await pageAfter(cursor);
    nodes.push(...found);
    if (!pageInfo.hasNextPage) return nodes;
    cursor = pageInfo.endCursor;
  }
}
