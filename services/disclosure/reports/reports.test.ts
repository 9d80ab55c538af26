import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import exceljs from "exceljs";
import mammoth from "mammoth";
import { addDays, addMonths, today } from "../../kit/values/dates.js";
import { periodOf } from "../../kit/values/periods.js";
import { openWorkingDays } from "../../kit/values/working-days.js";
import { penaltyCsv, penaltyRow, type PenaltyRow } from "../../../test/penalty-file.js";
import { WITH_PENALTIES } from "../../../test/prepared.js";
import { startHub, valueAt, type TestHub } from "../../../test/start-hub.js";
import { untilDutiesAreCounted } from "../../../test/duties/until-counted.js";
import { until } from "../../../test/until.js";
import { withdrawByLaw } from "../../../test/withdraw-record.js";
import { annualFigures } from "../feeds/annual-figures.js";

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

const STATES = "duties met metLate overdue partly exempt due upcoming fallenDue onTimeShare";
const SUPERVISION = `
      period from until asOf isFinal isCounted workbook document release { number }
      board { method ${COUNTS} departments { rank name ${COUNTS} } }
      items { item title ${STATES} missingDepartments }
      notPublished: duties(states: [OVERDUE, PARTLY]) { nodes { title departmentName period dueOn stateLabel overdueFor missingParts } }
      explained: duties(states: [EXEMPT]) { nodes { title departmentName period dueOn explanation } }
      late: duties(states: [MET_LATE]) { nodes { title departmentName period dueOn metOn delay } }
      lateRecords { totalCount nodes { feed { title } departmentName startedOn dueOn metOn delay permalink } }`;

async function reportOf(month: string, asOf: string): Promise<unknown> {
  const { data, errors } = await hub.query(
    `query ($month: String!, $asOf: Date) { supervisionReport(month: $month, asOf: $asOf) { ${SUPERVISION} } }`,
    { month, asOf },
  );
  expect(errors).toBeUndefined();
  return valueAt(data, "supervisionReport");
}

async function quarterOf(quarter: string, asOf: string): Promise<unknown> {
  const { data, errors } = await hub.query(
    `query ($quarter: String!, $asOf: Date) { executionReport(quarter: $quarter, asOf: $asOf) { ${SUPERVISION} } }`,
    { quarter, asOf },
  );
  expect(errors).toBeUndefined();
  return valueAt(data, "executionReport");
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

const ELEMENT = /<(h1|p|table)[^>]*>(.*?)<\/\1>/gs;

/** What another reader finds in a document: its headings and texts in their order, and tables as cells. */
async function readDocument(
  file: Buffer,
): Promise<readonly (readonly [kind: string, found: string | readonly (readonly string[])[]])[]> {
  const { value } = await mammoth.convertToHtml({ buffer: file });
  const wordsOf = (html: string): string =>
    html
      .replaceAll(/<[^>]+>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
  const tables: string[][][] = [];
  const rest = value.replaceAll(/<table>(.*?)<\/table>/gs, (_, table: string) => {
    const rows = [...table.matchAll(/<tr>(.*?)<\/tr>/gs)];
    tables.push(
      rows.map(([, row = ""]) =>
        [...row.matchAll(/<(t[dh])[^>]*>(.*?)<\/\1>/gs)].map(([, , cell = ""]) => wordsOf(cell)),
      ),
    );
    return "<table>.</table>";
  });
  return [...rest.matchAll(ELEMENT)].map(([, kind = "", html = ""]) => [
    kind,
    kind === "table" ? (tables.shift() ?? []) : wordsOf(html),
  ]);
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
  let before: readonly Buffer[] = [];
  let madeAt = 0;
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
    await untilDutiesAreCounted(hub);
    told = await reportOf(month, asOf);
    before = await filesOf(told);
    madeAt = Date.now();
  });

  const filesOf = (report: unknown): Promise<readonly Buffer[]> =>
    Promise.all(["workbook", "document"].map((file) => fileOf(String(valueAt(report, file)))));

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
      items: [
        {
          title: "示例事项",
          duties: 1,
          overdue: 1,
          onTimeShare: 0,
          missingDepartments: ["北京市密云区司法局"],
        },
        { title: "示例说明事项", duties: 1, exempt: 1, onTimeShare: null, missingDepartments: [] },
      ],
      late: { nodes: [] },
      lateRecords: { totalCount: late },
    });
  });

  test("is a workbook of the same numbers, cell by cell", async () => {
    const cells = await cellsOf(before[0] ?? Buffer.alloc(0));
    const board = valueAt(told, "board");
    expect(cells["概况"]?.slice(3).map(([, value]) => value)).toEqual([
      ...pick(board, COUNTS),
      valueAt(board, "method"),
    ]);
    expect(cells["概况"]?.[2]).toEqual(["依据", `截至第${String(valueAt(told, "release", "number"))}次发布`]);
    expect(cells["各部门"]).toEqual(
      rowsOf(valueAt(board, "departments")).map((row) => pick(row, `rank name ${COUNTS}`)),
    );
    expect(cells["各事项"]).toEqual(
      rowsOf(valueAt(told, "items")).map((one) => [
        ...pick(one, `title ${STATES}`),
        rowsOf(valueAt(one, "missingDepartments")).join("、") || null,
      ]),
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

  test("of a quarter has all that its months have, item by item, in words of its own", async () => {
    const quarter = periodOf("quarter", dueOn);
    const ofQuarter = await quarterOf(quarter, asOf);
    expect(ofQuarter).toMatchObject({
      period: quarter,
      board: { duties: 2, overdue: 1 },
      items: valueAt(told, "items"),
    });
    const cells = await cellsOf(await fileOf(String(valueAt(ofQuarter, "workbook"))));
    expect(cells["各事项"]).toHaveLength(2);
    expect(cells["概况"]?.[0]).toEqual([
      "时段",
      `${String(valueAt(ofQuarter, "from"))}至${String(valueAt(ofQuarter, "until"))}`,
    ]);
    expect(await quarterOf("2026-Q5", asOf)).toBeNull();
  });

  test("is the same to the byte when it is computed later, whatever was released since", async () => {
    await hub.publish("disclosure.duties", planOf("示例事项（更名）", dueOn), "zwfwj");
    await hub.publish("disclosure.exemptions", explainedIn(dueOn, "9.1", "事后说明"), "zwfwj");
    await untilDutiesAreCounted(hub);
    const later = await reportOf(month, asOf);
    expect(later).toEqual(told);
    // The parts of an archive have dates of two seconds each.
    await until(() => Promise.resolve(Date.now() > madeAt + 2_000), "it is made at another time");
    const files = await filesOf(told);
    expect(files.map((file, at) => file.equals(before[at] ?? Buffer.alloc(0)))).toEqual([true, true]);
    const sheets = Object.entries(await cellsOf(files[0] ?? Buffer.alloc(0)));
    const parts = await readDocument(files[1] ?? Buffer.alloc(0));
    expect(parts.flatMap(([kind, found]) => (kind === "h1" ? [found] : []))).toEqual(
      sheets.map(([name]) => name),
    );
    expect(parts.flatMap(([kind, found]) => (kind === "table" ? [found.length - 1] : []))).toEqual(
      sheets.map(([, rows]) => rows.length),
    );
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

describe("the annual report", () => {
  const SAMPLES = new URL("../../../../services/disclosure/samples/", import.meta.url);
  const sample = (file: string): string => readFileSync(new URL(file, SAMPLES), "utf8");
  const HEAD = "报告年度,报告机关,表,行,列,数值,说明";

  beforeAll(async () => {
    await hub.publish("disclosure.annual-figures", sample("annual-figures.mzj.csv"), "mzj");
    await hub.publish("disclosure.annual-reports", sample("annual-reports.mzj.csv"), "mzj");
  });

  async function annualReport(year: string, asOf: string | null = null): Promise<unknown> {
    const { data, errors } = await hub.query(
      `query ($year: String!, $asOf: Date) { annualReport(year: $year, department: "mzj", asOf: $asOf) {
        name form workbook department { code } document parts { number title text table { columns { label } rows { group label values } } } } }`,
      { year, asOf },
    );
    expect(errors).toBeUndefined();
    return valueAt(data, "annualReport");
  }

  const partsOf = (report: unknown): readonly unknown[] => rowsOf(valueAt(report, "parts"));

  async function findings(department: string, ...lines: readonly string[]): Promise<readonly unknown[]> {
    const { body } = await hub.submit(
      "disclosure.annual-figures",
      [HEAD, ...lines].join("\n"),
      await hub.token("clerk", department),
    );
    return (body.findings ?? [])
      .filter(({ severity }) => severity !== "INFO")
      .map(({ row, field, code }) => [row, field, code]);
  }

  test("has its six parts in their order, by the form of its year, and was not there before it was published", async () => {
    const report = await annualReport("2025");
    expect(report).toMatchObject({
      name: "北京市密云区民政局",
      form: "国办公开办函〔2021〕30号",
      department: { code: "mzj" },
    });
    expect(partsOf(report).map((part) => [valueAt(part, "number"), valueAt(part, "title")])).toEqual([
      ["一", "总体情况"],
      ["二", "主动公开政府信息情况"],
      ["三", "收到和处理政府信息公开申请情况"],
      ["四", "因政府信息公开工作被申请行政复议、提起行政诉讼情况"],
      ["五", "存在的主要问题及改进情况"],
      ["六", "其他需要报告的事项"],
    ]);
    const rows = partsOf(report).map((part) => rowsOf(valueAt(part, "table", "rows")).length);
    expect(rows).toEqual([0, 6, 25, 3, 0, 0]);
    expect(partsOf(report).map((part) => valueAt(part, "text"))).toEqual([
      expect.stringContaining("本年新收政府信息公开申请28件"),
      null,
      null,
      null,
      expect.any(String),
      expect.any(String),
    ]);
    expect(await annualReport("2025", addDays(today(), -1))).toBeNull();
    expect(await annualReport("2023")).toBeNull();
    const { status } = await fetch(`${hub.url}/reports/annual/2023/mzj.xlsx`);
    expect(status).toBe(404);
  });

  test("is a workbook of the same values, cell by cell", async () => {
    const report = await annualReport("2025");
    const cells = await cellsOf(await fileOf(String(valueAt(report, "workbook"))));
    for (const part of partsOf(report)) {
      const table = valueAt(part, "table");
      const title = `${String(valueAt(part, "number"))}、${String(valueAt(part, "title"))}`;
      if (table === null) {
        expect(cells["报告"]?.find(([name]) => name === title)?.[1]).toBe(valueAt(part, "text"));
        continue;
      }
      expect(cells[title.slice(0, 31)]).toEqual(
        rowsOf(valueAt(table, "rows")).map((row) => [
          valueAt(row, "group") || null,
          valueAt(row, "label"),
          ...rowsOf(valueAt(row, "values")).map((value) => (value === null ? null : Number(value))),
        ]),
      );
    }
  });

  test("is a document with its parts in their order and the same values, cell by cell, as another program reads it", async () => {
    const report = await annualReport("2025");
    const [title, note, ...found] = await readDocument(await fileOf(String(valueAt(report, "document"))));
    expect(title).toEqual(["p", "北京市密云区民政局2025年政府信息公开工作年度报告"]);
    expect(note?.[1]).toContain("国办公开办函〔2021〕30号");
    const expected = partsOf(report).flatMap((part) => {
      const table = valueAt(part, "table");
      const heading = ["h1", `${String(valueAt(part, "number"))}、${String(valueAt(part, "title"))}`];
      if (table === null)
        return [
          heading,
          ...String(valueAt(part, "text"))
            .split("\n")
            .map((line) => ["p", line.replace(/^#+ /, "")]),
        ];
      const columns = rowsOf(valueAt(table, "columns")).map((column) => valueAt(column, "label"));
      const rows = rowsOf(valueAt(table, "rows")).map((row) => [
        valueAt(row, "group"),
        valueAt(row, "label"),
        ...rowsOf(valueAt(row, "values")).map((value) => (value === null ? "" : String(Number(value)))),
      ]);
      return [heading, ["table", [["", "", ...columns], ...rows]]];
    });
    expect(found).toEqual(expected);
    expect(found.filter(([kind]) => kind === "table")).toHaveLength(3);
  });

  test("is refused at the row whose sum is wrong, and where it is not what the year before carries over", async () => {
    const requests = (row: string, column: string, value: number, remark = ""): string =>
      `2025,区民政局,三,${row},${column},${value},${remark}`;
    expect(await findings("mzj", requests("（七）总计", "自然人", 20))).toEqual([
      [2, "value", "AR-01"],
      [2, "value", "AR-02"],
      [2, "value", "AR-03"],
    ]);
    expect(await findings("mzj", "2025,区民政局,四,行政复议,总计,9,")).toEqual([[2, "value", "AR-05"]]);
    const brought = [
      requests("二、上年结转政府信息公开申请数量", "自然人", 3),
      requests("NEW", "NATURAL", 19),
    ];
    const total = [requests("BROUGHT", "TOTAL", 3), requests("NEW", "TOTAL", 27)];
    expect(await findings("mzj", ...brought, ...total)).toEqual([
      [2, "value", "AR-04"],
      [4, "value", "AR-04"],
    ]);
    const explained = [...brought, ...total].map((line) => `${line}并入示例局结转1件`);
    expect(await findings("mzj", ...explained)).toEqual([]);
    expect(
      await findings(
        "mzj",
        "2025,区民政局,二,规章,本年制发件数,1,",
        "2025,区民政局,二,行政事业性收费,本年收费金额（单位：万元）,20000.5,",
        "2025,区民政局,三,予以公开,自然人,1.5,",
        "2025,全区,二,行政许可,本年处理决定数量,1,",
        "2025,区民政局,二,行政许可,现行有效件数,1,",
        "2020,区民政局,二,行政许可,本年处理决定数量,1,",
        "2025,区民政局,二,行政处罚,本年处理决定数量,-,",
      ),
    ).toEqual([
      [2, "value", "AR-07"],
      [3, "value", "AR-14"],
      [4, "row", "AR-22"],
      [5, "organ", "AR-21"],
      [6, "row", "AR-22"],
      [7, "row", "AR-22"],
      [8, "value", "AMOUNT_FORMAT"],
    ]);
  });

  test("is filled in beforehand with what the hub knows; what it does not know stays empty, and is refused so", async () => {
    const year = addMonths(today(), -12).slice(0, 4);
    const decided = [1, 2, 3].map((number) => decidedOn(`${year}-12-${10 + number}`, 100 + number));
    await hub.publish("enforcement.penalties", penaltyCsv(decided), "scjgj");
    const file = await fileOf(`/reports/annual/${year}/scjgj/prefill.xlsx`);
    const [rows = []] = Object.values(await cellsOf(file));
    const known = rows.filter(([, , , , , value]) => value !== null);
    expect(known.map(([, , , row, column, value]) => [row, column, value])).toEqual([
      ["第二十条第（一）项：规章", "本年制发件数", 0],
      ["第二十条第（一）项：规章", "本年废止件数", 0],
      ["第二十条第（一）项：规章", "现行有效件数", 0],
      ["第二十条第（六）项：行政处罚", "本年处理决定数量", 3],
    ]);
    const clerk = await hub.token("clerk", "scjgj");
    const { body } = await hub.submit("disclosure.annual-figures", file, clerk);
    const counts = Map.groupBy(body.findings ?? [], ({ code }) => code);
    expect([...counts.keys()]).toContain("VALUE_REQUIRED");
    const filled = rows.map((row) => row.map((cell, at) => (at === 5 ? (cell ?? 0) : cell)).join(","));
    expect(await findings("scjgj", ...filled)).toEqual([]);
    // What the year before carries over is brought over.
    const next = await cellsOf(await fileOf("/reports/annual/2025/mzj/prefill.xlsx"));
    expect(
      Object.values(next)[0]?.find(
        ([, , , row, column]) => String(row).startsWith("二、") && column === "总计",
      )?.[5],
    ).toBe(2);
  });

  test("has requests and disputes counted as its tables 三 and 四 want them, and their sums hold", async () => {
    const text = sample("requests.scjgj.csv");
    await hub.publish("disclosure.requests", text, "fgw");
    const [rows = []] = Object.values(await cellsOf(await fileOf("/reports/annual/2025/fgw/prefill.xlsx")));
    const [head = [], ...requests] = text
      .trim()
      .split("\n")
      .map((line) => line.replace("\uFEFF", "").split(","));
    const of = (name: string) => (request: readonly string[]) => request[head.indexOf(name)] ?? "";
    const [received, answered, outcome] = ["收到日期", "答复日期", "办理结果"].map(of);
    if (!received || !answered || !outcome) throw new Error("The sample has other columns");
    const count = (is: (request: readonly string[]) => boolean): number => requests.filter(is).length;
    const isIn2025 = (day: string): boolean => day.startsWith("2025");
    const valueOf = (row: string, column = "总计"): unknown =>
      rows.find((one) => String(one[3]).endsWith(row) && one[4] === column)?.[5];
    const carried = (end: string) => (one: readonly string[]) =>
      received(one) <= end && (answered(one) === "" || answered(one) > end);
    expect({
      new: valueOf("新收政府信息公开申请数量"),
      persons: valueOf("新收政府信息公开申请数量", "自然人"),
      brought: valueOf("上年结转政府信息公开申请数量"),
      carried: valueOf("结转下年度继续办理"),
      done: valueOf("（七）总计"),
      parts: valueOf("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
      thirdParties: valueOf("4.保护第三方合法权益"),
      secrets: valueOf("1.属于国家秘密"),
      upheld: valueOf("行政复议", "结果维持"),
      corrected: valueOf("行政复议", "结果纠正"),
      reviews: valueOf("行政复议"),
      open: valueOf("行政复议", "尚未审结"),
      suits: valueOf("复议后起诉", "结果维持"),
    }).toEqual({
      new: count((one) => isIn2025(received(one))),
      persons: count((one) => isIn2025(received(one)) && of("申请人类别")(one) === "自然人"),
      brought: count(carried("2024-12-31")),
      carried: count(carried("2025-12-31")),
      done: count((one) => isIn2025(answered(one))),
      parts: count((one) => isIn2025(answered(one)) && outcome(one) === "部分公开"),
      thirdParties: count(
        (one) => isIn2025(answered(one)) && outcome(one) === "不予公开：保护第三方合法权益",
      ),
      secrets: 0,
      upheld: count((one) => isIn2025(of("复议决定日期")(one)) && of("复议结果")(one) === "结果维持"),
      corrected: count((one) => isIn2025(of("复议决定日期")(one)) && of("复议结果")(one) === "结果纠正"),
      reviews: count((one) => {
        const [filed, decided] = [of("申请复议日期")(one), of("复议决定日期")(one)];
        return (
          isIn2025(decided) || (filed !== "" && filed <= "2025-12-31" && (decided === "" || decided > "2025"))
        );
      }),
      open: count((one) => {
        const [filed, decided] = [of("申请复议日期")(one), of("复议决定日期")(one)];
        return filed !== "" && filed <= "2025-12-31" && (decided === "" || decided > "2025-12-31");
      }),
      suits: count((one) => isIn2025(of("裁判日期")(one))),
    });
    expect([valueOf("行政复议", "尚未审结"), valueOf("复议后起诉", "结果维持")]).toEqual([1, 1]);
    const filled = rows.map((row) => row.map((cell, at) => (at === 5 ? (cell ?? 0) : cell)).join(","));
    expect(await findings("fgw", ...filled)).toEqual([]);
    // What is typed against the register is pointed out; of disputes there may be more.
    const typed = (changes: readonly (readonly [row: string, column: string, change: number])[]): string[] =>
      rows.map((row) => {
        const change = changes.find(
          ([end, column]) => String(row[3]).endsWith(end) && row[4] === column,
        )?.[2];
        return row.map((cell, at) => (at === 5 ? Number(cell ?? 0) + (change ?? 0) : cell)).join(",");
      });
    const changed = ["新收政府信息公开申请数量", "结转下年度继续办理"].flatMap((end) =>
      ["自然人", "总计"].map((column) => [end, column, 1] as const),
    );
    const disputes = [
      ["行政复议", "结果维持", 1],
      ["行政复议", "尚未审结", -1],
    ] as const;
    const lineOf = (end: string, column: string): number =>
      rows.findIndex((row) => String(row[3]).endsWith(end) && row[4] === column) + 2;
    expect(await findings("fgw", ...typed([...changed, ...disputes]))).toEqual([
      [lineOf("新收政府信息公开申请数量", "自然人"), "value", "AR-12"],
      [lineOf("结转下年度继续办理", "自然人"), "value", "AR-12"],
      [lineOf("行政复议", "尚未审结"), "value", "AR-13"],
    ]);
  });

  test("a value that was withdrawn by law is in it no more", async () => {
    const { data } = await hub.query(
      '{ annualFigures(where: { year: { eq: "2024" }, cell: { eq: "TABLE_4.REVIEW.KEPT" } }) { nodes { id } } }',
    );
    const id = String(valueAt(data, "annualFigures", "nodes", 0, "id"));
    await withdrawByLaw(hub.parts.database, annualFigures, "mzj", [id]);
    const [, , , disputes] = partsOf(await annualReport("2024"));
    expect(valueAt(disputes, "table", "rows", 0, "values")).toEqual([null, "0", "0", "0", "1"]);
  });
});
