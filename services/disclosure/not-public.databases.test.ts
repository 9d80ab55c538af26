import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { until } from "../../test/until.js";

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
    await until(
      async () => valueAt(await ask("{ dutyBoard { isCurrent } }"), "dutyBoard", "isCurrent") === true,
      "all releases are counted",
    );
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
