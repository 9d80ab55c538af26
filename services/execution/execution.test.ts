import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";

const SAMPLES = new URL("../../../services/execution/samples/", import.meta.url);

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
    `execution.${feed}`,
    lines.join("\n"),
    await hub.token("clerk", department),
  );
  return (body.findings ?? [])
    .filter(({ severity }) => severity !== "INFO")
    .map(({ row, field, code }) => [row, field, code]);
}

test("a task has its target, who answers for it, where it is done, and its quarters as a series", async () => {
  const data = await ask(`{
    executionTask(taskKey: "2026/民生实事/2") {
      title targetValue unit lead { code name } documentNumber
      progressReports(orderBy: QUARTER_ASC) { nodes { quarter value percent state nextStep task { taskKey } } } }
    progressReports(where: { taskKey: { eq: "2026/民生实事/2" } }) { series(measure: PERCENT, from: "2026-Q1", to: "2026-Q3") { points { period value } } }
    area(code: "110118002") { executionTasks { nodes { taskKey } } }
    department(code: "zjw") { executionTasks(where: { year: { eq: "2026" } }, orderBy: LIST_ASC) { nodes { taskKey } } }
    behind: progressReports(where: { state: { eq: BEHIND } }) { nodes { quarter taskTitle reason } } }`);
  expect(valueAt(data, "executionTask")).toEqual({
    title: "每个镇街建成一处养老服务中心",
    targetValue: "20",
    unit: "处",
    lead: { code: "mzj", name: "北京市密云区民政局" },
    documentNumber: "京密政办示例发〔2026〕14号",
    progressReports: {
      nodes: [
        ["2026-Q1", "4", "20"],
        ["2026-Q2", "9", "45"],
        ["2026-Q3", "15", "75"],
      ].map(([quarter, value, percent]) => ({
        quarter,
        value,
        percent,
        state: "UNDER_WAY",
        nextStep: "下一季度继续推进养老服务中心（示例）",
        task: { taskKey: "2026/民生实事/2" },
      })),
    },
  });
  expect(valueAt(data, "progressReports", "series", 0, "points")).toEqual([
    { period: "2026-Q1", value: "20" },
    { period: "2026-Q2", value: "45" },
    { period: "2026-Q3", value: "75" },
  ]);
  expect(valueAt(data, "area", "executionTasks", "nodes")).toEqual([{ taskKey: "2026/民生实事/1" }]);
  expect(valueAt(data, "department", "executionTasks", "nodes")).toEqual([
    { taskKey: "2026/民生实事/4" },
    { taskKey: "2026/重点任务/1" },
  ]);
  expect(valueAt(data, "behind", "nodes")).toEqual([
    { quarter: "2026-Q3", taskTitle: "改造示例老旧小区12个", reason: expect.stringContaining("加装电梯") },
    { quarter: "2025-Q3", taskTitle: "改造示例老旧小区6个", reason: expect.stringContaining("管线") },
  ]);
});

describe("a file is found fault with", () => {
  const TASK =
    "年度,清单类别,序号,类别,任务内容,牵头单位,年度目标,目标值,计量单位,完成时限,实施乡镇街道,变更理由";
  const PROGRESS = "季度,清单类别,序号,进展情况,累计完成值,完成比例,进展状态,原因说明,下一步计划";
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
      "for a task of another year, without a unit, changed without a reason, of an unknown town or department",
      "tasks",
      "zwfwj",
      [
        TASK,
        "2026,民生实事,1,,新建示例公园9处,区园林绿化局,建成9处,9,,2027/1/1,,",
        "2026,民生实事,2,,每个镇街建成一处养老服务中心,区无此局,建成,,,2026/12/1,无此镇,",
      ],
      [
        [2, "deadline", "EX-11"],
        [2, "unit", "EX-12"],
        [2, "changeReason", "EX-13"],
        [3, "leadName", "DEPARTMENT_UNKNOWN"],
        [3, "town", "AREA_UNKNOWN"],
      ],
    ],
    [
      "for a gap in a list, and for a heading that says another number of tasks",
      "tasks",
      "zwfwj",
      [TASK, "2027,重点任务,2,一、示例类（3件）,示例任务,区教委,完成,,,2027/12/1,,"],
      [
        [2, "number", "EX-14"],
        [2, "group", "EX-15"],
      ],
    ],
    [
      "for a percentage that falls, a value that falls and words that stay, unless the task was adjusted",
      "progress",
      "jw",
      [
        PROGRESS,
        "2026年第四季度,重点任务,3,累计完成普惠学位210个，占年度目标的70%（示例）,200,66,进行中,,继续",
        "2025年第四季度,重点任务,1,累计组建1个（示例）,1,33,调整,区政府批准调整（示例）,继续",
      ],
      [
        [2, "percent", "EX-04"],
        [2, "value", "EX-22"],
        [2, "progress", "EX-23"],
        [3, "value", "EX-22"],
      ],
    ],
    [
      "for a percentage beyond the whole or unlike its value, and for a task that is cancelled without a reason",
      "progress",
      "mzj",
      [
        PROGRESS,
        "2026年第四季度,民生实事,2,累计建成16处（示例）,16,101,进行中,,继续",
        "2026年第四季度,绩效任务,2,四季度签约率为58%（示例）,,,取消,,",
        "2025年第四季度,民生实事,2,累计建成5家（示例）,3,100,已完成,,",
      ],
      [
        [2, "percent", "EX-19"],
        [2, "percent", "EX-20"],
        [3, "reason", "EX-17"],
        [4, "percent", "EX-20"],
      ],
    ],
  ])("%s", async (_, feed, department, lines, expected) => {
    expect((await findings(feed, department, ...lines)).toSorted()).toEqual([...expected].toSorted());
  });

  test("as its golden file says", async () => {
    const golden: unknown = JSON.parse(
      readFileSync(new URL("faulty/progress.findings.json", SAMPLES), "utf8"),
    );
    const { body } = await hub.submit(
      "execution.progress",
      readFileSync(new URL("faulty/progress.csv", SAMPLES)),
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
