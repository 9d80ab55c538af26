import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { findChromium, openBrowser, type OpenBrowser } from "../open-browser.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

/** Each page, by an address of the samples, and words that must be there without scripts. */
const PAGES: readonly { readonly name: string; readonly path: string; readonly words: readonly string[] }[] =
  [
    { name: "home", path: "/", words: ["密云区"] },
    { name: "datasets", path: "/datasets?theme=CREDIT", words: ["行政处罚", "信用服务", "授权许可"] },
    { name: "departments", path: "/departments", words: ["北京市密云区民政局", "010-00000007"] },
    {
      name: "a department",
      path: "/departments/scjgj",
      words: ["scjgj@example.com", "抽查计划", "《中华人民共和国行政处罚法》第四十八条"],
    },
    { name: "enterprises", path: "/enterprises?text=甲甲餐饮", words: ["示例甲甲餐饮有限公司"] },
    {
      name: "an enterprise",
      path: "/enterprises/91110118YL00000041",
      words: ["示例甲甲餐饮有限公司", "91110118YL00000041", "公示至"],
    },
    { name: "nothing", path: "/datasets/none/none", words: ["没有这个页面"] },
  ];

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

const HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const open = (path: string): Promise<Response> => fetch(`${hub.url}${path}`, { headers: { accept: HTML } });

test("the pages' sources are typed", () => {
  const portal = fileURLToPath(new URL("../../../gateway/portal/", import.meta.url));
  const { stdout, status } = spawnSync("tsc", ["-p", portal], { encoding: "utf8" });
  expect([stdout, status]).toEqual(["", 0]);
});

describe.each(PAGES)("$name", ({ path, words }) => {
  test("is read without scripts, in both languages", async () => {
    const page = await (await open(path)).text();
    for (const text of words) expect(page).toContain(text);
    expect(page).toMatch(/<h1[^>]*>/);
    const english = await (await open(`${path}${path.includes("?") ? "&" : "?"}lang=en`)).text();
    expect(english).toContain('<html lang="en">');
    expect(english).toContain("Datasets");
  });
});

const chromium = findChromium();

(chromium === null ? describe.skip : describe)("in a browser", () => {
  let browser: OpenBrowser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? "", hub.url);
  });
  afterAll(() => browser.close());

  describe.each(PAGES)("$name", ({ path, words }) => {
    test.each([
      ["wide", 1400, ""],
      ["narrow", 360, ""],
      ["large type", 1400, "view=elder"],
    ])("%s: nobody is kept out, and nothing runs out of the page", async (_, width, reading) => {
      const page = await browser.newPage();
      page.setDefaultTimeout(20_000);
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${hub.url}${path}${reading && `${path.includes("?") ? "&" : "?"}${reading}`}`);
      for (const text of words) await page.getByText(text).first().waitFor({ state: "attached" });
      await page.evaluate(
        readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"),
      );
      const found: unknown = await page.evaluate("axe.run()");
      expect(
        Object.values(valueAt(found, "violations") ?? {}).map((violation) => [
          valueAt(violation, "id"),
          valueAt(violation, "nodes", 0, "html"),
        ]),
      ).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      await page.context().close();
    });
  });

  test("nothing outside was asked for, no policy violated, and no script failed", () => {
    expect(browser.faults).toEqual([]);
  });
});
