import { graphql } from "./gql/index.ts";
import type { Hub } from "./hub.ts";

const SEARCH = graphql(`
  query Search($text: String!) {
    search(text: $text, first: 5) {
      totalCount
      facets {
        typeLabel
        count
      }
      nodes {
        typeLabel
        title
        day
      }
    }
    parties(where: { name: { contains: $text } }, first: 3) {
      nodes {
        name
        recordCount
      }
    }
  }
`);

export async function search({ ask }: Hub, text: string): Promise<readonly string[]> {
  const { search: found, parties } = await ask(SEARCH, { text });
  return [
    `共${found.totalCount}条：${found.facets.map(({ typeLabel, count }) => `${typeLabel}${count}`).join("、")}`,
    ...found.nodes.map(({ typeLabel, title }) => `${typeLabel} ${title}`),
    ...parties.nodes.map(({ name, recordCount }) => `企业 ${name}（${recordCount}条记录）`),
  ];
}
