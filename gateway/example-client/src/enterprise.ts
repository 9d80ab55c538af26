import { graphql } from "./gql/index.ts";
import type { Hub } from "./hub.ts";

const ENTERPRISE = graphql(`
  query Enterprise($id: ID!) {
    party(id: $id) {
      name
      licences(first: 5) {
        totalCount
        nodes {
          certificateName
          validTo
        }
      }
      penalties(first: 5) {
        totalCount
        nodes {
          decisionDate
          penaltyContent
          fineAmount
          agency {
            name
          }
        }
      }
    }
  }
`);

/** `id`: unified social credit code. */
export async function enterprise({ ask }: Hub, id: string): Promise<readonly string[]> {
  const { party } = await ask(ENTERPRISE, { id });
  if (!party) return ["没有公开的信息"];
  return [
    `${party.name}：行政许可${party.licences.totalCount}件，行政处罚${party.penalties.totalCount}件`,
    ...party.penalties.nodes.map(({ decisionDate, penaltyContent }) => `${decisionDate} ${penaltyContent}`),
  ];
}
