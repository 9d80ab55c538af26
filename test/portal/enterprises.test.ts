import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { findChromium } from "../open-browser.js";
import { valueAt } from "../start-hub.js";
import { openPages, type OpenPages } from "./open-pages.js";

const chromium = findChromium();
const ID = "91110118YL00000041";

(chromium === null ? describe.skip : describe)("enterprises", () => {
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

  test("are found by a part of the name and by the code, by keyboard, and back shows the former list", async () => {
    await page.goto(`${pages.hub.url}/enterprises`);
    const field = page.getByLabel("名称或统一社会信用代码");
    await field.focus();
    await page.keyboard.type("甲甲餐饮");
    await page.keyboard.press("Enter");
    await page.getByText("共3家").waitFor();
    const found = await rowsOf("企业及各部门公开的记录数");
    expect(found.map(([name]) => name)).toContain("示例甲甲餐饮有限公司");
    await field.fill(ID.toLowerCase());
    await field.press("Enter");
    await page.getByText("共1家").waitFor();
    expect(await rowsOf("企业及各部门公开的记录数")).toEqual([["示例甲甲餐饮有限公司", ID, "66"]]);
    await page.goBack();
    await page.getByText("共3家").waitFor();
    expect(await field.inputValue()).toBe("甲甲餐饮");
    await page.reload();
    expect(await rowsOf("企业及各部门公开的记录数")).toEqual(found);
  });

  test("have all their records by dataset, whichever there are, as the graph counts them", async () => {
    await page.goto(`${pages.hub.url}/enterprises/${ID}`);
    const { data } = await pages.hub.query(
      `{ party(id: "${ID}") { recordCounts { feed { title } count } penalties(first: 10, orderBy: [DECISION_DATE_DESC]) { nodes { decisionNumber } } } }`,
    );
    const counts = Object.values(valueAt(data, "party", "recordCounts") ?? []);
    expect(counts.length).toBeGreaterThan(3);
    expect(await rowsOf("各数据集中与该主体有关的记录数")).toEqual(
      counts.map((one) => [valueAt(one, "feed", "title"), String(valueAt(one, "count"))]),
    );
    const penalties = Object.values(valueAt(data, "party", "penalties", "nodes") ?? []);
    expect((await rowsOf("行政处罚，新的在前")).map(([decision]) => decision)).toEqual(
      penalties.map((penalty) => valueAt(penalty, "decisionNumber")),
    );
    await page.getByText("依法完成信用修复后，处罚停止公示").waitFor();
    const link = page.getByRole("table", { name: "各数据集中" }).getByRole("link", { name: "行政处罚" });
    expect(await link.getAttribute("href")).toBe(
      `/datasets/enforcement.penalties?${new URLSearchParams({ where: JSON.stringify({ partyId: { eq: ID } }) }).toString()}`,
    );
  });

  test("are no persons: who has a penalty or a licence as a person has no file", async () => {
    const { data } = await pages.hub.query(
      "{ licences(first: 20, where: { partyKind: { eq: NATURAL_PERSON } }) { nodes { partyName party { id } } } }",
    );
    const licences = Object.values(valueAt(data, "licences", "nodes") ?? []);
    expect(licences.length).toBeGreaterThan(0);
    for (const licence of licences) expect(valueAt(licence, "party")).toBeNull();
    await page.goto(
      `${pages.hub.url}/enterprises?text=${encodeURIComponent(String(valueAt(licences[0], "partyName")))}`,
    );
    await page.getByText("没有找到").waitFor();
  });

  test("are not looked for by one character, and what nobody has is no page", async () => {
    await page.goto(`${pages.hub.url}/enterprises?text=甲`);
    await page.getByText("请输入至少2个字符").waitFor();
    expect((await page.goto(`${pages.hub.url}/enterprises/none`))?.status()).toBe(404);
  });

  test("no script failed, and no policy was violated", () => {
    expect(pages.browser.faults).toEqual([]);
  });
});
