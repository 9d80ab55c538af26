import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { errors, type Locator, type Page } from "playwright-core";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { findChromium, openBrowser, type OpenBrowser } from "../open-browser.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { publishPenalty } from "../publish-penalty.js";
import { startHub, type TestHub } from "../start-hub.js";
import { until } from "../until.js";
import { withdrawByLaw } from "../withdraw-record.js";

const PENALTIES = "enforcement.penalties";
const HOSTILE =
  '<img src=x onerror="document.title=\'ran\'">{{7*7}}</script><script>document.title="ran"</script>';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({
    holds: "directory",
    settings: {
      SITE_MARKS: "网站标识码=1101180000,备案<b>=https://beian.example.gov.cn/",
      SITE_META: 'SiteName=示例区"政务公开,SiteIDCode=1101180000',
    },
  });
});
afterAll(() => hub.close());

function ask(path: string): Promise<Response> {
  return fetch(`${hub.url}${path}`, { headers: { accept: "text/html" } });
}

test("each page says whose site it is, the desk's as well", async () => {
  for (const path of ["/", "/desk", "/nothing-here"]) {
    const page = await (await ask(path)).text();
    for (const part of [
      "网站标识码：1101180000",
      '<a href="https://beian.example.gov.cn/">备案&#60;b&#62;</a>',
      '<meta name="SiteName" content="示例区&#34;政务公开">',
      '<meta name="SiteIDCode" content="1101180000">',
    ])
      expect([path, page.includes(part), part]).toEqual([path, true, part]);
  }
});

describe("a record's page", () => {
  test("says what was corrected, and the text of a cell stays text", async () => {
    const { path } = await publishPenalty(hub, 1, { violationFacts: "更正前的事实" });
    await publishPenalty(hub, 1, { violationFacts: HOSTILE });
    const page = await (await ask(path)).text();
    expect(page).toContain("更正前的事实");
    expect(page).toContain("&lt;img src=x");
    expect(page).not.toContain("<img");
    // the frame's script and two blocks of data
    expect(page.match(/<script/g)).toHaveLength(3);
  });

  test("of one that was withdrawn by law is gone, says why, and nothing of what it said", async () => {
    const { id, path } = await publishPenalty(hub, 2, { violationFacts: "金丝雀事实" });
    const contract = (await discoverContracts()).find((one) => one.id === PENALTIES);
    if (!contract) throw new Error("There is no such dataset");
    await withdrawByLaw(hub.parts.database, contract, MARKET.code, [id]);
    const gone = await ask(path);
    const page = await gone.text();
    expect([gone.status, page.includes("依法撤回"), page.includes("金丝雀")]).toEqual([410, true, false]);
  });

  test.each([
    ["an id that nothing ever had", `/id/Penalty/${crypto.randomUUID()}`],
    ["a type that there is not", `/id/Nothing/${crypto.randomUUID()}`],
    ["a text that is no id", "/id/Penalty/x%27%20OR%201=1"],
  ])("of %s says that there is none", async (_, path) => {
    const response = await ask(path);
    expect([response.status, (await response.text()).includes("没有这个页面")]).toEqual([404, true]);
  });

  test("is a file for a program at the same address", async () => {
    const { path } = await publishPenalty(hub, 3);
    const response = await fetch(`${hub.url}${path}`);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect((await ask(path)).headers.get("vary")).toContain("accept");
  });
});

const chromium = findChromium();

(chromium === null ? describe.skip : describe)("in a browser", () => {
  let browser: OpenBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? "", hub.url);
    page = await browser.newPage();
  });
  afterAll(() => browser.close());

  /** Until the page follows, a release is not told: then there is another. */
  async function publishUntil(told: Locator, from: number, words = "示例事实"): Promise<void> {
    for (let [number, isTold] = [from, false]; !isTold; number += 1) {
      await publishPenalty(hub, number, { violationFacts: `${words}${number}` });
      isTold = await told.waitFor({ timeout: 1_000 }).then(
        () => true,
        (error: unknown) => {
          if (error instanceof errors.TimeoutError) return false;
          throw error;
        },
      );
    }
  }

  test("a release makes its row appear on the front page", async () => {
    await page.goto(hub.url);
    await page.getByRole("heading", { name: "最近发布" }).waitFor();
    const releases = page.locator("section[aria-labelledby=released] ul").first();
    const first = releases.locator("li").first();
    await publishUntil(first.filter({ hasNotText: (await first.textContent()) ?? "" }), 10);
    expect(await first.innerText()).toContain("行政处罚");
  });

  test("the front page catches up where the hub ends what it follows, and goes on", async () => {
    const front = await browser.newPage();
    /** Ends a subscription of the page, as a hub does that has lost its place. */
    const ends: (() => void)[] = [];
    await front.routeWebSocket(/graphql/, (socket) => {
      const server = socket.connectToServer();
      const read = (message: string | Buffer): { readonly type: string; readonly id?: string } =>
        JSON.parse(String(message));
      socket.onMessage((message) => {
        const { type, id } = read(message);
        if (type === "subscribe") ends.push(() => socket.send(JSON.stringify({ type: "complete", id })));
        server.send(message);
      });
      server.onMessage((message) => {
        const isLost = read(message).type === "next" && ends.length === 1;
        if (!isLost) socket.send(message);
      });
    });
    await front.goto(hub.url);
    const first = front.locator("section[aria-labelledby=released] ul li").first();
    await until(() => ends.length === 1, "the page follows the releases");
    const rows = [60, 61, 62].map((number) => penaltyRow(number));
    await hub.publish(PENALTIES, penaltyCsv(rows), MARKET.code);
    ends[0]?.();
    await first.getByText("新增3").waitFor();
    await until(() => ends.length === 2, "the page follows them anew");
    await front.context().close();
  });

  test("a search is narrowed, opened, and is the same when somebody comes back", async () => {
    const { path } = await publishPenalty(hub, 4, { violationFacts: "独特词语" });
    await until(
      async () => (await (await ask(`/search?text=${encodeURIComponent("独特词语")}`)).text()).includes(path),
      "the record is found",
    );
    await page.goto(hub.url);
    await page.getByRole("combobox").fill("独特词语");
    await page.keyboard.press("Enter");
    const narrowed = page.getByLabel("缩小范围").getByRole("link", { name: "行政处罚" });
    await narrowed.click();
    await page.waitForURL(/types=PENALTY/);
    await page.locator(`a[href="${path}"]`).click();
    await page.getByRole("heading", { name: "历次版本" }).waitFor();
    await page.goBack();
    await page.waitForURL(/types=PENALTY/);
    expect(await narrowed.getAttribute("aria-current")).toBe("true");
    await page.reload();
    expect(await page.getByRole("combobox").inputValue()).toBe("独特词语");
  });

  test("a search is subscribed to, and what matches later appears", async () => {
    await page.goto(`${hub.url}/search?text=${encodeURIComponent("订阅词语")}`);
    await page.getByRole("button", { name: "订阅这个搜索" }).click();
    const atom = page.getByRole("link", { name: /Atom/ });
    await atom.waitFor();
    const address = String(await atom.getAttribute("href"));
    await publishUntil(page.locator("aside article").first(), 40, "订阅词语");
    expect(await (await fetch(new URL(address, hub.url))).text()).toContain("行政处罚");
  });

  test("a record is verified by the reader's own browser, and a forged one is found", async () => {
    const { path } = await publishPenalty(hub, 5);
    await page.goto(`${hub.url}${path}`);
    const verify = page.getByRole("button", { name: "在我的浏览器中验证" });
    await verify.click();
    await page.getByText("验证通过").waitFor();
    await page.route(/documentId/, async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      await route.fulfill({ response: answer, body: text.replace("violationFacts", "violationFaots") });
    });
    await verify.click();
    await page.getByText("验证未通过").waitFor();
    await page.unroute(/documentId/);
  });

  test("the page is reached by the keyboard alone, its content at once", async () => {
    await page.goto(hub.url);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.getAttribute('href')")).toBe("#main");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("餐饮");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?text=/);
    await page.waitForFunction("document.activeElement.id === 'main'");
  });

  test("a language and large type stay while somebody goes on", async () => {
    await page.goto(`${hub.url}/?lang=en&view=elder`);
    await page.getByRole("link", { name: "Towns" }).waitFor();
    await page.getByRole("combobox").fill("Ab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Search", exact: true }).waitFor();
    expect(page.url()).toContain("lang=en&view=elder");
    expect(await page.title()).toContain("Search");
    expect(await page.evaluate("document.documentElement.lang")).toBe("en");
  });

  test("without a network a page says so, and opens when it is back", async () => {
    await page.goto(hub.url);
    await page.context().setOffline(true);
    await page.getByRole("combobox").fill("断网");
    await page.keyboard.press("Enter");
    await page.getByText("网络不通").waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "再试一次" }).click();
    await page.getByText("没有找到").waitFor();
  });

  test("a page whose files do not arrive says so, and opens when they do", async () => {
    // its fault is told, as it should be: to a browser of its own
    const other = await openBrowser(chromium ?? "", hub.url);
    try {
      const visitor = await other.newPage();
      await visitor.goto(hub.url);
      await visitor.getByRole("heading", { name: "最近发布" }).waitFor();
      const lost = /\/portal\/assets\/page-/;
      await visitor.route(lost, (route) => route.abort());
      await visitor.getByRole("link", { name: "镇街" }).click();
      await visitor.getByText("页面没有完整送达").waitFor();
      await visitor.unroute(lost);
      await visitor.getByRole("button", { name: "再试一次" }).click();
      await visitor.getByRole("heading", { name: "镇街", exact: true }).waitFor();
    } finally {
      await other.close();
    }
  });

  test("what somebody types in the search stays when suggestions come", async () => {
    await page.goto(hub.url);
    await page.getByRole("combobox").pressSequentially("行政");
    await page.locator("datalist option").first().waitFor({ state: "attached" });
    expect(await page.getByRole("combobox").inputValue()).toBe("行政");
  });

  test("nothing outside was asked for, no policy violated, no script failed, and no cell ran", async () => {
    expect(browser.faults).toEqual([]);
    expect(await page.title()).not.toBe("ran");
  });
});
