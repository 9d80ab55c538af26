import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page as BrowserPage } from "playwright-core";
import { axeFaults } from "../axe.js";
import { findChromium, openBrowser, type OpenBrowser } from "../open-browser.js";
import { startHub, type TestHub } from "../start-hub.js";
import { PAGES, type Page } from "./pages.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

const HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/** `reading`: how it is read, such as `lang=en`. */
async function addressOf({ path }: Page, reading = ""): Promise<string> {
  const known = path.startsWith("/") ? path : textIn((await hub.query(path)).data);
  return `${hub.url}${known}${reading && `${known.includes("?") ? "&" : "?"}${reading}`}`;
}

function textIn(value: unknown): string {
  if (typeof value === "string") return value;
  const [first] = Object.values(value ?? {});
  if (first === undefined) throw new Error("The query's answer has no text");
  return textIn(first);
}

test("the pages' sources are typed", () => {
  const portal = fileURLToPath(new URL("../../../gateway/portal/", import.meta.url));
  const { stdout, status } = spawnSync("tsc", ["-p", portal], { encoding: "utf8" });
  expect([stdout, status]).toEqual(["", 0]);
});

describe.each(PAGES)("$name", (page) => {
  test("is read without scripts, in both languages", async () => {
    const [chinese, english] = await Promise.all(
      ["", "lang=en"].map(async (reading) =>
        (await fetch(await addressOf(page, reading), { headers: { accept: HTML } })).text(),
      ),
    );
    for (const text of page.words) expect(chinese).toContain(text);
    for (const text of ['<html lang="en">', "<h1", "Datasets"]) expect(english).toContain(text);
  });
});

const chromium = findChromium();

(chromium === null ? describe.skip : describe)("in a browser", () => {
  let browser: OpenBrowser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? "", hub.url);
  });
  afterAll(() => browser.close());

  describe.each([
    ["usual type", "", 1400],
    ["large type", "view=elder", 360],
  ])("in %s", (_, reading, width) => {
    // Who reads one page after another: a new reader's browser would begin anew for each.
    let page: BrowserPage;
    beforeAll(async () => {
      page = await browser.newPage();
    });
    afterAll(() => page.context().close());

    test.each(PAGES)("$name: nobody is kept out, and nothing runs out of a narrow page", async (given) => {
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(await addressOf(given, reading));
      for (const text of given.words) await page.getByText(text).first().waitFor({ state: "attached" });
      expect(await axeFaults(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await axeFaults(page, ["color-contrast"])).toEqual([]);
      await page.setViewportSize({ width: NARROW, height: 900 });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(NARROW);
    });
  });

  test("nothing outside was asked for, no policy violated, and no script failed", () => {
    expect(browser.faults).toEqual([]);
  });
});

const NARROW = 360;
