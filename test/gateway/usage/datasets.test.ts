/** How often datasets are used, as everybody may read it. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openRecorder } from "../../../gateway/usage/recorder.js";
import { openAgent } from "../../agent.js";
import { createDatasetLedger } from "../../../gateway/usage/dataset-ledger.js";
import { startHub, valueAt, type TestHub } from "../../start-hub.js";
import { until } from "../../until.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

interface Uses {
  readonly views: number;
  readonly downloads: number;
  readonly requests: number;
}

async function usesOf(id: string): Promise<Uses> {
  const { data, errors } = await hub.query(
    "query ($id: ID!) { dataset(id: $id) { usage { views downloads requests months { month views downloads requests } } } }",
    { id },
  );
  expect(errors).toBeUndefined();
  const { months, ...sum } = valueAt(data, "dataset", "usage") as Uses & { readonly months: readonly Uses[] }; // the selection
  const total = (of: keyof Uses): number => months.reduce((all, { [of]: count }) => all + count, 0);
  expect({ views: total("views"), downloads: total("downloads"), requests: total("requests") }).toEqual(sum);
  return sum;
}

async function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const response = await fetch(`${hub.url}${path}`, { headers });
  await response.arrayBuffer();
  return response.status;
}

/** All that was counted before is stored, because what follows is. */
async function settled(): Promise<void> {
  const before = await usesOf("education.schools");
  await get("/catalog/education.schools");
  await until(async () => (await usesOf("education.schools")).views > before.views);
}

describe("of a dataset there are counted", () => {
  test("its files, the openings of its description, and the questions that its records are read for", async () => {
    const id = "employment.job-fairs";
    const question = encodeURIComponent("{ jobFairs(first: 1) { nodes { id } } }");
    await get(`/data/${id}.csv`);
    await get(`/data/${id}.ndjson?columns=id`);
    await get(`/catalog/${id}`);
    await get(`/data/${id}/changes?since=0`);
    // The second and third time word for word.
    for (let at = 0; at < 3; at += 1) await get(`/graphql?query=${question}`);
    const agent = await openAgent(hub.url);
    await agent.query("{ jobFairs(first: 2) { nodes { title } } }");
    await agent.close();
    await until(async () => (await usesOf(id)).requests >= 5);
    await settled();
    expect(await usesOf(id)).toEqual({ views: 1, downloads: 2, requests: 5 });
  });

  test("each dataset that a question reads", async () => {
    const [before, departments] = [await usesOf("education.schools"), await usesOf("directory.departments")];
    await hub.query("{ schools(first: 1) { nodes { id department { name } } } }");
    await until(async () => (await usesOf("education.schools")).requests === before.requests + 1);
    expect((await usesOf("directory.departments")).requests).toBeGreaterThan(departments.requests);
  });
});

test("what is refused, unknown, unchanged or asked by robots is not, and nobody can make it grow", async () => {
  const id = "employment.vacancies";
  const before = await usesOf(id);
  const etag = (await fetch(`${hub.url}/data/${id}.json`, { method: "HEAD" })).headers.get("etag") ?? "";
  expect(await get(`/data/${id}.json`, { "if-none-match": etag })).toBe(304);
  expect(await get(`/data/${id}.json?columns=nothing`)).toBe(400);
  expect(await get(`/data/${id}.json`, { "user-agent": "Mozilla/5.0 (compatible; ExampleBot/1.0)" })).toBe(
    200,
  );
  for (let at = 0; at < 20; at += 1) expect(await get(`/data/no.such-${at}.csv`)).toBe(404);
  await hub.query("{ vacancies(first: 1000) { nodes { id } } }");
  await hub.query("{ vacancies(first: 1) { nodes { nothing } } }");
  await settled();
  expect(await usesOf(id)).toEqual({ ...before, requests: before.requests + 1 });
  const { rows } = await hub.parts.database.pool.query<Record<string, unknown>>(
    "SELECT * FROM registry.dataset_use",
  );
  const known = new Set(
    Object.values(
      valueAt((await hub.query("{ datasets(first: 100) { nodes { id } } }")).data, "datasets", "nodes") ?? {},
    ).map((node) => valueAt(node, "id")),
  );
  for (const row of rows) {
    expect(known.has(row["dataset"])).toBe(true);
    expect(Object.keys(row).toSorted()).toEqual(["dataset", "downloads", "month", "requests", "views"]);
  }
});

test("what is used on either side of a month's end is of its own month, by the district's clock", () => {
  let time = "";
  const ledger = createDatasetLedger(() => new Date(time));
  for (time of [
    "2026-10-31T15:59:59.999Z",
    "2026-10-31T16:00:00Z",
    "2026-12-31T16:00:00Z",
    "2026-10-01T00:00:00Z",
  ])
    ledger.count("views", ["enforcement.flows"]);
  expect(ledger.take()?.rows.map(({ month, views }) => [month, views])).toEqual([
    ["2026-10-01", 2],
    ["2026-11-01", 1],
    ["2027-01-01", 1],
  ]);
});

test("several gateways add up, and months are those of the district", async () => {
  const { database } = hub.parts;
  // The last hour of October in UTC is November in the district.
  const now = (): Date => new Date("2026-10-31T17:00:00Z");
  const gateways = [1, 2].map(() => openRecorder({ database, log: () => undefined, now }));
  for (const gateway of gateways) {
    gateway.recordDatasets("downloads", ["enforcement.flows"]);
    gateway.recordCall("called", "failed", 0.1);
    gateway.recordCall("called", "answered", 0.002);
    gateway.recordCall("called", "answered", 60);
  }
  await Promise.all(gateways.map((gateway) => gateway.close()));
  const { rows } = await database.pool.query<{ readonly month: string; readonly downloads: number }>(
    "SELECT to_char(month, 'YYYY-MM') AS month, downloads FROM registry.dataset_use WHERE dataset = 'enforcement.flows' AND downloads > 0",
  );
  expect(rows).toEqual([{ month: "2026-11", downloads: 2 }]);
  const calls = { since: "2026-10-25", answered: 4, failed: 2, halfWithin: 0.0025, mostWithin: null };
  const reader = openRecorder({ database, log: () => undefined, now });
  expect(await reader.callsOf("called")).toEqual(calls);
  await reader.close();
});
