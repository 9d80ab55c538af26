import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { addDays, addMonths, today } from "../kit/values/dates.js";
import { openWorkingDays } from "../kit/values/working-days.js";
import { penaltyCsv, penaltyRow, type PenaltyRow } from "../../test/penalty-file.js";
import { WITH_PENALTIES } from "../../test/prepared.js";
import { codeOf, followOverWebSocket } from "../../test/live/clients.js";
import { openMailServer, type MailServer } from "../../test/duties/mail-server.js";
import { untilDutiesAreCounted } from "../../test/duties/until-counted.js";
import { until } from "../../test/until.js";
import { withdrawByLaw } from "../../test/withdraw-record.js";
import { exemptions } from "./feeds/exemptions.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";

let hub: TestHub;
let mails: MailServer;
beforeAll(async () => {
  mails = await openMailServer();
  const settings = { SMTP_URL: mails.url, MAIL_FROM: "tongcha@example.cn" };
  hub = await startHub({ domains: [...WITH_PENALTIES, "alerts"], holds: "directory", settings });
  // Two of them later than seven working days after their decisions, in whatever month this runs.
  const rows = [60, 40, 1].map((days, at) => decided(at + 1, days));
  await hub.publish("enforcement.penalties", penaltyCsv(rows), "scjgj");
  await untilDutiesAreCounted(hub);
});
afterAll(async () => {
  await hub.close();
  await mails.close();
});

function decided(number: number, daysAgo: number, changes: PenaltyRow = {}): PenaltyRow {
  const day = addDays(today(), -daysAgo);
  const until = addMonths(day, 12);
  return penaltyRow(number, {
    decisionNumber: `京密示例罚〔${day.slice(0, 4)}〕${number}号`,
    decisionDate: day,
    penaltyValidTo: until,
    publicityEnds: until,
    ...changes,
  });
}

async function dutiesOf(code: string): Promise<readonly unknown[]> {
  const { data, errors } = await hub.query(
    `query ($code: String!) { department(code: $code) {
      duties { totalCount nodes { isLead releaseCount nextDue isOverdue punctuality { records lateRecords } feed { id lead { code } } } }
      feeds(first: 100) { nodes { id } } datasets(first: 100) { nodes { id } } } }`,
    { code },
  );
  expect(errors).toBeUndefined();
  const department = valueAt(data, "department");
  const nodes = Object.values(valueAt(department, "duties", "nodes") ?? []);
  const ids = nodes.map((duty) => valueAt(duty, "feed", "id"));
  for (const list of ["feeds", "datasets"])
    expect(
      Object.values(valueAt(department, list, "nodes") ?? []).map((each) => valueAt(each, "id")),
    ).toEqual(list === "feeds" ? ids : ids.toSorted());
  return nodes;
}

describe("what a department has to publish", () => {
  test("is what it hands in as well, such as double publicity, with the records that were late", async () => {
    expect(await dutiesOf("scjgj")).toContainEqual({
      isLead: false,
      releaseCount: 1,
      nextDue: null,
      isOverdue: false,
      punctuality: { records: 3, lateRecords: 2 },
      feed: { id: "enforcement.penalties", lead: { code: "jxj" } },
    });
  });

  test("is what it answers for, whether it handed anything in or not", async () => {
    expect(await dutiesOf("jxj")).toContainEqual({
      isLead: true,
      releaseCount: 0,
      nextDue: null,
      isOverdue: false,
      punctuality: { records: 0, lateRecords: 0 },
      feed: { id: "enforcement.penalties", lead: { code: "jxj" } },
    });
    expect(await dutiesOf("tyj")).toEqual([]);
  });

  test("a record that was corrected later counts by the day when it was first public", async () => {
    await hub.publish(
      "enforcement.penalties",
      penaltyCsv([decided(1, 60, { violationType: "违反示例条例（更正）" })]),
      "scjgj",
    );
    const [duty] = (await dutiesOf("scjgj")).filter(
      (each) => valueAt(each, "feed", "id") === "enforcement.penalties",
    );
    expect(valueAt(duty, "punctuality")).toEqual({ records: 3, lateRecords: 2 });
    expect(valueAt(duty, "releaseCount")).toBe(2);
  });
});

const PLAN_HEAD =
  "计划年度,条款编号,公开事项,要点原文,牵头部门,责任部门,公开主体,公开周期,时限,佐证报送事项,可书面说明,起始日期";

interface Board {
  readonly states: readonly unknown[];
  readonly row: unknown;
  readonly own: unknown;
}

/** What 区司法局 owes by the plan, as of a day. */
async function boardOn(asOf: string): Promise<Board> {
  const counts = "duties met overdue exempt due fallenDue onTimeShare";
  const { data, errors } = await hub.query(
    `query ($asOf: Date) { duties(asOf: $asOf, department: "sfj") { nodes { item title state explanation feed { id } department { code } } }
      dutyBoard(asOf: $asOf) { method departments { rank department { code } ${counts} } } department(code: "sfj") { dutyBoard(asOf: $asOf) { rank department { code } ${counts} } } }`,
    { asOf },
  );
  expect(errors).toBeUndefined();
  const rows = Object.values(valueAt(data, "dutyBoard", "departments") ?? []);
  return {
    states: Object.values(valueAt(data, "duties", "nodes") ?? []),
    row: rows.find((row) => valueAt(row, "department", "code") === "sfj"),
    own: valueAt(data, "department", "dutyBoard"),
  };
}

const stateOf = ({ states }: Board): unknown => valueAt(states[0], "state");

const TOLD =
  "{ cursor reminder { day department { code } duties { title recordTitle periodLabel dueOn isOverdue missingParts } } }";

test("a duty of the plan is open, overdue, explained and overdue again, as releases come and as days pass", async () => {
  const [day, tomorrow] = [today(), addDays(today(), 1)];
  const [year, month, date] = day.split("-").map(Number);
  const stream = followOverWebSocket(
    hub.url,
    'subscription { dutyChanged(department: "sfj") { duty { item state } } }',
  );
  await stream.opened;
  const changes: unknown[] = [];
  const following = (async () => {
    for (let told = await stream.next(); told !== "complete"; told = await stream.next())
      changes.push(valueAt(told, "data", "dutyChanged", "duty"));
  })();
  const reminders = followOverWebSocket(hub.url, `subscription { dutyReminded(department: "sfj") ${TOLD} }`);
  await reminders.opened;
  const saved = await hub.query(
    'mutation { saveStandingQuery(input: { departments: ["sfj"], hasReminders: true }) { standingQuery { atom } } }',
  );
  await hub.publish(
    "disclosure.duties",
    `${PLAN_HEAD}\n${year},9.1,示例事项,示例原文,区司法局,,各责任部门,一次性,${year}年${month}月${date}日,enforcement.agencies,是,${day}\n`,
    "zwfwj",
  );
  const item = `${year}/9.1`;
  // A last day that is a day of rest moves to the next working day: then it is not over tomorrow.
  const { date: last } = openWorkingDays().add(day, 0);
  const later = last > tomorrow ? addDays(last, 1) : tomorrow;
  await until(async () => (await boardOn(day)).states.length === 1, "the plan is counted");
  const open = await boardOn(day);
  expect(open.states).toEqual([
    {
      item,
      title: "示例事项",
      state: "DUE",
      explanation: null,
      feed: { id: "enforcement.agencies" },
      department: { code: "sfj" },
    },
  ]);
  expect(open.row).toEqual(open.own);
  const overdue = await boardOn(later);
  expect([stateOf(overdue), overdue.row]).toEqual([
    "OVERDUE",
    expect.objectContaining({ duties: 1, overdue: 1, fallenDue: 1, onTimeShare: 0, rank: 1 }),
  ]);
  expect(await boardOn(addDays(day, -1))).toEqual({ states: [], row: undefined, own: null });

  await until(() => Promise.resolve(mails.received.length > 0), "its department is reminded by mail");
  const [mail] = mails.received;
  expect(mail?.to).toEqual(["sfj@example.com"]);
  expect(mail?.text).toContain("1. 示例事项（一次性）");
  const atom = await (await fetch(`${hub.url}/reminders/sfj.atom`)).text();
  expect(atom).toContain(`<title>${String(mail?.header("subject"))}</title>`);
  expect(atom).toContain("1. 示例事项（一次性）");
  const own = String(valueAt(saved.data, "saveStandingQuery", "standingQuery", "atom"));
  expect(await (await fetch(`${hub.url}${own}`)).text()).toContain("1. 示例事项（一次性）");
  const told = valueAt(await reminders.next(), "data", "dutyReminded");
  expect(valueAt(told, "reminder")).toEqual({
    day,
    department: { code: "sfj" },
    duties: [
      {
        title: "示例事项",
        recordTitle: null,
        periodLabel: "一次性",
        dueOn: last,
        isOverdue: false,
        missingParts: [],
      },
    ],
  });
  reminders.stop();
  const cursor = String(valueAt(told, "cursor"));
  const [epoch, number] = cursor.split(".");
  const again = followOverWebSocket(
    hub.url,
    `subscription { dutyReminded(department: "sfj", after: "${epoch}.${Number(number) - 1}") ${TOLD} }`,
  );
  expect(valueAt(await again.next(), "data", "dutyReminded")).toEqual(told);
  again.stop();
  for (const [after, code] of [
    [`${epoch}.${Number(number) + 1}`, "CURSOR_INVALID"],
    [`${"0".repeat(16)}.${number}`, "HISTORY_OTHER"],
  ]) {
    const refused = followOverWebSocket(
      hub.url,
      `subscription { dutyReminded(after: "${after}") { cursor } }`,
    );
    expect(codeOf(await refused.next().catch((fault: unknown) => fault))).toBe(code);
    refused.stop();
  }
  expect(await (await fetch(`${hub.url}/reminders/none.atom`)).json()).toMatchObject({
    code: "RECORD_UNKNOWN",
  });
  await until(async () => {
    const sent = await hub.query(
      "{ reminderMails { state address department { code } } }",
      {},
      await hub.token("supervisor", null),
    );
    return valueAt(sent.data, "reminderMails", 0, "state") === "SENT";
  }, "the office sees that it was sent");

  const explained = await hub.publish(
    "disclosure.exemptions",
    `任务编号,说明部门,期间,书面说明\n${item},区司法局,once,示例说明\n`,
    "zwfwj",
  );
  expect(explained).not.toBe("");
  await until(async () => stateOf(await boardOn(later)) === "EXEMPT", "the explanation is counted");
  expect(valueAt((await boardOn(later)).states[0], "explanation")).toBe("示例说明");
  expect((await boardOn(later)).row).toMatchObject({
    exempt: 1,
    fallenDue: 0,
    onTimeShare: null,
    rank: null,
  });
  const { data } = await hub.query("{ dutyExemptions { nodes { id } } }");
  await withdrawByLaw(hub.parts.database, exemptions, "zwfwj", [
    String(valueAt(data, "dutyExemptions", "nodes", 0, "id")),
  ]);
  await until(async () => stateOf(await boardOn(later)) === "OVERDUE", "the explanation is gone");

  const refused = await hub.submit(
    "disclosure.exemptions",
    `任务编号,说明部门,期间,书面说明\n${year}/9.9,区示例局,once,示例说明\n`,
    await hub.token("clerk", "zwfwj"),
  );
  expect(refused.body.findings?.map(({ code }) => code)).toEqual(["SM-01", "SM-02"]);
  // Of a duty that changed twice within a second the last is told.
  await until(() => changes.length > 0, "the changes are told");
  expect(changes.map((change) => valueAt(change, "item"))).toEqual(changes.map(() => item));
  stream.stop();
  await following;
});

test("records that have deadlines are counted by feed, and the late ones are told, the latest first", async () => {
  const { data, errors } = await hub.query(
    `{ dutyClocks(by: [FEED, DEPARTMENT], feed: "enforcement.penalties", from: "2020-01-01", until: "2099-01-01") { feed { id } department { code } records lateRecords delays { from records } }
      lateRecords(from: "2020-01-01", until: "2099-01-01") { totalCount nodes { delay dueOn metOn permalink department { code } } } dutyBoard(from: "2020-01-01", until: "2099-01-01") { records lateRecords } }`,
  );
  expect(errors).toBeUndefined();
  expect(valueAt(data, "dutyClocks")).toEqual([
    expect.objectContaining({
      feed: { id: "enforcement.penalties" },
      department: { code: "scjgj" },
      records: 3,
      lateRecords: 2,
    }),
  ]);
  const delays = Object.values(valueAt(data, "dutyClocks", 0, "delays") ?? []);
  expect(delays.reduce<number>((sum, one) => sum + Number(valueAt(one, "records")), 0)).toBe(3);
  const late = Object.values(valueAt(data, "lateRecords", "nodes") ?? []);
  const calendar = openWorkingDays();
  expect(late.map((one) => valueAt(one, "delay"))).toEqual(
    [60, 40].map((daysAgo) => {
      const { date: due } = calendar.add(addDays(today(), -daysAgo), 7);
      return calendar.between(due, addDays(today(), -1)) + 1;
    }),
  );
  const published = await hub.query("{ penalties { nodes { permalink } } }");
  const addresses = Object.values(valueAt(published.data, "penalties", "nodes") ?? []).map((one) =>
    valueAt(one, "permalink"),
  );
  for (const one of late) expect(addresses).toContain(valueAt(one, "permalink"));
  expect(valueAt(data, "dutyBoard")).toEqual({ records: 3, lateRecords: 2 });
  const gaps =
    '{ numberGaps(feed: "enforcement.penalties", year: %) { prefix first last department { code } } }';
  const year = addDays(today(), -60).slice(0, 4);
  const asked = await hub.query(gaps.replace("%", year), {}, await hub.token("supervisor", null));
  expect(asked.errors).toBeUndefined();
  expect(valueAt(asked.data, "numberGaps")).toEqual([]);
});

test("datasets are found by whom they are for, and counted so", async () => {
  const { data, errors } = await hub.query(
    `{ totals { audiences { audience audienceLabel datasets records } }
      enterprises: datasets(where: { audience: ENTERPRISES }, first: 100) { nodes { id audiences rows } }
      elderly: datasets(where: { audience: ELDERLY }) { totalCount } all: datasets(first: 100) { nodes { id audiences } } }`,
  );
  expect(errors).toBeUndefined();
  const listOf = (list: string): readonly unknown[] => Object.values(valueAt(data, list, "nodes") ?? {});
  const isFor = (dataset: unknown): boolean =>
    Object.values(valueAt(dataset, "audiences") ?? {}).includes("ENTERPRISES");
  const found = listOf("enterprises");
  expect(found.map((one) => valueAt(one, "id"))).toContain("enforcement.penalties");
  expect(found.map((one) => valueAt(one, "id"))).toEqual(
    listOf("all")
      .filter(isFor)
      .map((one) => valueAt(one, "id")),
  );
  expect(valueAt(data, "totals", "audiences")).toContainEqual({
    audience: "ENTERPRISES",
    audienceLabel: "企业",
    datasets: found.length,
    records: found.reduce<number>((sum, one) => sum + Number(valueAt(one, "rows")), 0),
  });
  expect(valueAt(data, "elderly", "totalCount")).toBe(0);
});

test("totals say what is published, in all and by theme, domain, type and publisher", async () => {
  const { data, errors } = await hub.query(
    `{ totals { records datasets departments releases lastReleasedAt themes { theme themeLabel datasets records }
      domains { domain domainLabel datasets records } types { type typeLabel records feed { id } } publishers { department { code name } datasets records } }
      penalties(first: 1) { totalCount } departments(first: 1) { totalCount } areas(first: 1) { totalCount } provisionChanges(first: 1) { totalCount } calendarDays { totalCount } dutyClauses { totalCount } dutyExemptions { totalCount } datasets(first: 1) { totalCount } releases(first: 1) { totalCount } }`,
  );
  expect(errors).toBeUndefined();
  const count = (list: string): number => Number(valueAt(data, list, "totalCount"));
  const totals = valueAt(data, "totals");
  expect(totals).toMatchObject({
    records: [
      "penalties",
      "departments",
      "areas",
      "provisionChanges",
      "calendarDays",
      "dutyClauses",
      "dutyExemptions",
    ].reduce((sum, list) => sum + count(list), 0),
    datasets: count("datasets"),
    departments: count("departments"),
    releases: count("releases"),
  });
  for (const by of ["themes", "domains", "types", "publishers"]) {
    const parts = Object.values(valueAt(totals, by) ?? []);
    expect(parts.reduce<number>((sum, part) => sum + Number(valueAt(part, "records")), 0)).toBe(
      valueAt(totals, "records"),
    );
  }
  expect(valueAt(totals, "types")).toContainEqual({
    type: "Penalty",
    typeLabel: "行政处罚",
    records: 3,
    feed: { id: "enforcement.penalties" },
  });
  expect(valueAt(totals, "domains")).toContainEqual(
    expect.objectContaining({ domain: "enforcement", domainLabel: "行政执法", records: 3 }),
  );
  expect(valueAt(totals, "publishers")).toContainEqual(
    expect.objectContaining({ department: { code: "jxj", name: "北京市密云区经济和信息化局" } }),
  );
});
