import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { addDays, today } from "#kit";
import { findChromium, openBrowser } from "../../test/open-browser.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { MOST_OF_CLIENT, MOST_OF_NUMBER } from "./ask-case.js";

const CODE = "8K2QW7ZP";
const HEADER = "办件编号,查询码,事项编码,办件状态,状态日期,受理日期,应办结日期,告知内容,办理结果,领取方式";

let hub: TestHub;
let item: string;
beforeAll(async () => {
  hub = await startHub({ holds: "samples", settings: { TRUSTED_PROXIES: "127.0.0.1" } });
  const { data } = await hub.query(
    '{ serviceItems(where: { organCode: { eq: "scjgj" } }, first: 1) { nodes { itemCode } } }',
  );
  item = String(valueAt(data, "serviceItems", "nodes", 0, "itemCode"));
});
afterAll(() => hub.close());

async function handIn(
  ...lines: readonly string[]
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${hub.url}/progress/scjgj`, {
    method: "POST",
    headers: { authorization: `Bearer ${await hub.token("clerk", "scjgj")}` },
    body: [HEADER, ...lines].join("\n"),
  });
  return { status: response.status, body: await response.json() };
}
const received = (number: string): string => `${number},${CODE},${item},已收件,${today()},,,,,`;

/** The state, or the code of the refusal. */
async function ask(number: string, code: string, address: string): Promise<unknown> {
  const response = await fetch(`${hub.url}/graphql/public`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": address },
    body: JSON.stringify({
      query: `mutation ($number: String!, $code: String!) { askCaseProgress(caseNumber: $number, queryCode: $code) {
        state stateLabel reason dueOn result department { code } item { name phone } } }`,
      variables: { number, code },
    }),
  });
  const answer: unknown = await response.json();
  return valueAt(answer, "errors", 0, "extensions", "code") ?? valueAt(answer, "data", "askCaseProgress");
}

test("an applicant with number and code sees how far it is, and what is to be corrected, in full", async () => {
  expect(
    await handIn(`SL-1,${CODE},${item},补正,${today()},,,请补充示例场所证明,,`, received("SL-2")),
  ).toEqual({ status: 201, body: { cases: 2, errorCount: 0, findings: [] } });
  expect(await ask("SL-1", CODE, "192.0.2.1")).toEqual({
    state: "TO_CORRECT",
    stateLabel: "补正",
    reason: "请补充示例场所证明",
    dueOn: null,
    result: null,
    department: { code: "scjgj" },
    item: { name: "示例经营许可（第1项）", phone: expect.any(String) },
  });
  // Typed by the applicant's keyboard.
  expect(await ask(" ｓｌ-1 ", CODE, "192.0.2.1")).toMatchObject({ state: "TO_CORRECT" });

  await handIn(
    `SL-1,${CODE},${item},准予,${today()},${addDays(today(), -3)},${addDays(today(), 5)},,示例许可证,`,
  );
  expect(await ask("SL-1", CODE, "192.0.2.1")).toMatchObject({ state: "GRANTED", result: "示例许可证" });
});

test("an unknown number and a wrong code are one answer, and both count: for the number, and for who asks", async () => {
  await handIn(received("SL-3"), received("SL-4"));
  expect(await ask("SL-3", "WRONG123", "192.0.2.10")).toBe("CASE_UNKNOWN");
  expect(await ask("NO-SUCH", CODE, "192.0.2.10")).toBe("CASE_UNKNOWN");

  // From ever other addresses: the number is closed, also to the right code, and so is one that there is not.
  for (const number of ["SL-3", "NO-SUCH"]) {
    for (let miss = 1; miss < MOST_OF_NUMBER; miss += 1)
      expect(await ask(number, `WRONG${100 + miss}`, `198.51.100.${miss}`)).toBe("CASE_UNKNOWN");
    expect(await ask(number, CODE, "203.0.113.1")).toBe("CASE_QUERIES_TOO_MANY");
  }
  // One address, ever other numbers.
  for (let miss = 0; miss < MOST_OF_CLIENT; miss += 1)
    expect(await ask(`GUESS-${miss}`, CODE, "203.0.113.9")).toBe("CASE_UNKNOWN");
  expect(await ask("SL-4", CODE, "203.0.113.9")).toBe("CASE_QUERIES_TOO_MANY");
  expect(await ask("SL-4", CODE, "203.0.113.10")).toMatchObject({ state: "RECEIVED" });
});

test("neither numbers nor codes are in the database, in a log or in any public list", async () => {
  await handIn(received("SL-SECRET-5"));
  expect(await ask("SL-SECRET-5", CODE, "192.0.2.20")).toMatchObject({ state: "RECEIVED" });
  const { rows } = await hub.parts.database.pool.query('SELECT * FROM progress."case"');
  for (const text of [JSON.stringify(rows), JSON.stringify(hub.logged)]) {
    expect(text).not.toContain("SECRET-5");
    expect(text).not.toContain(CODE);
  }
  expect(hub.parts.contracts().some(({ id }) => id.startsWith("progress"))).toBe(false);
});

test("a file with a mistake is refused as a whole, with what to do in each row", async () => {
  const { status, body } = await handIn(
    received("SL-6"),
    `SL-7,张示例,${item},已收件,${today()},,,,,`,
    `SL-8,${CODE},NO-SUCH,已收件,${today()},,,,,`,
    `SL-9,${CODE},${item},不予,${today()},,,,,`,
    `SL-10,${CODE},${item},审查,${addDays(today(), 1)},${today()},${addDays(today(), -1)},,,`,
  );
  expect(status).toBe(422);
  const findings = Object.values(valueAt(body, "findings") ?? {});
  expect(findings.map((each) => [valueAt(each, "row"), valueAt(each, "code")])).toEqual([
    [3, "BJ-02"],
    [4, "BJ-01"],
    [5, "BJ-03"],
    [5, "BJ-04"],
    [6, "BJ-04"],
    [6, "BJ-05"],
  ]);
  expect(await ask("SL-6", CODE, "192.0.2.30")).toBe("CASE_UNKNOWN");
  const another = await fetch(`${hub.url}/progress/scjgj`, {
    method: "POST",
    headers: { authorization: `Bearer ${await hub.token("clerk", "wjw")}` },
    body: HEADER,
  });
  expect(another.status).toBe(403);
});

const chromium = findChromium();

(chromium === null ? test.skip : test)(
  "the portal's page tells it to who knows both, and sends what is typed in no address",
  async () => {
    expect(await handIn(received("SL-90"))).toMatchObject({ status: 201 });
    const browser = await openBrowser(chromium ?? "", hub.url);
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(20_000);
      const addresses: string[] = [];
      page.on("request", (request) => addresses.push(request.url()));
      await page.goto(`${hub.url}/case-progress`);
      const ask = async (number: string, code: string): Promise<void> => {
        await page.getByLabel("办件编号").fill(number);
        await page.getByLabel("查询码").fill(code);
        await page.getByRole("button", { name: "查询", exact: true }).press("Enter");
      };
      await ask("张示例", CODE);
      await page.getByText("没有此办件，或者查询码不正确").waitFor();
      await ask("SL-90", CODE);
      await page.getByRole("heading", { name: "已收件" }).waitFor();
      await page.getByRole("link", { name: "示例经营许可（第1项）" }).waitFor();
      expect(addresses.filter((address) => /SL-90|8K2QW7ZP|%E5%BC%A0/.test(address))).toEqual([]);
      expect(browser.faults).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);
