import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { untilDutiesAreCounted } from "../../test/duties/until-counted.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

async function ask(query: string, token?: string): Promise<unknown> {
  const { data, errors } = await hub.query(query, {}, token);
  expect(errors).toBeUndefined();
  return data;
}

const listOf = (value: unknown, ...path: readonly (string | number)[]): readonly unknown[] =>
  Object.values(valueAt(value, ...path) ?? {});
const sumOf = (rows: readonly unknown[], field: string): number =>
  rows.reduce<number>((sum, row) => sum + Number(valueAt(row, field)), 0);

describe("what is not public", () => {
  test("is counted by department and ground, without what has become public since", async () => {
    const data = await ask(
      `{ all: notPublic { documents { ground documents } } one: notPublic(department: "fgw") { documents { documents department { code } } }
        register: withheldDocuments(where: { isPublicNow: { eq: false } }) { totalCount groups(by: [GROUND]) { count key { ground } } }
        now: withheldDocuments(where: { isPublicNow: { eq: true } }) { totalCount } }`,
    );
    const documents = listOf(data, "all", "documents");
    expect(sumOf(documents, "documents")).toBe(valueAt(data, "register", "totalCount"));
    for (const group of listOf(data, "register", "groups")) {
      const ofGround = documents.filter((row) => valueAt(row, "ground") === valueAt(group, "key", "ground"));
      expect(sumOf(ofGround, "documents")).toBe(valueAt(group, "count"));
    }
    expect(Number(valueAt(data, "now", "totalCount"))).toBeGreaterThan(0);
    const codes = listOf(data, "one", "documents").map((row) => valueAt(row, "department", "code"));
    expect(new Set(codes)).toEqual(new Set(["fgw"]));
  });

  test("is reviewed by the day that the register and each review name, or the office's board has it as overdue", async () => {
    const LIST = (states: string): string =>
      `{ duties(feed: "disclosure.withheld-reviews", states: [${states}], first: 100) { totalCount nodes { period item } } }`;
    await untilDutiesAreCounted(hub);
    const overdue = await ask(LIST("OVERDUE"));
    const periods = listOf(overdue, "duties", "nodes").map((duty) => String(valueAt(duty, "period")));
    const { data } = await hub.query("{ withheldReviews(first: 100) { nodes { reviewKey } } }");
    const held = listOf(data, "withheldReviews", "nodes").map((review) => valueAt(review, "reviewKey"));
    expect(periods.length).toBeGreaterThan(0);
    expect(periods.filter((period) => held.includes(period))).toEqual([]);
    // A review names the next one, which is to come.
    const next = await ask(LIST("UPCOMING, DUE"));
    const items = listOf(next, "duties", "nodes").map((duty) => valueAt(duty, "item"));
    expect(new Set(items)).toEqual(
      new Set(["disclosure.withheld/review", "disclosure.withheld-reviews/next-review"]),
    );
  });

  test("has a share of what is public by year, which the feeds bear out", async () => {
    const data = await ask("{ notPublic { shares { year published withheld share reviews } } }");
    const [latest] = listOf(data, "notPublic", "shares");
    const year = Number(valueAt(latest, "year"));
    const during = `{ gte: "${year}-01-01", lte: "${year}-12-31" }`;
    const feeds = await ask(
      `{ policyDocuments(where: { madeOn: ${during} }) { totalCount } withheldReviews(where: { reviewedOn: ${during} }) { totalCount }
        withheldDocuments(where: { madeOn: ${during}, kind: { eq: POLICY }, isPublicNow: { eq: false } }) { totalCount } }`,
    );
    const [published, withheld, reviews] = ["policyDocuments", "withheldDocuments", "withheldReviews"].map(
      (list) => Number(valueAt(feeds, list, "totalCount")),
    );
    expect(latest).toMatchObject({ published, withheld, reviews });
    expect(valueAt(latest, "share")).toBeCloseTo((published ?? 0) / ((published ?? 0) + (withheld ?? 0)));
  });

  test("names the columns that contracts hide, and figures of few by period with their rule", async () => {
    const data = await ask(
      "{ notPublic { columns { field show note feed { id } } suppressedFigures { period records cells fewestShown feed { id } } } }",
    );
    const columns = listOf(data, "notPublic", "columns");
    expect(columns).toContainEqual({
      field: "mobile",
      show: "WITHHELD",
      note: expect.stringContaining("个人信息"),
      feed: { id: "enforcement.officers" },
    });
    expect(columns).toContainEqual({
      field: "partyName",
      show: "MASKED",
      note: expect.any(String),
      feed: { id: "enforcement.penalties" },
    });
    const suppressed = listOf(data, "notPublic", "suppressedFigures");
    const living = suppressed.find(
      (row) => valueAt(row, "feed", "id") === "social-assistance.minimum-living",
    );
    const month = String(valueAt(living, "period"));
    const feed = await ask(
      `{ minimumLivingFigures(first: 100, where: { period: { eq: "${month}" } }) { nodes { isSuppressed } } }`,
    );
    const hidden = listOf(feed, "minimumLivingFigures", "nodes").filter((row) =>
      valueAt(row, "isSuppressed"),
    );
    expect(valueAt(living, "records")).toBe(hidden.length);
    expect(Number(valueAt(living, "cells"))).toBeGreaterThanOrEqual(Number(valueAt(living, "records")));
    expect(valueAt(living, "fewestShown")).toBe(3);
  });
});

describe("requests for information", () => {
  test("that were refused are counted by outcome and ground, few of them not at all, and late answers are counted", async () => {
    const data = await ask(
      `{ notPublic(department: "scjgj") { refusedRequests { year outcome ground requests department { code } } requests { year received answered late overdue extended } }
        all: notPublic { refusedRequests { department { code } } }
        one: disclosureRequests(first: 100, where: { department: { eq: "scjgj" } }) { totalCount nodes { receivedOn dueOn extendedOn answeredOn isLate outcome refusalGround } pageInfo { hasNextPage endCursor } } }`,
    );
    const rest = await ask(
      `{ disclosureRequests(first: 100, where: { department: { eq: "scjgj" } }, after: "${String(valueAt(data, "one", "pageInfo", "endCursor"))}") { nodes { receivedOn dueOn extendedOn answeredOn isLate outcome refusalGround } } }`,
    );
    const records = [...listOf(data, "one", "nodes"), ...listOf(rest, "disclosureRequests", "nodes")];
    expect(records).toHaveLength(Number(valueAt(data, "one", "totalCount")));
    const text = (record: unknown, field: string): string => {
      const value = valueAt(record, field);
      return typeof value === "string" || typeof value === "number" ? String(value) : "";
    };
    const refused = records.filter((one) => !["", "A"].includes(text(one, "outcome")));
    const groups = Map.groupBy(refused, (one) =>
      [text(one, "answeredOn").slice(0, 4), text(one, "outcome"), text(one, "refusalGround")].join(" "),
    );
    const counted = listOf(data, "notPublic", "refusedRequests");
    expect(
      new Map(
        counted.map((row) => [
          [text(row, "year"), text(row, "outcome"), text(row, "ground")].join(" "),
          valueAt(row, "requests"),
        ]),
      ),
    ).toEqual(new Map([...groups].map(([key, of]) => [key, of.length < 3 ? null : of.length])));
    expect(counted.map((row) => valueAt(row, "requests"))).toContain(null);
    expect(listOf(data, "all", "refusedRequests").length).toBeGreaterThan(counted.length);
    const [today] = new Date(Date.now() + 8 * 3_600_000).toISOString().split("T");
    for (const row of listOf(data, "notPublic", "requests")) {
      const ofYear = records.filter((one) => text(one, "receivedOn").startsWith(text(row, "year")));
      const open = ofYear.filter((one) => text(one, "answeredOn") === "");
      expect(row).toEqual({
        year: valueAt(row, "year"),
        received: ofYear.length,
        answered: ofYear.length - open.length,
        late: ofYear.filter((one) => text(one, "answeredOn") > text(one, "dueOn")).length,
        overdue: open.filter((one) => text(one, "dueOn") < String(today)).length,
        extended: ofYear.filter((one) => text(one, "extendedOn") !== "").length,
      });
    }
    expect(records.filter((one) => valueAt(one, "isLate") === true).length).toBeGreaterThan(0);
  });

  const HEAD =
    "登记编号,收到日期,申请人类别,申请渠道,重新起算日期,不计入期限的工作日,延期告知日期,答复日期,办理结果,区分处理的依据,法律依据,申请复议日期,复议决定日期,复议结果,起诉日期,裁判日期,诉讼结果";
  const file = (...rows: readonly string[]): string =>
    [HEAD, ...rows.map((row) => row.padEnd(row.length + 16 - row.split(",").length + 1, ","))].join("\n");

  test("are due twenty working days after their receipt, without what does not count, and twenty more with an extension in time", async () => {
    await hub.publish(
      "disclosure.requests",
      file(
        "SQ-1,2020-09-21,自然人,网上,,,,2020-10-23,A",
        "SQ-2,2020-09-21,自然人,网上,,,2020-10-20,2020-11-23,A",
        "SQ-3,2020-09-21,自然人,网上,,6,,2020-11-02,予以公开",
        "SQ-4,2020-09-21,自然人,网上,2020-10-09,,,2020-11-05,A",
        "SQ-5,2020-09-21,自然人,网上,,,2020-10-26,2020-10-27,A",
        "SQ-6,2019-05-06,自然人,网上,,,,2019-05-28,A",
      ),
      "sjj",
    );
    const data = await ask(
      '{ disclosureRequests(where: { department: { eq: "sjj" } }, orderBy: [NUMBER_ASC]) { nodes { number dueOn isLate } } }',
    );
    expect(listOf(data, "disclosureRequests", "nodes").map((one) => Object.values(one ?? {}))).toEqual([
      ["SQ-1", "2020-10-23", false],
      ["SQ-2", "2020-11-20", true],
      ["SQ-3", "2020-11-02", false],
      ["SQ-4", "2020-11-05", false],
      // It was told after the first term.
      ["SQ-5", "2020-10-23", true],
      // Fifteen by the regulation of before.
      ["SQ-6", "2019-05-27", true],
    ]);
  });

  test.each([
    ["an answer before its receipt", "SQ-9,2020-09-21,自然人,网上,,,,2020-09-18,A", ["SQ-01"]],
    ["an answer without an outcome", "SQ-9,2020-09-21,自然人,网上,,,,2020-10-18", ["SQ-02"]],
    ["a part that is withheld without a ground", "SQ-9,2020-09-21,自然人,网上,,,,2020-10-18,B", ["SQ-03"]],
    ["a law that is not named", "SQ-9,2020-09-21,自然人,网上,,,,2020-10-18,C2", ["SQ-04"]],
    [
      "more days than a consultation takes",
      "SQ-9,2020-09-21,自然人,网上,,999999999,,2020-10-18,A",
      ["SQ-05"],
    ],
    [
      "an extension after the term",
      "SQ-9,2020-09-21,自然人,网上,,,2020-10-26,2020-10-27,A",
      ["SQ-06", "SQ-07"],
    ],
    ["a late answer", "SQ-9,2020-09-21,自然人,网上,,,,2020-10-27,A", ["SQ-07"]],
    [
      "a result without a dispute",
      "SQ-9,2020-09-21,自然人,网上,,,,2020-10-18,C5,,,,2020-12-01,维持",
      ["SQ-08"],
    ],
  ])("with %s are told so", async (_, row, codes) => {
    const { body } = await hub.submit("disclosure.requests", file(row), await hub.token("clerk", "sjj"));
    expect(body.findings?.map(({ code }) => code)).toEqual(codes);
  });
});

describe("decisions of a department's own register", () => {
  const OPEN = "{ openDecisions { decisionNumber kindLabel department { code } } }";

  test("that were never published are a question to the department, and to nobody else", async () => {
    const market = listOf(await ask(OPEN, await hub.token("reviewer", "scjgj")), "openDecisions");
    expect(market.map((one) => valueAt(one, "decisionNumber"))).toEqual([
      "京密示例罚〔2024〕118号",
      "京密示例罚〔2026〕4号",
      "京密示例罚〔2026〕9号",
    ]);
    const everything = listOf(await ask(OPEN, await hub.token("supervisor", null)), "openDecisions");
    expect(everything.length).toBeGreaterThan(market.length);
    const stranger = await hub.query(OPEN);
    expect(stranger.errors).toBeDefined();
  });

  test("are counted for everybody: registered, published, not to be public, and open", async () => {
    const data = await ask(
      '{ notPublic(department: "scjgj") { decisions { kind year registered published withheld open } } }',
    );
    const decisions = listOf(data, "notPublic", "decisions");
    expect(sumOf(decisions, "open")).toBe(3);
    expect(sumOf(decisions, "withheld")).toBe(1);
    expect(sumOf(decisions, "registered")).toBe(
      sumOf(decisions, "published") + sumOf(decisions, "withheld") + sumOf(decisions, "open"),
    );
  });
});
