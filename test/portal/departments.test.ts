import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openTestDatabase } from "../open-test-database.js";
import { keysFor, startHub, valueAt, type TestHub } from "../start-hub.js";

const SAMPLES = { domains: null, holds: "samples" } as const;

let hub: TestHub;
beforeAll(async () => {
  const database = await openTestDatabase(SAMPLES);
  // as if no plans had been released since
  await database.pool.query(
    "UPDATE hub.release SET released_at = released_at - interval '3 years' WHERE feed = 'enforcement.inspection-plans'",
  );
  hub = await startHub({ database, keys: await keysFor(SAMPLES) });
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

test("a department that publishes in time is said to; one that does not is late, on its page and in the list", async () => {
  expect(rowOf(await open("/departments/rsj"), "就业主要指标")).toContain("按时");
  expect(rowOf(await open("/departments/scjgj"), "抽查计划")).toContain("已超期");
  const { data } = await hub.query(
    '{ dutyTotals { departments { department { name } duties overdue } } department(code: "scjgj") { name } }',
  );
  const totals = Object.values(valueAt(data, "dutyTotals", "departments") ?? []).find(
    (one) => valueAt(one, "department", "name") === valueAt(data, "department", "name"),
  );
  const overdue = valueAt(totals, "overdue");
  expect(overdue).toBeGreaterThan(0);
  const card = (await open("/departments")).split("<li").find((one) => one.includes("市场监督管理局"));
  expect(card).toContain(`公开职责${String(valueAt(totals, "duties"))}项`);
  expect(card).toContain(`超期${String(overdue)}项`);
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
