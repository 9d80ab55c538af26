import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { findChromium, openBrowser, type OpenBrowser } from "../open-browser.js";
import { definition } from "../sample-parks.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

const run = promisify(execFile);
const PENALTIES = "/datasets/enforcement.penalties";
const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=1</script>{{7*7}}';

const CLOSED = {
  数据集编码: "sample-closed",
  名称: "示例不开放",
  英文名称: "Closed",
  开放属性: "不予开放",
  开放条件或不开放理由: "示例：涉及第三方权益",
};

let hub: TestHub;
let folder: string;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
  folder = await mkdtemp(join(tmpdir(), "dataset-page-"));
  const definitions = [definition({}), definition(CLOSED)].flatMap((text): unknown => JSON.parse(text));
  await hub.publish("open-data.datasets", JSON.stringify(definitions), "yllhj");
  const cell = `"${HOSTILE.replaceAll('"', '""')}"`;
  await hub.publish("open-data.sample-parks", `公园名称,面积(公顷)\n${cell},1\n示例公园,2\n`, "yllhj");
});
afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true });
});

test("one that is not open says why, and has neither a table nor files", async () => {
  const response = await fetch(`${hub.url}/datasets/open-data.sample-closed`, {
    headers: { accept: "text/html" },
  });
  const page = await response.text();
  expect([response.status, page.includes("示例：涉及第三方权益")]).toEqual([200, true]);
  expect(page).not.toMatch(/id="table"|href="\/data\//);
});

test("figures of towns are a map beside their table, without scripts too; what is of no towns is said to be none", async () => {
  const textOf = async (query: string): Promise<string> =>
    (
      await fetch(`${hub.url}/datasets/education.schools?${query}`, { headers: { accept: "text/html" } })
    ).text();
  const map = await textOf("measure=pupils.sum&by=areaCode&kind=map");
  const { data } = await hub.query(
    "{ schools { groups(by: [AREA_CODE], first: 1) { key { area { code name } } values { pupils { sum } } } } }",
  );
  const group = valueAt(data, "schools", "groups", 0);
  const sum = Number(valueAt(group, "values", "pupils", "sum")).toLocaleString("en");
  expect(map.match(/data-town="/g)?.length).toBeGreaterThan(15);
  expect(map).toContain(`data-town="${String(valueAt(group, "key", "area", "code"))}"`);
  // on its tile, and in the table
  expect(map.split(`>${sum}<`).length).toBeGreaterThan(2);
  expect(await textOf("by=stage&kind=map")).toContain("示意图须按镇街分组");
});

const chromium = findChromium();

test("points are drawn by longitude and latitude beside the table, and on the schematic of towns, in WGS-84 whatever they were written in", async () => {
  const { data } = await hub.query(
    `{ dataset(id: "open-data.waste-sites") { table(columns: ["place", "number"], first: 1) { rows { cells { value point { longitude latitude } } } } columns { name coordinates } }
      measured: dataset(id: "open-data.greening-plots") { table(columns: ["place"], first: 1) { rows { cells { value point { longitude latitude } } } } } }`,
  );
  const cells = valueAt(data, "dataset", "table", "rows", 0, "cells");
  expect(valueAt(cells, 0)).toEqual({
    value: "116.86,40.38",
    point: { longitude: 116.853985, latitude: 40.37885 },
  });
  expect(valueAt(cells, 1, "point")).toBeNull();
  expect(valueAt(data, "dataset", "columns")).toContainEqual({ name: "place", coordinates: "GCJ-02" });
  const measured = valueAt(data, "measured", "table", "rows", 0, "cells", 0);
  const [longitude, latitude] = String(valueAt(measured, "value")).split(",").map(Number);
  expect(valueAt(measured, "point")).toEqual({ longitude, latitude });
  const dotsOf = async (path: string): Promise<readonly [dots: number | undefined, page: string]> => {
    const page = await (await fetch(hub.url + path, { headers: { accept: "text/html" } })).text();
    return [page.match(/<circle class="dot"/g)?.length, page];
  };
  const [dots, page] = await dotsOf("/datasets/open-data.waste-sites");
  expect([dots, page.includes("LJ-001 示例鼓楼分类驿站"), page.includes("报送的坐标系为GCJ-02")]).toEqual([
    4,
    true,
    true,
  ]);
  expect((await dotsOf("/datasets/open-data.waste-sites?number.eq=LJ-004"))[0]).toBe(1);
  expect((await dotsOf("/datasets/open-data.sample-parks"))[1]).not.toContain('id="points"');
  const [inTowns, towns] = await dotsOf("/towns?by=open-data.waste-sites");
  expect([inTowns, towns.includes("示意图")]).toEqual([4, true]);
});

(chromium === null ? describe.skip : describe)("the page of a dataset, in a browser", () => {
  let browser: OpenBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? "", hub.url);
    page = await browser.newPage();
  });
  afterAll(() => browser.close());

  async function open(path: string): Promise<void> {
    await page.goto(`${hub.url}${path}`);
    // the scripts have taken over when the copy buttons are there
    await page.locator("#query button").first().waitFor({ state: "attached" });
  }

  const header = (name: string): ReturnType<Page["locator"]> =>
    page.locator("#table thead th").filter({ hasText: name });

  /** Texts of a column of the table. */
  async function column(name: string): Promise<readonly string[]> {
    const names = await page.locator("#table thead th").allInnerTexts();
    const at = names.findIndex((text) => text.startsWith(name));
    return page.locator(`#table tbody td:nth-child(${at + 1})`).allInnerTexts();
  }

  const count = async (total: number): Promise<void> =>
    page.locator("#table").getByText(`共${total}条记录`, { exact: true }).waitFor();

  async function totalOf(where: object): Promise<number> {
    const { data } = await hub.query(
      "query ($where: PenaltyWhere) { penalties(where: $where) { totalCount } }",
      {
        where,
      },
    );
    return Number(valueAt(data, "penalties", "totalCount"));
  }

  const addressOf = (): URL => new URL(page.url());

  test("is filtered by keyboard alone; the address, reload and the way back keep it, the files have it", async () => {
    await open(PENALTIES);
    const [all, large] = [await totalOf({}), await totalOf({ fineAmount: { gte: "4" } })];
    await count(all);
    await page.getByText("筛选、排序、选择列").focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("罚款金额（万元），从").focus();
    await page.keyboard.type("4");
    await page.keyboard.press("Enter");
    await count(large);
    expect(addressOf().searchParams.get("fineAmount.gte")).toBe("4");
    for (const text of await column("罚款金额")) expect(Number(text)).toBeGreaterThanOrEqual(4);
    await page.reload();
    await count(large);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("#downloads").getByRole("link", { name: "CSV", exact: true }).click(),
    ]);
    await file.saveAs(join(folder, "part.csv"));
    const rows = (await run("grep", ["-c", "", join(folder, "part.csv")])).stdout;
    expect(Number(rows)).toBe(large + 1);
    await page.goBack();
    await count(all);
    await page.goForward();
    await page.getByRole("link", { name: "删除条件：罚款金额（万元）从4起" }).click();
    await count(all);
  });

  test("what cannot be asked is told in its place, and stays to be corrected", async () => {
    await open(`${PENALTIES}?fineAmount.gte=many`);
    await page.getByRole("alert").getByText("格式不正确").waitFor();
    const field = page.getByLabel("罚款金额（万元），从");
    expect(await field.inputValue()).toBe("many");
    await field.fill("4");
    await field.press("Enter");
    await count(await totalOf({ fineAmount: { gte: "4" } }));
  });

  test("is ordered by the head of a column, and goes on from page to page and back", async () => {
    await open(PENALTIES);
    const head = (): ReturnType<Page["locator"]> => header("罚款金额（万元）");
    await head().getByRole("link").focus();
    await page.keyboard.press("Enter");
    await page.locator("#table th[aria-sort=ascending]").waitFor();
    await head().getByRole("link").press("Enter");
    await page.locator("#table th[aria-sort=descending]").waitFor();
    const first = await column("罚款金额");
    expect(first.map(Number)).toEqual(first.map(Number).toSorted((one, other) => other - one));
    await page.getByRole("link", { name: "下一页" }).press("Enter");
    await page.waitForURL(/[?&]after=/);
    const second = await column("罚款金额");
    expect(Number(second[0])).toBeLessThanOrEqual(Number(first.at(-1)));
    await page.getByRole("link", { name: "上一页" }).press("Enter");
    await page.waitForURL(/[?&]before=/);
    expect(await column("罚款金额")).toEqual(first);
    await page.goBack();
    await until(async () => (await column("罚款金额")).join(" ") === second.join(" "), "the page before");
  });

  test("has the columns that are chosen, and so have its files", async () => {
    await open(PENALTIES);
    await page.getByText("筛选、排序、选择列").click();
    await page.getByRole("checkbox", { name: "违法事实" }).check();
    await page.getByRole("checkbox", { name: "行政相对人类别" }).uncheck();
    await page.getByRole("button", { name: "查看" }).click();
    await header("违法事实").waitFor();
    expect(await header("行政相对人类别").count()).toBe(0);
    expect(addressOf().searchParams.getAll("columns")).toContain("violationFacts");
    const file = await page.locator("#downloads").getByRole("link", { name: "NDJSON" }).getAttribute("href");
    const [line = ""] = (await (await fetch(`${hub.url}${file ?? ""}`)).text()).split("\n");
    expect(Object.keys(JSON.parse(line) as object)).toEqual(addressOf().searchParams.getAll("columns"));
  });

  test("shows a day of the past", async () => {
    await open(PENALTIES);
    await page.getByText("筛选、排序、选择列").click();
    await page.getByLabel("查看某天的内容").fill("2001-02-03");
    await page.getByRole("button", { name: "查看" }).click();
    await page.getByText("下面是2001年2月3日结束时公开的内容").waitFor();
    await count(0);
  });

  test("draws a chart beside the table of its figures, of what the filter finds", async () => {
    await open(`${PENALTIES}?fineAmount.gte=1`);
    await page.getByLabel("指标").selectOption({ label: "罚款金额（万元）合计" });
    await page.getByLabel("时期").selectOption({ label: "处罚决定日期，按年" });
    await page.getByLabel("样式").selectOption({ label: "折线" });
    await page.getByRole("button", { name: "生成图形" }).click();
    await page.locator("#chart canvas").waitFor();
    const { data } = await hub.query(
      `{ penalties(where: { fineAmount: { gte: "1" } }) { groups(every: YEAR, date: DECISION_DATE, orderBy: [PERIOD_ASC]) { period values { fineAmount { sum } } } } }`,
    );
    const expected = Object.values(valueAt(data, "penalties", "groups") ?? {}).map((group) => [
      valueAt(group, "period"),
      valueAt(group, "values", "fineAmount", "sum"),
    ]);
    const shown = await page
      .locator("#chart tbody tr")
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.innerText)),
      );
    expect(expected.length).toBeGreaterThan(0);
    expect(shown.map(([period, sum]) => [period, sum])).toEqual(expected);
    expect(addressOf().searchParams.get("fineAmount.gte")).toBe("1");
    await page.reload();
    await page.locator("#chart canvas").waitFor();
  });

  test("a script in a cell stays text", async () => {
    const { data } = await hub.query('{ dataset(id: "open-data.sample-parks") { columns { name } } }');
    const name = String(valueAt(data, "dataset", "columns", 0, "name"));
    await open(`/datasets/open-data.sample-parks?by=${name}`);
    await page.locator("#chart").getByText(HOSTILE, { exact: true }).waitFor();
    await page.locator("#table").getByText(HOSTILE, { exact: true }).waitFor();
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(await page.title()).toContain("示例公园");
  });

  test("the same query gives the same rows, copied into a shell, into Python and into JavaScript", async () => {
    await open(`${PENALTIES}?partyName.startsWith=示例&order=FINE_AMOUNT_DESC`);
    const shown = await column("行政处罚决定书文号");
    expect(shown.length).toBeGreaterThan(3);
    const text = async (name: string): Promise<string> =>
      page.locator(`#query pre[aria-label="${name}"]`).innerText();
    for (const name of ["curl", "Python", "JavaScript"])
      await page.locator("#query summary").getByText(name, { exact: true }).click();

    const curl = await run("sh", ["-c", await text("curl")]);
    const columns = Object.values(
      valueAt(JSON.parse(curl.stdout), "data", "dataset", "table", "columns") ?? {},
    );
    const at = columns.findIndex((one) => valueAt(one, "name") === "decisionNumber");
    const rows = Object.values(valueAt(JSON.parse(curl.stdout), "data", "dataset", "table", "rows") ?? {});
    expect(rows.map((row) => valueAt(row, "cells", at, "text"))).toEqual(shown);

    const lines = (output: string): readonly unknown[] =>
      output
        .trim()
        .split("\n")
        .map((line) => valueAt(JSON.parse(line), "行政处罚决定书文号"));
    await writeFile(join(folder, "same.mjs"), await text("JavaScript"));
    expect(lines((await run(process.execPath, [join(folder, "same.mjs")])).stdout)).toEqual(shown);
    await writeFile(join(folder, "same.py"), await text("Python"));
    const python = await run("python3", [join(folder, "same.py")], {
      env: { ...process.env, PYTHONUTF8: "1" },
    });
    expect(lines(python.stdout)).toEqual(shown);
  });

  test("the catalogue is narrowed by keyboard alone, and its address keeps that", async () => {
    await page.goto(`${hub.url}/datasets`);
    const titles = (): Promise<readonly string[]> => page.locator("tbody td:first-child a").allInnerTexts();
    const { data } = await hub.query("{ datasets(first: 1) { totalCount } }");
    const all = `共${String(valueAt(data, "datasets", "totalCount"))}个数据集`;
    await page.getByText(all).waitFor();
    await page.getByLabel("文字", { exact: true }).focus();
    await page.keyboard.type("示例公园");
    await page.keyboard.press("Enter");
    await page.getByText("共1个数据集").waitFor();
    expect(await titles()).toEqual(["示例公园"]);
    await page.getByRole("link", { name: "清除条件" }).press("Enter");
    await page.getByText(all).waitFor();
    await page.getByLabel("开放属性").selectOption({ label: "不予开放" });
    await page.getByRole("button", { name: "筛选", exact: true }).press("Enter");
    await page.getByText("共1个数据集").waitFor();
    expect([await titles(), addressOf().searchParams.get("openness")]).toEqual([["示例不开放"], "CLOSED"]);
    await page.reload();
    await page.getByText("共1个数据集").waitFor();
    await page.goBack();
    await page.getByText(all).waitFor();
  });

  test("nothing outside was asked for, no policy violated, and no script failed", () => {
    expect(browser.faults).toEqual([]);
  });
});
