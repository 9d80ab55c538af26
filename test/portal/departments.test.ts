import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { today } from "../../services/kit/values/dates.js";
import { untilDutiesAreCounted } from "../duties/until-counted.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
  await untilDutiesAreCounted(hub);
});
afterAll(() => hub.close());

const open = async (path: string): Promise<string> =>
  (await fetch(`${hub.url}${path}`, { headers: { accept: "text/html" } })).text();

/** Cells of the row that has the text. */
function rowOf(page: string, text: string): readonly string[] {
  const row = page.split("<tr>").find((one) => one.includes(`>${text}<`)) ?? "";
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = ""]) =>
    cell.replaceAll(/<[^>]*>/g, "").trim(),
  );
}

test("a department that publishes in time is said to; records that were late are counted on its card", async () => {
  expect(rowOf(await open("/departments/rsj"), "就业主要指标")).toContain("按时");
  const { data } = await hub.query(
    '{ dutyBoard { departments { department { name } duties lateRecords } } department(code: "scjgj") { name } }',
  );
  const totals = Object.values(valueAt(data, "dutyBoard", "departments") ?? []).find(
    (one) => valueAt(one, "department", "name") === valueAt(data, "department", "name"),
  );
  const late = valueAt(totals, "lateRecords");
  expect(late).toBeGreaterThan(0);
  const card = (await open("/departments")).split("<li").find((one) => one.includes("市场监督管理局"));
  expect(card).toContain(`公开职责${String(valueAt(totals, "duties"))}项`);
  expect(card).toContain(`${String(late)}条`);
});

test("records that were published after their deadlines are counted as the graph counts them", async () => {
  const { data } = await hub.query(
    '{ department(code: "scjgj") { duties(first: 100) { nodes { feed { title } punctuality { records lateRecords } } } } }',
  );
  const duty = Object.values(valueAt(data, "department", "duties", "nodes") ?? []).find(
    (one) => valueAt(one, "feed", "title") === "行政处罚",
  );
  const [records, lateRecords] = ["records", "lateRecords"].map((name) => valueAt(duty, "punctuality", name));
  expect(rowOf(await open("/departments/scjgj"), "行政处罚").join(" ")).toContain(
    `${String(records)}条中，${String(lateRecords)}条超期`,
  );
});

test("what a record brings is shown by the record's title and the period in words, never by a key", async () => {
  const year = today().slice(0, 4);
  const { data } = await hub.query(
    `query ($from: Date!, $until: Date!) { duties(asOf: $until, states: [OVERDUE, PARTLY], dueFrom: $from, dueUntil: $until, first: 50) {
      nodes { title periodLabel recordTitle permalink } }
      documents: duties(item: "policy.documents/interpretation", first: 1) { nodes { periodLabel recordTitle permalink } } }`,
    { from: `${year}-01-01`, until: `${year}-12-31` },
  );
  const missing = Object.values(valueAt(data, "duties", "nodes") ?? []);
  const brought = missing.filter((one) => valueAt(one, "recordTitle") !== null);
  expect(brought.length).toBeGreaterThan(0);
  const page = await open(`/duties?asOf=${year}-12-31`);
  for (const duty of brought) {
    expect(valueAt(duty, "periodLabel")).toMatch(/^逐件$|^\d{4}年第[一二三四]季度$/);
    expect(page).toContain(
      `<a href="${String(valueAt(duty, "permalink"))}">${String(valueAt(duty, "recordTitle"))}</a>`,
    );
  }
  expect(page).not.toMatch(/>[^<]*\|\d{4}-Q[1-4]</);
  const document = valueAt(data, "documents", "nodes", 0);
  expect(valueAt(document, "periodLabel")).toBe("逐件");
  expect(await open(String(valueAt(document, "permalink")))).toContain(
    String(valueAt(document, "recordTitle")),
  );
});

test("its latest records and releases are its own", async () => {
  const page = await open("/departments/jw");
  const { data } = await hub.query(
    '{ latest(first: 10, department: "jw") { nodes { permalink } } department(code: "jw") { releases(first: 10) { nodes { number } } } }',
  );
  const records = Object.values(valueAt(data, "latest", "nodes") ?? []);
  expect(records.length).toBe(10);
  for (const record of records) expect(page).toContain(`href="${String(valueAt(record, "permalink"))}"`);
  expect(Object.values(valueAt(data, "department", "releases", "nodes") ?? []).length).toBeGreaterThan(2);
  expect(page).not.toContain("还没有发布过");
});

test("what nobody has is no page", async () => {
  const { status } = await fetch(`${hub.url}/departments/none`, { headers: { accept: "text/html" } });
  expect(status).toBe(404);
});
