import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { findChromium } from "../open-browser.js";
import { openPages, type OpenPages } from "./open-pages.js";

const chromium = findChromium();

(chromium === null ? describe.skip : describe)("which school", () => {
  let pages: OpenPages;
  let page: Page;
  beforeAll(async () => {
    pages = await openPages(chromium);
    ({ page } = pages);
  });
  afterAll(() => pages.close());

  const schoolsOf = (): Promise<string[]> => page.locator("main article h3").allTextContents();
  const askedOf = (): Promise<string> => page.getByLabel("住址").inputValue();

  test("serves an address is told by keyboard alone, with its catchment, its plan and its record", async () => {
    await page.goto(`${pages.hub.url}/schools`);
    await page.getByLabel("住址").focus();
    await page.keyboard.type("密云区示例1路7号");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "“密云区示例1路7号”在这所学校的服务片区内" }).waitFor();
    expect(await schoolsOf()).toEqual(["密云区示例小学（1）"]);
    await page.getByText("1至100号（单号）").waitFor();
    await page
      .getByText(/个学位，2026年.*报名/)
      .first()
      .waitFor();
    await page.getByRole("link", { name: "密云区示例小学（1）" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/id/School/*");
    await page.getByText("2111018000").first().waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "“密云区示例1路7号”在这所学校的服务片区内" }).waitFor();
    expect(await askedOf()).toBe("密云区示例1路7号");
    await page.reload();
    expect(await schoolsOf()).toEqual(["密云区示例小学（1）"]);
  });

  test("is not guessed where no catchment has the address: it says so, and whom to call", async () => {
    await page.goto(`${pages.hub.url}/schools`);
    await page.getByLabel("住址").fill("示例1路9999号");
    await page.getByRole("button", { name: "查询" }).click();
    await page.getByRole("heading", { name: "没有查到“示例1路9999号”的片区" }).waitFor();
    expect(await schoolsOf()).toEqual([]);
    await page.getByText("没有查到不等于没有学校可上").waitFor();
    await page.getByRole("link", { name: "010-00000004" }).waitFor();
  });

  test("is asked for a stage, which is in the address", async () => {
    await page.goto(`${pages.hub.url}/schools?place=示例1路8号&stage=JUNIOR_ENTRY`);
    await page.getByRole("heading", { name: "“示例1路8号”在这所学校的服务片区内" }).waitFor();
    expect(await page.getByLabel("入学阶段").inputValue()).toBe("JUNIOR_ENTRY");
    await page.getByLabel("入学阶段").selectOption("PRIMARY_ENTRY");
    await page.getByRole("button", { name: "查询" }).press("Enter");
    await page.waitForURL("**stage=PRIMARY_ENTRY");
    await page.getByRole("heading", { name: "“示例1路8号”" }).waitFor();
    await page.goBack();
    await page.waitForURL("**stage=JUNIOR_ENTRY");
    await page.getByRole("heading", { name: "“示例1路8号”在这所学校的服务片区内" }).waitFor();
  });

  test("may be several: all are shown, with why, and whom to call", async () => {
    await pages.hub.publish(
      "education.catchments",
      [
        "年份,学校标识码,学段,类型,名称,门牌起,门牌止,单双号,多校划片",
        "2031,2111018000,小学,社区,某社区,,,,是",
        "2031,2111018005,小学,社区,某社区,,,,是",
      ].join("\n"),
      "jw",
    );
    await page.goto(`${pages.hub.url}/schools?place=某社区`);
    await page.getByRole("heading", { name: "“某社区”对应2所学校" }).waitFor();
    expect((await schoolsOf()).toSorted()).toEqual(["密云区示例小学（1）", "密云区示例小学（6）"]);
    await page.getByText("几所学校共用一个片区").waitFor();
    expect(await page.getByText("与其他学校共用片区").count()).toBe(2);
    await page.getByRole("link", { name: "010-00000004" }).waitFor();
  });

  test("is not looked for by one character, and a hostile address stays text", async () => {
    await page.goto(`${pages.hub.url}/schools?place=路`);
    await page.getByText("住址至少写2个字符").waitFor();
    const hostile = `<img src=x onerror="document.title='hurt'">`;
    await page.goto(`${pages.hub.url}/schools?place=${encodeURIComponent(hostile)}`);
    await page.getByRole("heading", { name: `没有查到“${hostile}”的片区` }).waitFor();
    expect(await page.title()).toContain("学区查询");
  });

  test("no script failed, and no policy was violated", () => {
    expect(pages.browser.faults).toEqual([]);
  });
});
