import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { findChromium } from "../open-browser.js";
import { valueAt } from "../start-hub.js";
import { openPages, type OpenPages } from "./open-pages.js";

const chromium = findChromium();
const MINIMUM_LIVING = "/statistics/social-assistance.minimum-living";

(chromium === null ? describe.skip : describe)("a statistic", () => {
  let pages: OpenPages;
  let page: Page;
  beforeAll(async () => {
    pages = await openPages(chromium);
    ({ page } = pages);
  });
  afterAll(() => pages.close());

  const rowsOf = async (caption: string): Promise<readonly (readonly string[])[]> => {
    const table = page.getByRole("table", { name: caption });
    await table.waitFor();
    const rows = await table.locator("tbody tr").all();
    return Promise.all(rows.map((row) => row.locator("td").allTextContents()));
  };
  const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const plain = (text: unknown): string => String(text).replaceAll(/[,+]/g, "");

  test("has its chart beside a table with the graph's figures and comparisons", async () => {
    await page.goto(`${pages.hub.url}${MINIMUM_LIVING}`);
    await page.locator(".chart canvas").first().waitFor();
    const { data } = await pages.hub.query(
      "{ minimumLivingFigures { series(measure: PERSONS) { points { period value change changePercent changeOnYear changeOnYearPercent } } } }",
    );
    const points = listOf(valueAt(data, "minimumLivingFigures", "series", 0, "points"));
    expect(points.length).toBe(12);
    const rows = await rowsOf("人数（人），新的在前");
    expect(rows.map((row) => row.map(plain))).toEqual(
      points
        .toReversed()
        .map((point) =>
          ["period", "value", "change", "changePercent", "changeOnYear", "changeOnYearPercent"].map((name) =>
            plain(valueAt(point, name)),
          ),
        ),
    );
  });

  test("is told by town, too, and leads to the map of the same figure", async () => {
    await page.goto(`${pages.hub.url}${MINIMUM_LIVING}`);
    const rows = await rowsOf("人数（人），2026-10");
    expect(rows.length).toBe(20);
    await page.getByRole("link", { name: "在镇街示意图上看" }).click();
    await page.getByRole("heading", { name: "城乡低保：人数（人），2026-10" }).waitFor();
    const found = await rowsOf("城乡低保：人数（人），2026-10");
    expect(new Map(found.map(([name, value]) => [name, value]))).toEqual(
      new Map(rows.map(([name, value]) => [name, value])),
    );
  });

  test("follows the form, which is in the address: back and reload show it again", async () => {
    await page.goto(`${pages.hub.url}${MINIMUM_LIVING}`);
    await page.getByLabel("指标").selectOption("spendingYuan");
    await page.getByLabel("分组").selectOption("kind");
    await page.getByLabel("起始时期").fill("2026-05");
    await page.getByLabel("起始时期").press("Enter");
    await page.waitForURL("**/statistics/*measure=spendingYuan*");
    const rows = await rowsOf("资金支出（元），新的在前");
    expect(rows.length).toBe(12);
    expect(rows.slice(0, 2).map(([period, kind]) => [period, kind])).toEqual([
      ["2026-10", "农村低保"],
      ["2026-10", "城市低保"],
    ]);
    await page.reload();
    expect(await rowsOf("资金支出（元），新的在前")).toEqual(rows);
    expect(await page.getByLabel("起始时期").inputValue()).toBe("2026-05");
    await page.goBack();
    expect((await rowsOf("人数（人），新的在前")).length).toBe(12);
    expect(await page.getByLabel("起始时期").inputValue()).toBe("");
  });

  test("of several measures in one column shows one, and adds none to another", async () => {
    await page.goto(`${pages.hub.url}/statistics/employment.figures`);
    await page.getByLabel("指标").selectOption("NEW_URBAN_EMPLOYMENT");
    await page.getByRole("button", { name: "显示" }).press("Enter");
    const rows = await rowsOf("城镇新增就业，新的在前");
    const { data } = await pages.hub.query(
      "{ employmentFigures(where: { measure: { eq: NEW_URBAN_EMPLOYMENT } }, orderBy: [PERIOD_DESC]) { nodes { period value } } }",
    );
    const nodes = listOf(valueAt(data, "employmentFigures", "nodes"));
    expect(rows.slice(0, 3).map(([period, value]) => [period, plain(value)])).toEqual(
      nodes.slice(0, 3).map((node) => [valueAt(node, "period"), valueAt(node, "value")]),
    );
  });

  test("tells how it is counted: its columns, its law, and what is not told", async () => {
    await page.goto(`${pages.hub.url}${MINIMUM_LIVING}`);
    const rows = await rowsOf("各项的含义和口径");
    expect(rows).toContainEqual(["人数", "人", "有人但少于最低公开人数（未另行规定的为3人）的不公开"]);
    await page.getByText("《社会救助暂行办法》（国务院令第649号）").waitFor();
    await page.getByText("能据以推算出它们的数也不公开").waitFor();
  });

  test("that nobody has is no page", async () => {
    const answer = await fetch(`${pages.hub.url}/statistics/enforcement.penalties`, {
      headers: { accept: "text/html" },
    });
    expect(answer.status).toBe(404);
  });

  test("no script failed, and no policy was violated", () => {
    expect(pages.browser.faults).toEqual([]);
  });
});
