import type { ChangesQuery } from "./gql/graphql.ts";
import { graphql } from "./gql/index.ts";
import type { Hub } from "./hub.ts";

const CHANGES = graphql(`
  query Changes($since: String, $after: String, $feeds: [ID!]) {
    changes(since: $since, after: $after, feeds: $feeds, first: 100) {
      nextSince
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        record {
          title
        }
      }
    }
  }
`);

/**
 * Brings a copy of a feed's records up to date; gives what to begin with the next time. Null: all of them.
 */
export async function bringUpToDate(
  { ask }: Hub,
  copy: Map<string, string>,
  feed: string,
  since: string | null,
): Promise<string> {
  for (let after: string | null = null; ;) {
    // An error ends it: what it nulls is not gone, and the round is begun again.
    const { changes }: ChangesQuery = await ask(CHANGES, { since, after, feeds: [feed] });
    for (const { id, record } of changes.nodes) {
      if (record) copy.set(id, record.title);
      else copy.delete(id);
    }
    if (!changes.pageInfo.hasNextPage) return changes.nextSince;
    after = changes.pageInfo.endCursor ?? null;
  }
}

export async function copyFeed(hub: Hub, feed: string): Promise<readonly string[]> {
  const copy = new Map<string, string>();
  const since = await bringUpToDate(hub, copy, feed, null);
  await bringUpToDate(hub, copy, feed, since);
  return [`副本${copy.size}条，下次从${since}起`, ...[...copy.values()].slice(0, 3)];
}
