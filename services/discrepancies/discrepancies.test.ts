import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { axeFaults } from "../../test/axe.js";
import { findChromium, openBrowser } from "../../test/open-browser.js";
import { EMERGENCY, penaltyCsv, penaltyRow } from "../../test/penalty-file.js";
import { addDays, today } from "../kit/values/dates.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { until } from "../../test/until.js";

const POLICIES = new URL("../../../services/policy/samples/documents.rsj.json", import.meta.url);

let hub: TestHub;
let clerk: string;
let supervisor: string;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
  [clerk, supervisor] = await Promise.all([hub.token("clerk", "scjgj"), hub.token("supervisor", null)]);
});
afterAll(() => hub.close());

const LIST = `query ($states: [DiscrepancyState!]) { discrepancies(states: $states, first: 100) { totalCount nodes {
  id code difference state thing here { feed { id } department { code } record permalink says } there { department { code } record says } answers { department { code } text } } } }`;

async function list(token: string, states: readonly string[] | null = null): Promise<readonly unknown[]> {
  const { data, errors } = await hub.query(LIST, { states }, token);
  expect(errors).toBeUndefined();
  return Object.values(valueAt(data, "discrepancies", "nodes") ?? {});
}
const withCode = (nodes: readonly unknown[], code: string): readonly unknown[] =>
  nodes.filter((node) => valueAt(node, "code") === code);

test("powers without a guide, guides without a power and different limits are shown to both departments", async () => {
  await until(async () => (await list(supervisor)).length > 0, "the samples are compared");
  const market = await list(clerk);
  // The samples of the market's bureau lack two guides, and one guide has another limit.
  expect(withCode(market, "YZ-01")).toHaveLength(2);
  expect(withCode(market, "YZ-01")[0]).toMatchObject({
    difference: "依申请的职权没有办事指南",
    state: "FOUND",
    here: {
      feed: { id: "services-guide.items" },
      department: { code: "zwfwj" },
      record: null,
      permalink: null,
    },
    there: { department: { code: "scjgj" }, record: expect.any(String) },
    answers: [],
  });
  expect(withCode(market, "YZ-13")).toMatchObject([
    {
      here: { department: { code: "scjgj" }, says: expect.any(String) },
      there: { says: expect.stringMatching(/工作日$/) },
    },
  ]);
  // No power list of the labour bureau is published: the guides' own department and the lists' lead see it.
  const labour = await list(await hub.token("reviewer", "rsj"));
  expect(labour.map((node) => valueAt(node, "code"))).toEqual(["YZ-02", "YZ-02", "YZ-02"]);
  expect(labour.map((node) => valueAt(node, "there", "department", "code"))).toEqual(["sfj", "sfj", "sfj"]);
  expect(await list(await hub.token("clerk", "jtj"))).toEqual([]);
});

test("a reviewer answers, another department does not, and the corrected list resolves it", async () => {
  const [, one] = withCode(await list(clerk), "YZ-01");
  const id = valueAt(one, "id");
  const ANSWER =
    "mutation ($id: ID!, $text: String!) { answerDiscrepancy(id: $id, text: $text) { state answers { department { code } text } } }";
  const answered = await hub.query(
    ANSWER,
    { id, text: "指南正在编制" },
    await hub.token("reviewer", "scjgj"),
  );
  expect(answered).toEqual({
    data: {
      answerDiscrepancy: {
        state: "ANSWERED",
        answers: [{ department: { code: "scjgj" }, text: "指南正在编制" }],
      },
    },
  });
  const codeOf = async (token: string, text: string): Promise<unknown> =>
    (await hub.query(ANSWER, { id, text }, token)).errors?.[0]?.extensions["code"];
  expect(await codeOf(await hub.token("reviewer", "jtj"), "示例")).toBe("DISCREPANCY_UNKNOWN");
  expect(await codeOf(await hub.token("reviewer", "scjgj"), " ")).toBe("DISCREPANCY_ANSWER_INVALID");
  expect(await codeOf(clerk, "示例")).toBe("FORBIDDEN");

  // The power list without the two powers: nothing to guide to.
  const missing = new Set(
    withCode(await list(clerk), "YZ-01").map((node) => String(valueAt(node, "thing")).split(" ")[1]),
  );
  await hub.publish("enforcement.powers", await powersWithout(missing), "scjgj");
  await until(
    async () => withCode(await list(clerk, ["RESOLVED"]), "YZ-01").length === 2,
    "both are resolved",
  );
  expect(await codeOf(await hub.token("reviewer", "scjgj"), "示例")).toBe("DISCREPANCY_ANSWER_INVALID");

  await hub.publish("enforcement.powers", await powersWithout(new Set()), "scjgj");
  await until(
    async () => withCode(await list(clerk, ["FOUND"]), "YZ-01").length === 2,
    "both are found anew",
  );
});

test("an enterprise under two names is shown to both agencies, by the latest decision of each", async () => {
  const { data } = await hub.query(
    `{ licences(first: 1, where: { partyKind: { eq: ORGANISATION }, department: { eq: "scjgj" } }) {
      nodes { partyName unifiedSocialCreditCode } } }`,
  );
  const [name, unifiedSocialCreditCode] = ["partyName", "unifiedSocialCreditCode"].map((field) =>
    String(valueAt(data, "licences", "nodes", 0, field)),
  );
  const fine = (number: number, partyName: string, decisionDate: string): Promise<unknown> =>
    hub.publish(
      "enforcement.penalties",
      penaltyCsv([
        penaltyRow(
          number,
          { partyName, decisionDate, unifiedSocialCreditCode: unifiedSocialCreditCode ?? "" },
          EMERGENCY,
        ),
      ]),
      EMERGENCY.code,
    );
  const namesOf = async (token: string): Promise<readonly unknown[]> =>
    withCode(await list(token, ["FOUND"]), "YZ-31").map((one) => [
      valueAt(one, "here", "says"),
      valueAt(one, "there", "says"),
    ]);

  await fine(901, "示例另名有限公司", addDays(today(), -2));
  const emergency = await hub.token("clerk", EMERGENCY.code);
  await until(async () => (await namesOf(emergency)).length === 1, "the names are compared");
  expect(await namesOf(clerk)).toEqual([[name, "示例另名有限公司"]]);

  await fine(902, name ?? "", addDays(today(), -1));
  await until(async () => (await namesOf(emergency)).length === 0, "the latest decision has the name");
});

/** The bureau's list as it was published first, without these codes. */
async function powersWithout(codes: ReadonlySet<string | undefined>): Promise<string> {
  const columns = {
    职权编码: "powerCode",
    职权名称: "name",
    职权类型: "powerKindLabel",
    实施依据: "legalBasis",
    实施主体: "agencyName",
    实施主体统一社会信用代码: "agencyUscc",
    责任事项: "responsibilities",
    追责情形: "liability",
    "办理时限（工作日）": "timeLimitWorkingDays",
    收费: "charge",
  };
  first ??= Object.values(
    valueAt(
      (
        await hub.query(
          `{ administrativePowers(first: 100, where: { department: { eq: "scjgj" } }) { nodes { ${Object.values(columns).join(" ")} } } }`,
        )
      ).data,
      "administrativePowers",
      "nodes",
    ) ?? {},
  );
  const kept = first.filter((power) => !codes.has(String(valueAt(power, "powerCode"))));
  const lines = kept.map((power) =>
    Object.values(columns)
      .map((field) => textOf(valueAt(power, field)))
      .join(","),
  );
  return [Object.keys(columns).join(","), ...lines].join("\n");
}
let first: readonly unknown[] | undefined;

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

test("what rests on a policy document is shown to its department once that document is repealed", async () => {
  const labour = await hub.token("reviewer", "rsj");
  expect(withCode(await list(labour), "YZ-71")).toEqual([]);
  const documents: unknown = JSON.parse(readFileSync(POLICIES, "utf8"));
  const row = Object(
    Object.values(Object(documents)).find((one) => valueAt(one, "发文字号") === "密人力示例发〔2026〕92号"),
  );
  const repealed = [{ ...row, 有效性: "废止", 失效日期: addDays(today(), -1) }];
  await hub.publish("policy.documents", JSON.stringify(repealed), "rsj");
  await until(async () => withCode(await list(labour), "YZ-71").length > 0, "the bases are compared");
  expect(withCode(await list(labour), "YZ-71")).toMatchObject([
    {
      thing: "密人力示例发〔2026〕92号",
      difference: "所依据的政策文件已废止或失效",
      here: { feed: { id: "services-guide.items" }, department: { code: "rsj" }, says: null },
      there: { department: { code: "rsj" }, says: "废止" },
    },
  ]);
});

const chromium = findChromium();

(chromium === null ? test.skip : test)("at the desk a reviewer reads both sides, and answers", async () => {
  const browser = await openBrowser(chromium ?? "", hub.url);
  const page = await browser.newPage();
  await page.goto(`${hub.url}/desk`);
  await page.getByRole("link", { name: "登录", exact: true }).click();
  await page.getByRole("button", { name: "示例审核员" }).click();
  await page.getByRole("link", { name: "内容不一致" }).first().click();
  const one = page.locator("section").filter({ hasText: "YZ-13" });
  await one
    .getByRole("link", { name: /工作日$/ })
    .first()
    .waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 900 });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  await one.getByRole("textbox", { name: "本部门的说明" }).fill("时限正在核对\n下周更正");
  await one.getByRole("button", { name: "发出说明" }).click();
  await one.getByText("时限正在核对 下周更正").waitFor();
  await page.getByRole("link", { name: "已说明，仍不一致" }).click();
  await one.getByText("已说明，仍不一致").waitFor();
  expect(browser.faults).toEqual([]);
  await browser.close();
});
