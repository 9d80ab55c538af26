import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import exceljs from "exceljs";
import { addDays, addMonths, today } from "../../kit/values/dates.js";
import { openWorkingDays } from "../../kit/values/working-days.js";
import { penaltyCsv, penaltyRow, type PenaltyRow } from "../../../test/penalty-file.js";
import { WITH_PENALTIES } from "../../../test/prepared.js";
import { startHub, valueAt, type TestHub } from "../../../test/start-hub.js";
import { until } from "../../../test/until.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ domains: WITH_PENALTIES, holds: "directory" });
});
afterAll(() => hub.close());

const PLAN_HEAD =
  "计划年度,条款编号,公开事项,要点原文,牵头部门,责任部门,公开主体,公开周期,时限,佐证报送事项,可书面说明,起始日期";

function planOf(title: string, dueOn: string): string {
  const [year, month, date] = dueOn.split("-").map(Number);
  const clause = (number: string, name: string, feed: string): string =>
    `${year},${number},${name},示例原文,区司法局,,各责任部门,一次性,${year}年${month}月${date}日,${feed},是,${dueOn}`;
  return [
    PLAN_HEAD,
    clause("9.1", title, "enforcement.agencies"),
    clause("9.2", "示例说明事项", "enforcement.powers"),
    "",
  ].join("\n");
}

async function counted(): Promise<void> {
  await until(async () => {
    const { data } = await hub.query("{ dutyBoard { isCurrent } }");
    return valueAt(data, "dutyBoard", "isCurrent") === true;
  }, "all releases are counted");
}

/** All that was released was released some weeks ago, and is counted so. */
async function moveBack(): Promise<void> {
  const { pool } = hub.parts.database;
  await pool.query("UPDATE hub.release SET released_at = released_at - $1 * interval '1 day'", [DAYS_AGO]);
  await pool.query("UPDATE disclosure.duty_progress SET shape = ''");
}

const DAYS_AGO = 20;

function explainedIn(dueOn: string, clause: string, reason: string): string {
  return `任务编号,说明部门,期间,书面说明\n${dueOn.slice(0, 4)}/${clause},区司法局,once,${reason}\n`;
}

function decidedOn(decisionDate: string, number: number): PenaltyRow {
  const last = addMonths(decisionDate, 12);
  const decisionNumber = `京密示例罚〔${decisionDate.slice(0, 4)}〕${number}号`;
  return penaltyRow(number, { decisionNumber, decisionDate, penaltyValidTo: last, publicityEnds: last });
}

const COUNTS =
  "duties met metLate overdue partly exempt due upcoming fallenDue onTimeShare lastYearOnTimeShare records lateRecords recordsOnTimeShare";

async function reportOf(month: string, asOf: string): Promise<unknown> {
  const { data, errors } = await hub.query(
    `query ($month: String!, $asOf: Date) { supervisionReport(month: $month, asOf: $asOf) {
      period from until asOf isFinal isCounted workbook release { number }
      board { method ${COUNTS} departments { rank name ${COUNTS} } }
      notPublished: duties(states: [OVERDUE, PARTLY]) { nodes { title departmentName period dueOn stateLabel overdueFor missingParts } }
      explained: duties(states: [EXEMPT]) { nodes { title departmentName period dueOn explanation } }
      late: duties(states: [MET_LATE]) { nodes { title departmentName period dueOn metOn delay } }
      lateRecords { totalCount nodes { feed { title } departmentName startedOn dueOn metOn delay permalink } } } }`,
    { month, asOf },
  );
  expect(errors).toBeUndefined();
  return valueAt(data, "supervisionReport");
}

async function fileOf(path: string): Promise<Buffer> {
  const answer = await fetch(`${hub.url}${path}`);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

/** The rows below the header of each sheet. */
async function cellsOf(file: Buffer): Promise<Readonly<Record<string, readonly (readonly unknown[])[]>>> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Uint8Array.from(file).buffer);
  return Object.fromEntries(
    workbook.worksheets.map((sheet) => {
      const rows: unknown[][] = [];
      sheet.eachRow((row, number) => {
        const cells = Array.from({ length: sheet.columnCount }, (_, at) => row.getCell(at + 1).value ?? null);
        if (number > 1) rows.push(cells);
      });
      return [sheet.name, rows];
    }),
  );
}

function rowsOf(list: unknown): readonly unknown[] {
  return Object.values(list ?? {});
}

function pick(from: unknown, fields: string): readonly unknown[] {
  return fields.split(" ").map((field) => valueAt(from, field) ?? null);
}

describe("the supervision report of a month", () => {
  /** A working day, on which something is due that nobody publishes. */
  let dueOn = "";
  let asOf = "";
  let month = "";
  let before: Buffer = Buffer.alloc(0);
  let told: unknown = null;
  /** Records that were due in that month, and came late. */
  let late = 0;

  beforeAll(async () => {
    dueOn = openWorkingDays().add(addDays(today(), -DAYS_AGO), 0).date;
    month = dueOn.slice(0, 7);
    asOf = addDays(today(), -3);
    const decided = addDays(dueOn, -14);
    const { date: last } = openWorkingDays().add(decided, 7);
    late = last < addDays(today(), -DAYS_AGO) && last.startsWith(month) ? 1 : 0;
    await hub.publish("disclosure.duties", planOf("示例事项", dueOn), "zwfwj");
    await hub.publish("disclosure.exemptions", explainedIn(dueOn, "9.2", "示例说明"), "zwfwj");
    await hub.publish("enforcement.penalties", penaltyCsv([decidedOn(decided, 1)]), "scjgj");
    await moveBack();
    await hub.publish("enforcement.penalties", penaltyCsv([decidedOn(dueOn, 2)]), "scjgj");
    await counted();
    told = await reportOf(month, asOf);
    before = await fileOf(String(valueAt(told, "workbook")));
  });

  test("lists what is not published, since when, and what was explained instead", () => {
    expect(told).toMatchObject({
      period: month,
      asOf,
      isFinal: true,
      isCounted: true,
      board: { duties: 2, overdue: 1, exempt: 1, fallenDue: 1, onTimeShare: 0 },
      notPublished: {
        nodes: [
          {
            title: "示例事项",
            departmentName: "北京市密云区司法局",
            dueOn,
            stateLabel: "逾期未公开",
            overdueFor: openWorkingDays().between(dueOn, asOf),
            missingParts: [],
          },
        ],
      },
      explained: { nodes: [{ title: "示例说明事项", explanation: "示例说明" }] },
      late: { nodes: [] },
      lateRecords: { totalCount: late },
    });
  });

  test("is a workbook of the same numbers, cell by cell", async () => {
    const cells = await cellsOf(before);
    const board = valueAt(told, "board");
    expect(cells["概况"]?.slice(3).map(([, value]) => value)).toEqual([
      ...pick(board, COUNTS),
      valueAt(board, "method"),
    ]);
    expect(cells["概况"]?.[2]).toEqual(["依据", `截至第${String(valueAt(told, "release", "number"))}次发布`]);
    expect(cells["各部门"]).toEqual(
      rowsOf(valueAt(board, "departments")).map((row) => pick(row, `rank name ${COUNTS}`)),
    );
    expect(cells["未公开"]).toEqual(
      rowsOf(valueAt(told, "notPublished", "nodes")).map((duty) => [
        ...pick(duty, "title departmentName"),
        "一次性",
        ...pick(duty, "dueOn stateLabel overdueFor"),
        rowsOf(valueAt(duty, "missingParts")).join("、") || null,
      ]),
    );
    expect(cells["已书面说明"]).toEqual(
      rowsOf(valueAt(told, "explained", "nodes")).map((duty) => [
        ...pick(duty, "title departmentName"),
        "一次性",
        ...pick(duty, "dueOn explanation"),
      ]),
    );
    expect(cells["逾期公开"]).toEqual([]);
    expect(cells["迟报记录"]).toEqual(
      rowsOf(valueAt(told, "lateRecords", "nodes")).map((late) => [
        valueAt(late, "feed", "title"),
        ...pick(late, "departmentName startedOn dueOn metOn delay permalink"),
      ]),
    );
  });

  test("is the same to the byte when it is computed later, whatever was released since", async () => {
    await hub.publish("disclosure.duties", planOf("示例事项（更名）", dueOn), "zwfwj");
    await hub.publish("disclosure.exemptions", explainedIn(dueOn, "9.1", "事后说明"), "zwfwj");
    await counted();
    const later = await reportOf(month, asOf);
    expect(later).toEqual(told);
    expect((await fileOf(String(valueAt(told, "workbook")))).equals(before)).toBe(true);
    expect(await reportOf(month, today())).toMatchObject({
      board: { overdue: 0, exempt: 2 },
      notPublished: { nodes: [] },
      explained: { nodes: [{ title: "示例事项（更名）" }, { title: "示例说明事项" }] },
    });
  });

  test("there is none of a month to come, of a day before it or to come, or of what is no month", async () => {
    for (const [period, of] of [
      [addMonths(today(), 2).slice(0, 7), null],
      [month, addMonths(`${month}-01`, -1)],
      [month, addDays(today(), 1)],
      ["2026-13", null],
      ["2026年10月", null],
    ] as const) {
      const { data } = await hub.query(
        "query ($month: String!, $asOf: Date) { supervisionReport(month: $month, asOf: $asOf) { period } }",
        { month: period, asOf: of },
      );
      expect(valueAt(data, "supervisionReport")).toBeNull();
      const query = of === null ? "" : `?asOf=${of}`;
      const answer = await fetch(`${hub.url}/reports/monthly/${encodeURIComponent(period)}.xlsx${query}`);
      expect([answer.status, valueAt(await answer.json(), "code")]).toEqual([404, "REPORT_UNKNOWN"]);
    }
  });
});
