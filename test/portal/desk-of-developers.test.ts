import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { findChromium, openBrowser, type OpenBrowser } from "../open-browser.js";
import { CORE } from "../prepared.js";
import { startDepartmentService, type DepartmentService } from "../registry/department-service.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

const DEPARTMENT = "jtj";
const schemaWith = (
  fields: string,
): string => `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [])
type Query {
  ${fields}
}
`;
const LINES = '"""公交线路数 / Bus lines"""\n  busLines: Int';
const STOPS = `${LINES}\n  """公交站数 / Bus stops"""\n  busStops: Int`;
const PUBLISH = "mutation ($input: SubgraphInput!) { publishSubgraph(input: $input) { ok } }";

const chromium = findChromium();

(chromium === null ? describe.skip : describe)("the desk of a department's developer", () => {
  let service: DepartmentService;
  let hub: TestHub;
  let browser: OpenBrowser;
  beforeAll(async () => {
    service = await startDepartmentService(schemaWith(LINES));
    hub = await startHub({
      domains: CORE,
      holds: "directory",
      settings: { SUBGRAPH_NETWORKS: "127.0.0.0/8,::1/128" },
    });
    for (const fields of [LINES, STOPS]) await publish(fields);
    browser = await openBrowser(chromium ?? "", hub.url);
  });
  afterAll(async () => {
    await browser.close();
    await hub.close();
    service.close();
  });

  /** The service runs it from now on. */
  function deploy(fields: string): void {
    const resolvers = { busLines: () => 7, ...(fields === STOPS && { busStops: () => 21 }) };
    service.deploy(schemaWith(fields), { Query: resolvers });
  }

  async function publish(fields: string): Promise<void> {
    deploy(fields);
    const input = { name: "transport", url: service.url, sdl: schemaWith(fields) };
    const { data, errors } = await hub.query(PUBLISH, { input }, await hub.token("developer", DEPARTMENT));
    if (valueAt(data, "publishSubgraph", "ok") !== true) throw new Error(JSON.stringify(errors ?? data));
  }

  async function signIn(name: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(`${hub.url}/desk`);
    await page.getByRole("link", { name: "登录", exact: true }).click();
    await page.getByRole("button", { name }).click();
    await page.getByRole("heading", { name: `${name}，您好` }).waitFor();
    return page;
  }

  test("tells who uses which field, and checks another schema without changing anything", async () => {
    await hub.query("{ busLines }");
    const page = await signIn("示例开发员");
    await page.getByRole("link", { name: "子图", exact: true }).first().click();
    await page.getByRole("link", { name: "transport", exact: true }).click();
    await page.getByRole("row", { name: /Query\.busStops/ }).waitFor();
    await page.getByText(/半数响应不超过/).waitFor();
    const schema = page.getByRole("textbox", { name: "模式（SDL）" });
    await schema.fill(schemaWith("busLines: NoSuchType"));
    await page.getByRole("button", { name: "校验", exact: true }).click();
    await page.getByText("校验没有通过").waitFor();
    await page
      .getByRole("row", { name: /Query\.busLines.*NoSuchType/s })
      .last()
      .waitFor();
    await schema.fill(schemaWith(STOPS));
    await page.getByRole("button", { name: "校验", exact: true }).click();
    await page.getByText("校验通过").waitFor();
    // who asks for the other field would keep it from being taken back below
    expect((await hub.query("{ busLines }")).data).toEqual({ busLines: 7 });
  });

  test("tells nobody else how often a subgraph is called", async () => {
    const ask = async (name: string, token?: string): Promise<unknown> => {
      const response = await fetch(`${hub.url}/desk/subgraphs/${name}/calls`, {
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      });
      const answer: unknown = await response.json();
      return valueAt(answer, "code") ?? Number(valueAt(answer, "answered")) > 0;
    };
    await hub.query("{ busLines }");
    // what is called is stored every two seconds
    await until(async () => (await ask("transport", await hub.token("supervisor", "zwfwj"))) === true);
    expect([
      await ask("transport", await hub.token("developer", DEPARTMENT)),
      await ask("nothing", await hub.token("developer", DEPARTMENT)),
      await ask("transport", await hub.token("clerk", DEPARTMENT)),
      await ask("transport"),
    ]).toEqual([true, "SUBGRAPH_UNKNOWN", "FORBIDDEN", "TOKEN_MISSING"]);
  });

  test("takes a version back", async () => {
    const page = await signIn("示例开发员");
    await page.goto(`${hub.url}/desk/graph`);
    await page.getByRole("button", { name: "恢复到版本1" }).click();
    await page.getByRole("alert").getByText("运行的模式与所发布的不同").waitFor();
    deploy(LINES);
    await page.getByRole("button", { name: "恢复到版本1" }).click();
    await page.getByRole("button", { name: "恢复到版本2" }).waitFor();
    expect((await hub.query("{ busStops }")).errors?.[0]?.extensions["code"]).toBe(
      "GRAPHQL_VALIDATION_FAILED",
    );
  });

  test("a supervisor, and nobody else, takes the whole graph back, with a reason", async () => {
    const page = await signIn("示例督查员");
    await page.goto(`${hub.url}/desk/graph`);
    const { data } = await hub.query("{ graphRevisions(first: 1) { nodes { number } } }");
    const before = Number(valueAt(data, "graphRevisions", "nodes", 0, "number")) - 1;
    const revision = page.locator("li", { hasText: `第${before}版` }).first();
    await revision.getByText("应急：恢复到此版").click();
    const restore = revision.getByRole("button", { name: `恢复到第${before}版` });
    expect(await restore.isDisabled()).toBe(true);
    await revision.getByRole("textbox").fill("演练");
    deploy(STOPS);
    await restore.click();
    await page.getByText("演练").first().waitFor();
    expect((await hub.query("{ busStops }")).data).toEqual({ busStops: 21 });
  });

  test("asks for nothing outside, violates no policy, and no script fails", () => {
    expect(browser.faults).toEqual([]);
  });
});
