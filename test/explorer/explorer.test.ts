import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { OperationTypeNode, parse, type OperationDefinitionNode } from "graphql";
import type { Page } from "playwright-core";
import { ROOT } from "../guides.js";
import { followOverWebSocket } from "../live/clients.js";
import { penaltyCsv, penaltyRow } from "../penalty-file.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";
import { findChromium, openBrowser, type OpenBrowser } from "../open-browser.js";

const HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${hub.url}${path}`, { headers });

const EXAMPLES = globSync("services/*/examples/*.graphql", { cwd: ROOT }).map((path) =>
  path.replaceAll("\\", "/"),
);

describe("the examples", () => {
  test("are there for every domain that clients ask", () => {
    const domains = globSync("services/*/subgraph.ts", { cwd: ROOT }).map((path) => path.split(/[\\/]/)[1]);
    const shown = new Set(EXAMPLES.map((path) => path.split("/")[1]));
    // What departments are told of each other is for who has signed in
    expect(domains.filter((domain) => !shown.has(domain))).toEqual(["discrepancies"]);
  });

  test.each(EXAMPLES)("%s has a title in both languages, and is answered on the samples", async (path) => {
    const text = readFileSync(`${ROOT}${path}`, "utf8");
    expect(text).toMatch(/^# \p{Script=Han}+：.+\n# [A-Z][a-z ]+: .+\n\w+ [A-Z]\w+ /u);
    const [operation] = parse(text).definitions as readonly OperationDefinitionNode[];
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
      const following = followOverWebSocket(`${hub.url}/graphql/public`, text);
      await following.opened;
      if (!text.includes("after:")) await publishOne();
      expect(valueAt(await following.next(), "errors")).toBeUndefined();
      following.stop();
      return;
    }
    const { data, errors } = await hub.query(text);
    expect(errors).toBeUndefined();
    for (const value of Object.values(data ?? {})) expect(value).not.toBeNull();
  });
});

describe("over HTTP", () => {
  test("a browser gets the page of a view that there is, and a program what it got before", async () => {
    for (const path of ["/explorer", "/graphql", "/graphql/public", "/graphql/mobile?query={__typename}"]) {
      const response = await get(path, { accept: HTML });
      expect([path, response.status, response.headers.get("content-type")]).toEqual([
        path,
        200,
        "text/html; charset=utf-8",
      ]);
      expect(response.headers.get("content-security-policy")).toMatch(/script-src 'self';/);
      const page = await response.text();
      expect(page).toContain('<a href="/">通查 Tongcha</a>');
      expect(page).toContain('aria-current="page"');
      expect(page).not.toMatch(/<script(?! type="module" crossorigin src="\/explorer\/assets\/)/);
    }
    expect((await get("/graphql/nothing?query={__typename}", { accept: HTML })).status).toBe(404);
    for (const accept of [
      "*/*",
      "application/json",
      `application/json,${HTML}`,
      "text/event-stream, text/html",
    ])
      expect(await (await get("/graphql/public?query={__typename}", { accept })).json()).toEqual({
        data: { __typename: "Query" },
      });
  });

  test("its files are compressed, kept for ever, and known again", async () => {
    const page = await (await get("/explorer")).text();
    const [script = ""] = /\/explorer\/assets\/[\w-]+\.js/.exec(page) ?? [];
    for (const encoding of ["br", "gzip"]) {
      const response = await get(script, { "accept-encoding": encoding });
      const tag = response.headers.get("etag") ?? "";
      expect([response.headers.get("content-encoding"), response.headers.get("cache-control")]).toEqual([
        encoding,
        "public, max-age=31536000, immutable",
      ]);
      const again = { "accept-encoding": encoding, "if-none-match": tag, "cache-control": "max-age=0" };
      expect((await get(script, again)).status).toBe(304);
    }
    expect((await get("/explorer/assets/nothing.js")).status).toBe(404);
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

  const shown = async (): Promise<string> => textOf(page, ".graphiql-response");
  const run = (): Promise<void> => page.getByRole("button", { name: "Execute query" }).click();
  const openExample = async (title: string): Promise<void> => {
    await page.getByRole("button", { name: title }).click();
    await until(() => operationOf(page).includes(title), title);
  };

  test("an example is opened and run, and its cost stands beside the answer", async () => {
    await page.goto(`${hub.url}/graphql/public`);
    await openExample("一家企业的许可、处罚与检查");
    await run();
    await until(async () => (await shown()).includes("示例甲甲餐饮有限公司"));
    expect(await textOf(page, ".cost")).toMatch(
      /^成本 Cost：\d+点，上限 limit 10,000点，最多 dearest party\./,
    );
  });

  test("the documentation is the view's, in Chinese", async () => {
    await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
    await page.getByRole("link", { name: "Query", exact: true }).click();
    await page.getByText("全文搜索").first().waitFor();
    expect(await page.getByRole("link", { name: "submissions", exact: true }).count()).toBe(0);
    await page.getByRole("button", { name: "Show 示例 Examples" }).click();
  });

  test("what is deferred comes in parts", async () => {
    await openExample("分批返回，先显示主体名称，其余随后到达");
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await run();
    expect((await answered).headers()["content-type"]).toMatch(/^multipart\/mixed/);
    for (const part of ["示例甲甲餐饮有限公司", "penalties", "vacancies"])
      await until(async () => (await shown()).includes(part));
  });

  test("a subscription shows what is released while it runs", async () => {
    await openExample("订阅每次发布，新增、变更、删除了多少条");
    const sent: string[] = [];
    const opened = page.waitForEvent("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => sent.push(String(payload)));
      return true;
    });
    await run();
    const socket = await opened;
    await until(() => sent.some((text) => text.includes('"subscribe"')));
    await publishOne();
    await until(async () => (await shown()).includes('"released"'));
    const closed = socket.waitForEvent("close");
    await page.getByRole("button", { name: "Stop query" }).click();
    await closed;
  });

  test("the address holds the operation, for a link, a reload and the way back", async () => {
    await openExample("面向高校毕业生的岗位，工资从高到低");
    const link = page.url();
    await openExample("一个镇的学校、岗位、养老机构与农村低保人数");
    const isRestored = async (of: Page): Promise<boolean> =>
      operationOf(of).includes("面向高校毕业生") &&
      (await textOf(of, ".graphiql-query-editor")).includes("面向高校毕业生");
    await page.goBack();
    await until(() => isRestored(page), "the way back");
    await page.reload();
    await until(() => isRestored(page), "the reload");
    const elsewhere = await browser.newPage();
    await elsewhere.goto(link);
    await until(() => isRestored(elsewhere), "the link");
    const query = "{ areas(first: 1) { nodes { name } } }";
    await elsewhere.goto(`${hub.url}/graphql/public?query=${encodeURIComponent(query)}`);
    await until(async () => (await textOf(elsewhere, ".graphiql-query-editor")).includes("areas"));
    await elsewhere.close();
  });

  test("headers are kept over a reload, and are in no link", async () => {
    const another = await browser.newPage();
    const token = await hub.token("supervisor", null);
    await another.goto(`${hub.url}/explorer#query=${encodeURIComponent("{ submissions { nodes { id } } }")}`);
    const isReady = async (): Promise<boolean> =>
      (await textOf(another, ".graphiql-query-editor")).includes("submissions");
    await until(isReady);
    await another.getByRole("button", { name: "Execute query" }).click();
    await until(async () => (await textOf(another, ".graphiql-response")).includes("submissions"));
    expect(await textOf(another, ".graphiql-response")).toContain("GRAPHQL_VALIDATION_FAILED");
    await another.getByRole("button", { name: "Headers" }).click();
    await another.locator(".graphiql-editor:not(.hidden) .monaco-editor").last().click();
    await another.keyboard.insertText(JSON.stringify({ authorization: `Bearer ${token}` }));
    await until(async () => String(await another.evaluate("JSON.stringify(sessionStorage)")).includes(token));
    await another.reload();
    await until(isReady);
    await another.getByRole("button", { name: "Execute query" }).click();
    await until(async () => (await textOf(another, ".graphiql-response")).includes('"data"'));
    expect(another.url()).not.toContain(token);
    expect(await another.evaluate("JSON.stringify(localStorage)")).not.toContain(token);
  });

  test("nothing outside was asked for, no policy violated, and no script failed", () => {
    expect(browser.faults).toEqual([]);
  });
});

let published = 0;
async function publishOne(): Promise<void> {
  published += 1;
  await hub.publish("enforcement.penalties", penaltyCsv([penaltyRow(9_000 + published)]), "scjgj");
}

/** The operation in the page's address. */
function operationOf(page: Page): string {
  return new URLSearchParams(new URL(page.url()).hash.slice(1)).get("query") ?? "";
}

/** The editors have other spaces than were typed. */
async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().innerText()).replace(/\s+/g, " ").trim();
}
