import { graphql } from "./gql/index.ts";
import type { Hub } from "./hub.ts";

const TOWN = graphql(`
  query Town($code: String!) {
    area(code: $code) {
      name
      schools(first: 3) {
        totalCount
        nodes {
          name
          stageLabel
          pupils
        }
      }
      vacancies(first: 1) {
        totalCount
      }
    }
  }
`);

/** `code`: of the administrative division, nine digits. */
export async function town({ ask }: Hub, code: string): Promise<readonly string[]> {
  const { area } = await ask(TOWN, { code });
  if (!area) return ["没有这个乡镇街道"];
  return [
    `${area.name}：学校${area.schools.totalCount}所，招聘岗位${area.vacancies.totalCount}个`,
    ...area.schools.nodes.map(
      ({ name, stageLabel, pupils }) =>
        `${name}（${stageLabel}）${pupils === null ? "" : `，学生${pupils}人`}`,
    ),
  ];
}
