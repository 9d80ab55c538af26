import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
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
  await until(
    async () => rowOf(await open("/departments/rsj"), "就业主要指标").includes("按时"),
    "duties are counted",
  );
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
