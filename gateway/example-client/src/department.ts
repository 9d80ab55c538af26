import { graphql } from "./gql/index.ts";
import type { Hub } from "./hub.ts";

const DEPARTMENT = graphql(`
  query Department($code: String!) {
    department(code: $code) {
      name
      penalties(first: 1) {
        totalCount
      }
      duties {
        nodes {
          isLead
          isOverdue
          feed {
            title
          }
        }
      }
      releases(first: 3) {
        nodes {
          number
          releasedAt
          feed {
            title
          }
        }
      }
    }
  }
`);

export async function department({ ask }: Hub, code: string): Promise<readonly string[]> {
  const found = await ask(DEPARTMENT, { code });
  if (!found.department) return ["没有这个部门"];
  const { name, penalties, duties, releases } = found.department;
  return [
    `${name}：处罚${penalties.totalCount}件`,
    ...duties.nodes.map(
      ({ feed, isLead, isOverdue }) =>
        `${isLead ? "牵头" : "报送"} ${feed.title}${isOverdue ? "（已超期）" : ""}`,
    ),
    ...releases.nodes.map(
      ({ number, releasedAt, feed }) => `第${number}次发布 ${releasedAt} ${feed?.title ?? ""}`,
    ),
  ];
}
