import { graphql } from "./gql/index.ts";
import type { Hub } from "./hub.ts";

const HOME = graphql(`
  query Home {
    penalties(first: 3) {
      totalCount
      nodes {
        decisionDate
        partyName
        violationType
        agency {
          name
        }
      }
    }
    licences(first: 3) {
      totalCount
      nodes {
        decisionDate
        certificateName
      }
    }
    vacancies(first: 3) {
      nodes {
        title
        employer
        salaryFromYuan
        closesOn
      }
    }
  }
`);

export async function home({ ask }: Hub): Promise<readonly string[]> {
  const { penalties, licences, vacancies } = await ask(HOME, {});
  return [
    `行政处罚${penalties.totalCount}件，行政许可${licences.totalCount}件`,
    ...penalties.nodes.map(
      ({ decisionDate, partyName, violationType, agency }) =>
        `${decisionDate} ${agency?.name ?? "（机关不明）"}：${partyName}，${violationType}`,
    ),
    ...vacancies.nodes.map(({ title, employer }) => `招聘 ${title}（${employer}）`),
  ];
}
