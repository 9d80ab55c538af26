import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { discoverContracts } from "../kit/graph/serve/discover.js";
import { sampleInstitutionCode } from "../kit/sample/parties.js";
import { namesOf, namingFeeds } from "../kit/store/read/named-entities.js";
import { tableOf } from "../kit/store/open/tables.js";
import { MARKET, penaltyCsv, penaltyRow } from "../../test/penalty-file.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { until } from "../../test/until.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
  await untilCurrent();
});
afterAll(() => hub.close());

interface Hit {
  readonly type: string;
  readonly id: string;
  readonly title: string;
  readonly excerpt: string | null;
  readonly record: Readonly<Record<string, unknown>> | null;
}
interface Found {
  readonly totalCount: number;
  readonly isApproximate: boolean;
  readonly isComplete: boolean;
  readonly nodes: readonly Hit[];
  readonly facets: readonly { readonly type: string; readonly typeLabel: string; readonly count: number }[];
  readonly pageInfo: Readonly<Record<string, unknown>>;
}

async function find(
  text: string,
  given: { readonly types?: readonly string[]; readonly first?: number; readonly after?: string } = {},
): Promise<Found> {
  const answer = await hub.query(
    `query ($text: String!, $types: [SearchType!], $first: Int, $after: String) { search(text: $text, types: $types, first: $first, after: $after) {
    totalCount isApproximate isComplete facets { type typeLabel count } pageInfo { hasNextPage hasPreviousPage endCursor } nodes { type id title excerpt record { __typename ... on Party { id name } ... on Area { code } ... on Penalty { id decisionNumber department { name } } } } } }`,
    { text, ...given },
  );
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return valueAt(answer.data, "search") as Found; // the selection above
}

async function untilCurrent(): Promise<void> {
  await until(
    async () =>
      valueAt((await hub.query('{ search(text: "密云") { isCurrent } }')).data, "search", "isCurrent") ===
      true,
  );
}

describe("a search", () => {
  test("puts what bears the name before what mentions it, and gives the record itself from whichever department has it", async () => {
    const { nodes } = await find("溪翁庄镇");
    expect(nodes[0]).toMatchObject({
      type: "AREA",
      title: "溪翁庄镇",
      record: { __typename: "Area", code: "110118101" },
    });
    const enterprise = await find("示例甲甲餐饮有限公司");
    expect(enterprise.nodes[0]).toMatchObject({
      type: "PARTY",
      id: "91110118YL00000041",
      record: { __typename: "Party", name: "示例甲甲餐饮有限公司" },
    });
    const penalty = await find("示例甲甲餐饮有限公司", { types: ["PENALTY"] });
    expect(penalty.nodes[0]).toMatchObject({
      type: "PENALTY",
      record: { department: { name: "北京市密云区市场监督管理局" } },
    });
  });

  test("finds a record by its whole number, by a credit code, and by words in any order", async () => {
    for (const typed of ["京密示例罚〔2026〕5号", "京密示例罚(2026)5号", "京密示例罚【２０２６】5号"]) {
      expect((await find(typed)).nodes[0]).toMatchObject({
        type: "PENALTY",
        record: { decisionNumber: "京密示例罚〔2026〕5号" },
      });
    }
    expect((await find("91110118yl00000041")).facets.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["PARTY", "PENALTY", "LICENCE", "INSPECTION_RESULT"]),
    );
    const words = await find("罚款 示例甲甲餐饮有限公司");
    expect(words.isApproximate).toBe(false);
    expect(
      words.nodes.every(({ type, title }) => type === "PENALTY" && title.startsWith("示例甲甲餐饮有限公司")),
    ).toBe(true);
  });

  test("allows for a wrong character, and says that it did", async () => {
    const { nodes, isApproximate } = await find("溪瓮庄镇");
    expect(isApproximate).toBe(true);
    expect(nodes[0]).toMatchObject({ title: "溪翁庄镇" });
    expect((await find("示例甲甲参饮有限公司")).nodes[0]?.title).toMatch(/^.例甲甲餐饮有限公司$/);
    expect((await find("京密示列罚〔2026〕5号")).nodes.map(({ title }) => title).join()).toContain(
      "京密示例罚〔2026〕5号",
    );
  });

  test("counts each type, whatever types are asked for, and gives only those", async () => {
    const all = await find("溪翁庄");
    const schools = await find("溪翁庄", { types: ["SCHOOL", "JOB_FAIR"] });
    expect(schools.facets).toEqual(all.facets);
    expect(new Set(schools.nodes.map(({ type }) => type))).toEqual(new Set(["SCHOOL", "JOB_FAIR"]));
    expect(schools.totalCount).toBe(
      all.facets
        .filter(({ type }) => ["SCHOOL", "JOB_FAIR"].includes(type))
        .reduce((sum, { count }) => sum + count, 0),
    );
    expect(all.facets.reduce((sum, { count }) => sum + count, 0)).toBe(all.totalCount);
  });

  test("goes on from a cursor without repeating or leaving out", async () => {
    const whole = await find("示例甲甲餐饮", { first: 50 });
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const { nodes, pageInfo } = await find("示例甲甲餐饮", {
        first: 7,
        ...(after === undefined ? {} : { after }),
      });
      seen.push(...nodes.map(({ id }) => id));
      more = pageInfo["hasNextPage"] === true && seen.length < 50;
      after = String(pageInfo["endCursor"]);
    }
    expect(seen.slice(0, 49)).toEqual(whole.nodes.map(({ id }) => id).slice(0, 49));
  });

  test.each([
    ["密", "FILTER_INVALID"],
    ["　〔〕 ", "FILTER_INVALID"],
    ["长".repeat(101), "FILTER_INVALID"],
  ])("refuses %s", async (text, code) => {
    const { errors } = await hub.query("query ($text: String!) { search(text: $text) { totalCount } }", {
      text,
    });
    expect(errors?.[0]?.extensions["code"]).toBe(code);
  });

  test("takes any text for words and nothing else", async () => {
    for (const text of ["' OR 1=1 --", "%密云_%", "\\密 \\ {1,2}", "]]> <b>粗体</b>", "\u0000密云"])
      expect((await find(text)).totalCount).toBeGreaterThanOrEqual(0);
  });
});

test("the records of every feed are found by their titles", async () => {
  const missed: string[] = [];
  for (const contract of await discoverContracts()) {
    const {
      rows: [entry],
    } = await hub.parts.database.pool.query<{ key: string; title: string }>(
      "SELECT key, title FROM search.entry WHERE type = $1 ORDER BY key LIMIT 1",
      [contract.type],
    );
    const type = contract.type.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    const hits = entry ? (await find(entry.title.slice(0, 100), { types: [type], first: 50 })).nodes : [];
    if (!hits.some(({ id }) => id === entry?.key)) missed.push(contract.id);
  }
  expect(missed).toEqual([]);
});

test("the index has each published record once, and nothing else", async () => {
  for (const contract of await discoverContracts()) {
    const {
      rows: [counts],
    } = await hub.parts.database.pool.query<{ published: number; indexed: number }>(
      `SELECT (SELECT count(*) FROM ${tableOf(contract)} WHERE closed_in IS NULL) AS published, (SELECT count(*) FROM search.entry WHERE type = $1) AS indexed`,
      [contract.type],
    );
    expect({ feed: contract.id, indexed: counts?.indexed }).toEqual({
      feed: contract.id,
      indexed: counts?.published,
    });
  }
});

test("what a release takes down is gone at once, with the party that it alone spoke of; what it brings is found soon", async () => {
  const charities = (...numbers: readonly number[]): string =>
    [
      "名称,统一社会信用代码,认定日期,是否具有公开募捐资格,业务范围,状态",
      ...numbers.map(
        (number) =>
          `甲乙丙丁${number}号慈善基金会,${sampleInstitutionCode("53", number)},2025-03-01,是,助学,有效`,
      ),
    ].join("\n");
  await hub.publish("social-assistance.charities", charities(901, 902), "mzj");
  await untilCurrent();
  expect((await find("甲乙丙丁902号慈善基金会")).nodes.map(({ type }) => type)).toEqual(["PARTY", "CHARITY"]);
  await hub.publish("social-assistance.charities", charities(901), "mzj");
  expect((await find("甲乙丙丁902号慈善基金会")).nodes.filter(({ title }) => title.includes("902"))).toEqual(
    [],
  );
  await untilCurrent();
  expect((await find("甲乙丙丁902号慈善基金会")).nodes.filter(({ title }) => title.includes("902"))).toEqual(
    [],
  );
  expect((await find("甲乙丙丁901号慈善基金会")).nodes.map(({ type }) => type)).toEqual(["PARTY", "CHARITY"]);
});

test("what a correction changed is not shown as it was, from the moment of the release", async () => {
  const charity = (name: string): string =>
    `名称,统一社会信用代码,认定日期,是否具有公开募捐资格,业务范围,状态\n${name},${sampleInstitutionCode("53", 903)},2025-03-01,是,助学,有效`;
  await hub.publish("social-assistance.charities", charity("误写庚辛壬癸慈善会"), "mzj");
  await untilCurrent();
  expect((await find("误写庚辛壬癸慈善会")).nodes).toHaveLength(2);
  await hub.publish("social-assistance.charities", charity("更正庚辛壬癸慈善会"), "mzj");
  expect((await find("误写庚辛壬癸慈善会")).nodes.filter(({ title }) => title.includes("误写"))).toEqual([]);
  await untilCurrent();
  expect((await find("更正庚辛壬癸慈善会")).nodes.map(({ title }) => title)).toEqual([
    "更正庚辛壬癸慈善会",
    "更正庚辛壬癸慈善会",
  ]);
});

test("a party whose latest record goes is found by the name that the others give it, and by no other", async () => {
  const code = sampleInstitutionCode("53", 904);
  const charities = (name: string, number: string): string =>
    `名称,统一社会信用代码,认定日期,是否具有公开募捐资格,业务范围,状态\n${name},${number},2025-03-01,是,助学,有效`;
  const names = async (): Promise<readonly string[]> =>
    (await find("子丑寅卯慈善会", { types: ["PARTY"] })).nodes.map(({ title }) => title);
  await hub.publish(
    "enforcement.penalties",
    penaltyCsv([penaltyRow(9, { partyName: "早名子丑寅卯慈善会", unifiedSocialCreditCode: code })]),
    MARKET.code,
  );
  await hub.publish("social-assistance.charities", charities("晚名子丑寅卯慈善会", code), "mzj");
  await untilCurrent();
  expect(await names()).toEqual(["晚名子丑寅卯慈善会"]);
  await hub.publish(
    "social-assistance.charities",
    charities("另一家慈善会", sampleInstitutionCode("53", 905)),
    "mzj",
  );
  expect(await names()).not.toContain("晚名子丑寅卯慈善会");
  await untilCurrent();
  expect(await names()).toEqual(["早名子丑寅卯慈善会"]);
  expect((await find("晚名子丑寅卯慈善会")).nodes.filter(({ title }) => title.includes("晚名"))).toEqual([]);
});

test("each party is in the index once, by the name that published records give it", async () => {
  const { rows } = await hub.parts.database.pool.query<{ key: string; title: string }>(
    "SELECT key, title FROM search.entry WHERE type = 'Party'",
  );
  const feeds = namingFeeds(await discoverContracts(), "Party");
  const keys = new Set<string>();
  for (const { contract, key } of feeds) {
    const named = await hub.parts.database.pool.query<{ key: string }>(
      `SELECT DISTINCT "${key}" AS key FROM ${tableOf(contract)} WHERE closed_in IS NULL AND "${key}" IS NOT NULL`,
    );
    for (const row of named.rows) keys.add(row.key);
  }
  const names = await namesOf(hub.parts.database.pool, feeds, [...keys]);
  expect(new Map(rows.map(({ key, title }) => [key, title]))).toEqual(names);
});
