import { graphql } from "./gql/index.ts";
import type { Hub } from "./hub.ts";

const HOME = graphql(`
  query Home {
    totals {
      records
      datasets
    }
    latest(first: 3) {
      nodes {
        title
        day
      }
    }
    penalties(first: 3) {
      nodes {
        decisionDate
        partyName
        violationType
        agency {
          name
        }
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
  const { totals, latest, penalties, vacancies } = await ask(HOME, {});
  return [
    `公开记录${totals.records}条，数据集${totals.datasets}个`,
    ...latest.nodes.map(({ day, title }) => `最新 ${day ?? ""} ${title}`),
    ...penalties.nodes.map(
      ({ decisionDate, partyName, violationType, agency }) =>
        `${decisionDate} ${agency?.name ?? "（机关不明）"}：${partyName}，${violationType}`,
    ),
    ...vacancies.nodes.map(({ title, employer }) => `招聘 ${title}（${employer}）`),
  ];
}
