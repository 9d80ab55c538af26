import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { findChromium, openBrowser, type OpenBrowser } from "./open-browser.js";

const HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const LANGUAGES = ["/", "/?lang=en"];

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

const open = (path: string, accept = HTML): Promise<Response> =>
  fetch(`${hub.url}${path}`, { headers: { accept } });
const linksOf = (page: string): readonly string[] =>
  [...page.matchAll(/ href="(\/[^"]*)"/g)].map(([, path = ""]) => path);

test("each language leads to the same, and to the other", async () => {
  const [chinese = [], english = []] = await Promise.all(
    LANGUAGES.map(async (path) => linksOf(await (await open(path)).text())),
  );
  expect(chinese[0]).toBe("/?lang=en");
  expect(english[0]).toBe("/");
  expect(chinese.slice(1)).toEqual(english.slice(1));
});

test("every link leads to what is there, without a token", async () => {
  const links = linksOf(await (await open("/")).text());
  expect(links.length).toBeGreaterThan(40);
  const answers = await Promise.all(links.map(async (path) => [path, (await open(path)).status] as const));
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
});

test("a program is told what it was told before: there is nothing", async () => {
  for (const accept of ["*/*", "application/json"]) {
    const response = await open("/", accept);
    expect([response.status, valueAt(await response.json(), "code")]).toEqual([404, "PATH_UNKNOWN"]);
  }
});

const chromium = findChromium();

(chromium === null ? describe.skip : describe)("in a browser", () => {
  let browser: OpenBrowser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? "", hub.url);
  });
  afterAll(() => browser.close());

  test.each(LANGUAGES)("%s has nothing that keeps somebody from using it", async (path) => {
    const page = await browser.newPage();
    await page.goto(`${hub.url}${path}`);
    await page.locator("summary").click();
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    const found: unknown = await page.evaluate("axe.run()");
    expect(Object.values(valueAt(found, "passes") ?? {}).length).toBeGreaterThan(10);
    expect(
      Object.values(valueAt(found, "violations") ?? {}).map((violation) => [
        valueAt(violation, "id"),
        valueAt(violation, "nodes", 0, "html"),
      ]),
    ).toEqual([]);
  });

  test("all of it is reached by the keyboard, the content at once", async () => {
    const page = await browser.newPage();
    await page.goto(`${hub.url}/`);
    const reached: unknown[] = [];
    const focused = "document.activeElement.getAttribute('href') ?? document.activeElement.localName";
    for (let place: unknown; place !== "body"; reached.push(place)) {
      await page.keyboard.press("Tab");
      place = await page.evaluate(focused);
      if (place === "summary") await page.keyboard.press("Enter");
    }
    expect(reached[0]).toBe("#main");
    const links = linksOf(await (await open("/")).text());
    expect(links.filter((link) => !reached.includes(link))).toEqual([]);
  });

  test("nothing outside was asked for, no policy violated, and no script failed", () => {
    expect(browser.faults).toEqual([]);
  });
});
