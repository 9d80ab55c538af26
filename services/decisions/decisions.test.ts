import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { lookups } from "#kit";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { earliestLastDay } from "./consultation-terms.js";

const SAMPLES = new URL("../../../services/decisions/samples/", import.meta.url);

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

async function ask(query: string): Promise<unknown> {
  const { data, errors } = await hub.query(query);
  expect(errors).toBeUndefined();
  return data;
}

async function findings(
  feed: string,
  department: string,
  ...lines: readonly string[]
): Promise<readonly (readonly [number | null, string | null, string])[]> {
  const { body } = await hub.submit(
    `decisions.${feed}`,
    lines.join("\n"),
    await hub.token("clerk", department),
  );
  return (body.findings ?? [])
    .filter(({ severity }) => severity !== "INFO")
    .map(({ row, field, code }) => [row, field, code]);
}

test("a matter has its whole course in one question: draft and basis, comments, what became of them, the document", async () => {
  const data = await ask(`{ decisionMatter(matterKey: "2026/1") {
    title lead { code name }
    steps(orderBy: STARTED_ON_ASC) { nodes { stage result documentNumber } }
    consultations { nodes {
      number opensOn closesOn earliestLastDay isShortened basis draft matter { matterKey }
      result { received adopted partlyAdopted notAdopted outside documentNumber consultation { number } }
      views(orderBy: OPINIONS_DESC) { nodes { opinions outcome reason } } } } } }`);
  const matter = valueAt(data, "decisionMatter");
  expect(matter).toMatchObject({ title: "示例老旧小区改造三年计划", lead: { code: "zjw" } });
  const steps = Object.values(valueAt(matter, "steps", "nodes") ?? []);
  expect(steps.map((step) => valueAt(step, "stage"))).toEqual([
    "DRAFT",
    "PARTICIPATION",
    "EXPERTS",
    "RISK",
    "LEGALITY",
    "DECISION",
    "PUBLICATION",
  ]);
  expect(valueAt(matter, "consultations", "nodes")).toMatchObject([
    {
      number: "YJ-2026-0001",
      opensOn: "2026-03-02",
      closesOn: "2026-04-02",
      earliestLastDay: "2026-04-01",
      isShortened: false,
      basis: expect.stringContaining("《重大行政决策程序暂行条例》"),
      draft: expect.stringContaining("第一条"),
      matter: { matterKey: "2026/1" },
      result: {
        received: 71,
        adopted: 52,
        partlyAdopted: 0,
        notAdopted: 15,
        outside: 4,
        documentNumber: "京密政办示例发〔2026〕6号",
        consultation: { number: "YJ-2026-0001" },
      },
      views: {
        nodes: [
          { opinions: 40, outcome: "ADOPTED", reason: null },
          { opinions: 15, outcome: "NOT_ADOPTED", reason: expect.stringContaining("合理分担") },
          { opinions: 12, outcome: "ADOPTED", reason: null },
        ],
      },
    },
  ]);
});

test("a policy is followed through the house: its matter, drafts and comments, what explains it, the tasks that carry it out, the services and powers that rest on it", async () => {
  const data = await ask(`{ policyDocument(documentKey: "京密政办示例发〔2026〕14号") {
    title decisionMatter { matterKey steps { totalCount } }
    consultationResults { nodes { received policyDocument { documentKey } consultation { basis draft views { totalCount } } } }
    interpretations { totalCount } answers { totalCount }
    executionTasks { nodes { taskKey policyDocument { documentKey }
      progressReports(orderBy: QUARTER_DESC, first: 1) { nodes { quarter percent } } } }
    serviceItems { nodes { name organ { code } policyDocuments { documentKey } } }
    administrativePowers { nodes { powerCode policyDocuments { documentKey title } } } } }`);
  const documentKey = "京密政办示例发〔2026〕14号";
  expect(valueAt(data, "policyDocument")).toMatchObject({
    title: expect.stringContaining("养老服务设施布局规划"),
    decisionMatter: { matterKey: "2026/3", steps: { totalCount: 7 } },
    consultationResults: {
      nodes: [
        {
          received: 17,
          policyDocument: { documentKey },
          consultation: {
            basis: expect.stringContaining("《"),
            draft: expect.stringContaining("第一条"),
            views: { totalCount: 2 },
          },
        },
      ],
    },
    executionTasks: {
      nodes: [
        {
          taskKey: "2026/民生实事/2",
          policyDocument: { documentKey },
          progressReports: { nodes: [{ quarter: "2026-Q3", percent: "75" }] },
        },
      ],
    },
    serviceItems: {
      nodes: [{ name: "示例经营许可（第1项）", organ: { code: "wjw" }, policyDocuments: [{ documentKey }] }],
    },
    administrativePowers: {
      nodes: [
        {
          powerCode: "A2800002",
          policyDocuments: [{ documentKey, title: expect.stringContaining("布局规划") }],
        },
      ],
    },
  });
});

test("a department has its matters and calls, a call that is still open is found by its last day, and a shortened one by its reason", async () => {
  const data = await ask(`{
    department(code: "mzj") { decisionMatters { nodes { matterKey } } consultations { totalCount } }
    open: consultations(where: { closesOn: { gte: "2026-11-20" }, opensOn: { lte: "2026-11-20" } }) { nodes { number } }
    shortened: consultations(where: { isShortened: { eq: true } }) { nodes { number shortReason } } }`);
  expect(data).toEqual({
    department: { decisionMatters: { nodes: [{ matterKey: "2026/3" }] }, consultations: { totalCount: 2 } },
    open: { nodes: [{ number: "YJ-2026-0010" }, { number: "YJ-2026-0006" }] },
    shortened: { nodes: [{ number: "YJ-2026-0008", shortReason: expect.stringContaining("汛期") }] },
  });
});

test("the least term depends on what the draft is about, and on what a supervisor changed of it", () => {
  const published = lookups(
    () => null,
    () => [
      {
        provision: "consultation-terms",
        parameter: "majorDays",
        from: "2026-07-01",
        value: 45,
        basis: "示例文件",
      },
    ],
  );
  const last = (term: string, opensOn: string): string => earliestLastDay({ term, opensOn }, published);
  // The Dragon Boat festival of 2020 is 25 to 27 June, and Sunday 28 June a working day.
  expect([
    last("MAJOR_DECISION", "2020-06-03"),
    last("POLICY_DOCUMENT", "2020-06-03"),
    last("NORMATIVE_DOCUMENT", "2020-06-22"),
    last("BUSINESS_MEASURE", "2026-07-01"),
    last("MAJOR_DECISION", "2026-06-30"),
    last("MAJOR_DECISION", "2026-07-01"),
  ]).toEqual(["2020-07-03", "2020-06-10", "2020-07-02", "2026-07-31", "2026-07-30", "2026-08-15"]);
});

describe("a file is found fault with", () => {
  const MATTER =
    "年度,序号,决策事项名称,事项类别,承办单位,计划完成时间,法定程序,不适用程序的理由,是否听证,目录状态,调整理由,目录文件文号";
  const STEP = "决策事项编号,环节,开始日期,结束日期,实施单位,结果,说明";
  const VIEW = "征集编号,序号,主要观点,意见数,采纳情况,修改内容,理由";
  const RESULT = "征集编号,收到意见数,参与人次,采纳数,未采纳数,不属本次征集的意见数,公布日期";
  const DOCUMENT = "京密政办示例字〔2026〕9号";
  test.each<
    readonly [
      string,
      string,
      string,
      readonly string[],
      readonly (readonly [number | null, string | null, string])[],
    ]
  >([
    [
      "for a matter without its procedure, of another year, taken out without a reason",
      "matters",
      "zwfwj",
      [
        MATTER,
        `2027,1,示例事项,规划,区教委,2026年12月,公众参与,,否,列入目录,,${DOCUMENT}`,
        `2027,2,示例规划,规划,区无此局,2027年12月,公众参与；专家论证；风险评估；合法性审查；集体讨论决定,,否,调出,,${DOCUMENT}`,
      ],
      [
        [2, "procedures", "DC-21"],
        [2, "procedureNote", "DC-22"],
        [2, "plannedMonth", "DC-23"],
        [3, "leadName", "DEPARTMENT_UNKNOWN"],
        [3, "stateReason", "DC-24"],
        [3, "adjustedOn", "DC-24"],
      ],
    ],
    [
      "for a gap in the numbers of a year, published ones among them, and for a name that stands twice",
      "matters",
      "zwfwj",
      [
        MATTER,
        ...["8,示例甲", "9,示例甲"].map(
          (matter) =>
            `2026,${matter},规划,区教委,2026年12月,公众参与；专家论证；风险评估；合法性审查；集体讨论决定,,否,列入目录,,${DOCUMENT}`,
        ),
      ],
      [
        [2, "number", "DC-25"],
        [3, "title", "DC-26"],
      ],
    ],
    [
      "for a decision before its legality review, and without participation",
      "steps",
      "qzfb",
      [STEP, "2026/5,集体讨论决定,2026/11/2,,区政府办,通过,", "2025/4,集体讨论决定,2025/9/1,,区政府办,通过,"],
      [
        [2, "stage", "DC-02"],
        [3, "stage", "DC-02"],
        [3, "stage", "DC-03"],
      ],
    ],
    [
      "for stages in another order than the law's, and for one that may not be left out",
      "steps",
      "qzfb",
      [STEP, "2026/4,集体讨论决定,2026/9/10,,区政府办,通过,", "2026/4,公布,2026/9/9,,区政府办,通过,"],
      [
        [2, "startedOn", "DC-01"],
        [3, "startedOn", "DC-01"],
      ],
    ],
    [
      "for a stage that does not apply without a reason, or may not be left out, or is of no matter",
      "steps",
      "sfj",
      [
        STEP,
        "2026/4,专家论证,2026/9/10,,区水务局,不适用,",
        "2026/4,合法性审查,2026/9/10,2026/9/1,区司法局,不适用,示例",
        "2026/77,拟订草案,2030/9/10,,区水务局,通过,",
      ],
      [
        [2, "explanation", "DC-29"],
        [3, "endedOn", "DC-28"],
        [3, "result", "DC-30"],
        [4, "matterKey", "DC-27"],
        [4, "startedOn", "DC-31"],
      ],
    ],
    [
      "for a view without what was changed, without a reason, or with one of two words",
      "views",
      "swj",
      [
        VIEW,
        "YJ-2026-0004,1,示例意见,2,采纳,,",
        "YJ-2026-0004,2,示例意见,0,未采纳,,",
        "YJ-2026-0004,3,示例意见,1,未采纳,,不合理",
        "YJ-2099-0001,1,示例意见,1,采纳,第二条,",
      ],
      [
        [2, "change", "DC-40"],
        [3, "reason", "DC-39"],
        [3, "opinions", "DC-41"],
        [4, "reason", "DC-11"],
        [5, "consultationNumber", "DC-38"],
      ],
    ],
    [
      "for a result that does not add up, has no views, comes too early or has nobody who spoke",
      "results",
      "swj",
      [RESULT, "YJ-2026-0004,9,0,5,3,0,2026/7/1"],
      [
        [2, "received", "DC-07"],
        [2, "received", "DC-42"],
        [2, "publishedOn", "DC-44"],
        [2, "persons", "DC-45"],
      ],
    ],
    [
      "for a result with fewer comments than its views have, or with many that no view has",
      "results",
      "mzj",
      [RESULT, "YJ-2026-0003,9,9,9,0,0,2026/9/11", "YJ-2025-0009,40,40,0,40,0,2026/9/11"],
      [
        [2, "received", "DC-08"],
        [3, "received", "DC-43"],
      ],
    ],
  ])("%s", async (_, feed, department, lines, expected) => {
    expect((await findings(feed, department, ...lines)).toSorted()).toEqual([...expected].toSorted());
  });

  test("as its golden file says", async () => {
    const golden: unknown = JSON.parse(
      readFileSync(new URL("faulty/consultations.findings.json", SAMPLES), "utf8"),
    );
    const { body } = await hub.submit(
      "decisions.consultations",
      readFileSync(new URL("faulty/consultations.csv", SAMPLES)),
      await hub.token("clerk", "mzj"),
    );
    expect(
      body.findings?.map(({ row, field, value, code, severity, message }) => ({
        row,
        field,
        value,
        code,
        severity,
        message,
      })),
    ).toEqual(golden);
  });
});
