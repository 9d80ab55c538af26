import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

/** After the last day of each duty of the samples. */
const LATER = Date.parse("2029-06-30T12:00:00+08:00");

let hub: TestHub;
let late: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
  late = await startHub({ holds: "samples", clock: () => LATER });
});
afterAll(async () => {
  await hub.close();
  await late.close();
});

const open = async ({ url }: TestHub, path: string): Promise<string> =>
  (await fetch(`${url}${path}`, { headers: { accept: "text/html" } })).text();

/** Cells of the row that has the text. */
function rowOf(page: string, text: string): readonly string[] {
  const row = page.split("<tr>").find((one) => one.includes(`>${text}<`)) ?? "";
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = ""]) =>
    cell.replaceAll(/<[^>]*>/g, "").trim(),
  );
}

test("a department that publishes in time is said to; one that does not is late, on its page and in the list", async () => {
  expect(rowOf(await open(hub, "/departments/scjgj"), "抽查计划")).toContain("按时");
  expect(await open(hub, "/departments")).not.toContain("超期1项");
  expect(rowOf(await open(late, "/departments/scjgj"), "抽查计划")).toContain("已超期");
  const { data } = await late.query(
    '{ dutyTotals { departments { department { name } duties overdue } } department(code: "scjgj") { name } }',
  );
  const totals = Object.values(valueAt(data, "dutyTotals", "departments") ?? []).find(
    (one) => valueAt(one, "department", "name") === valueAt(data, "department", "name"),
  );
  const overdue = valueAt(totals, "overdue");
  expect(overdue).toBeGreaterThan(0);
  const card = (await open(late, "/departments")).split("<li").find((one) => one.includes("市场监督管理局"));
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
  expect(rowOf(await open(hub, "/departments/scjgj"), "行政处罚").join(" ")).toContain(
    `${String(records)}条中，${String(lateRecords)}条超期`,
  );
});

test("its latest records and releases are its own", async () => {
  const page = await open(hub, "/departments/jw");
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
