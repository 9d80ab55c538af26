import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { WITH_FILES } from "../prepared.js";
import { definition } from "../sample-parks.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

/** The portal was built before anybody thought of parks. */
const PARKS = "open-data.sample-parks";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ domains: WITH_FILES, holds: "directory" });
  await hub.publish("open-data.datasets", definition({}), "yllhj");
  await hub.publish(PARKS, "公园名称,面积(公顷)\n示例甲公园,12.5\n示例乙公园,3\n", "yllhj");
});
afterAll(() => hub.close());

async function pageAt(path: string): Promise<string> {
  const response = await fetch(`${hub.url}${path}`, { headers: { accept: "text/html" } });
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
}

test("a dataset that a department defines is in the catalogue", async () => {
  const page = await pageAt("/datasets?theme=ENVIRONMENT");
  expect(page).toContain(`href="/datasets/${PARKS}"`);
  expect(page).toContain("示例公园");
});

test("it has a page, with its columns, and a table that is filtered and ordered", async () => {
  const page = await pageAt(`/datasets/${PARKS}`);
  for (const text of ["示例甲公园", "示例乙公园", "面积(公顷)", "单位：公顷", "共2条记录"])
    expect(page).toContain(text);
  const { data } = await hub.query(`{ dataset(id: "${PARKS}") { columns { name label kind descending } } }`);
  const columns = Object.values(valueAt(data, "dataset", "columns") ?? {});
  const area = columns.find((column) => valueAt(column, "kind") === "DECIMAL");
  const [name, descending] = ["name", "descending"].map((field) => String(valueAt(area, field)));
  const part = await pageAt(`/datasets/${PARKS}?${name}.gte=2&order=${descending}`);
  expect(part.indexOf(">示例甲公园<")).toBeLessThan(part.indexOf(">示例乙公园<"));
  expect(await pageAt(`/datasets/${PARKS}?${name}.gte=5`)).not.toContain(">示例乙公园<");
  const chart = await pageAt(`/datasets/${PARKS}?measure=${name}.sum&by=department`);
  expect(chart).toContain(">15.5<");
});

test("it is downloaded, by the page's own links", async () => {
  const page = await pageAt(`/datasets/${PARKS}`);
  const links = [...page.matchAll(/<a [^>]*href="(\/data\/[^"]+\.(?:csv|json))"/g)].map(([, path]) => path);
  const csv = await fetch(`${hub.url}${links.find((path) => path === `/data/${PARKS}.csv`) ?? "/none"}`);
  expect(await csv.text()).toContain("示例甲公园");
});

test("its records have pages, and are found", async () => {
  const { data } = await hub.query(
    `{ dataset(id: "${PARKS}") { table(first: 1) { rows { permalink cells { text } } } } }`,
  );
  const row = valueAt(data, "dataset", "table", "rows", 0);
  const permalink = String(valueAt(row, "permalink"));
  const name = String(valueAt(row, "cells", 0, "text"));
  expect(await pageAt(permalink)).toContain(name);
  await until(async () =>
    (await pageAt(`/search?text=${encodeURIComponent(name)}`)).includes(`href="${permalink}"`),
  );
});
