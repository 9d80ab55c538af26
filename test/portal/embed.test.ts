import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { axeFaults } from "../axe.js";
import { blocksOf } from "../guides.js";
import { findChromium, openBrowser, type OpenBrowser } from "../open-browser.js";
import { penaltyCsv, penaltyRow, MARKET } from "../penalty-file.js";
import { WITH_FILES } from "../prepared.js";
import { startHub, type TestHub } from "../start-hub.js";

const chromium = findChromium();
/** The site that departments take as theirs. */
const fileOf = (name: string): string =>
  readFileSync(
    fileURLToPath(new URL(`../../../gateway/portal/embed/example/${name}`, import.meta.url)),
    "utf8",
  );
const EXAMPLE = fileOf("index.html");

test("the guide shows what the example does", () => {
  const [block] = blocksOf("gateway/portal/README.md").filter(({ language }) => language === "html");
  const lines = (block?.text ?? "").trim().split("\n");
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(EXAMPLE).toContain(line);
});

/** A department's own site, with a strict policy, and one that the hub does not know. */
(chromium === null ? describe.skip : describe)("parts in other sites", () => {
  const sites: Server[] = [];
  let hub: TestHub;
  let browser: OpenBrowser;
  let known = "";
  let unknown = "";
  beforeAll(async () => {
    [known, unknown] = [await openSite(), await openSite()];
    hub = await startHub({
      domains: WITH_FILES,
      holds: "directory",
      settings: { CORS_ORIGINS: known },
    });
    await hub.publish(
      "enforcement.penalties",
      penaltyCsv([penaltyRow(1, { partyName: "<b>示例</b>有限公司" }), penaltyRow(2)]),
      MARKET.code,
    );
    browser = await openBrowser(chromium ?? "", known);
  });
  afterAll(async () => {
    await browser.close();
    await hub.close();
    for (const site of sites) site.close();
  });

  async function openSite(): Promise<string> {
    const site = createServer(({ url }, response) => {
      if (url === "/site.css") {
        response.setHeader("content-type", "text/css");
        response.end(fileOf("site.css"));
        return;
      }
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.setHeader(
        "content-security-policy",
        `default-src 'none'; script-src ${hub.url}; connect-src ${hub.url}; style-src 'self'; form-action ${hub.url}`,
      );
      response.end(
        EXAMPLE.replaceAll("https://data.example.gov.cn", hub.url).replace(
          "</main>",
          '<tongcha-list feed="none.none"></tongcha-list></main>',
        ),
      );
    });
    sites.push(site);
    site.listen(0, "127.0.0.1");
    await once(site, "listening");
    const address = site.address();
    if (typeof address !== "object" || address === null) throw new Error("The site has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  async function open(site: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(site);
    return page;
  }

  test("show a department's records on its own site, and lead to the portal", async () => {
    const page = await open(known);
    const list = page.locator("tongcha-list").first();
    await list.getByRole("table", { name: "行政处罚" }).waitFor();
    expect(await list.getByRole("row").count()).toBe(2);
    await list.getByRole("link", { name: "查看全部" }).waitFor();
    expect(await list.getByRole("link").first().getAttribute("href")).toMatch(
      new RegExp(`^${hub.url}/id/Penalty/`),
    );
    await page.locator("tongcha-list").last().getByText("没有这个数据集").waitFor();
    expect(
      await page.evaluate(
        "getComputedStyle(document.querySelector('tongcha-list').shadowRoot.querySelector('a')).color",
      ),
    ).toBe("rgb(138, 28, 28)");
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole("searchbox").fill("示例");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${hub.url}/search?text=*`);
  });

  test("take more when the site says so, and what is in a cell stays text", async () => {
    const page = await open(known);
    await page.evaluate("document.querySelector('tongcha-list').setAttribute('first', '5')");
    const list = page.locator("tongcha-list").first();
    await list.getByText("<b>示例</b>有限公司").waitFor();
    expect(await list.locator("b").count()).toBe(0);
  });

  test("say that they cannot be shown where the hub does not know the site", async () => {
    const page = await open(unknown);
    await page.locator("tongcha-list").first().getByText("暂时无法显示").waitFor();
  });

  test("violate no policy of the site", () => {
    expect(browser.faults.filter((fault) => !fault.startsWith("asked "))).toEqual([]);
  });
});
