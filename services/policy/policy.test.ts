import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { addDays, today } from "#kit";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const { data, errors } = await hub.query(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

const document = (changes: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  索引号: "SL-TEST/ZK-1",
  标题: "北京市密云区财政局关于印发《示例核算办法》的通知",
  发文机关: "区财政局",
  发文字号: "密财示例发〔2026〕1号",
  成文日期: addDays(today(), -3),
  发布日期: addDays(today(), -2),
  实施日期: addDays(today(), -1),
  主题分类: "财政、金融、审计/财政",
  文种分类: "通知",
  有效性: "现行有效",
  是否规范性文件: "是",
  公开属性: "主动公开",
  正文: "第一条 为了示例。",
  ...changes,
});

async function findings(
  feed: string,
  ...rows: readonly Readonly<Record<string, string>>[]
): Promise<readonly (readonly [number | null, string | null, string])[]> {
  const { body } = await hub.submit(`policy.${feed}`, JSON.stringify(rows), await hub.token("clerk", "czj"));
  return (body.findings ?? [])
    .filter(({ severity, code }) => severity !== "INFO" && code !== "PD-20")
    .map(({ row, field, code }) => [row, field, code]);
}

test("the files of the samples are given as they lie there, shown on the document's page, and found by their words", async () => {
  const files = [
    ["SL-QZFB/ZK-2026-000900", "改造项目清单.docx", "屋面防水"],
    ["SL-QZFB/ZK-2026-000901", "学位预警分级标准.pdf", "校车接驳"],
    ["SL-QZFB/ZK-2026-000902", "养老服务设施布局表.ofd", "康复辅具租赁柜"],
    ["SL-QZFB/ZK-2025-000890", "停车设施布局示意图.png", null],
  ] as const;
  for (const [indexNumber, name, words] of files) {
    const data = await ask(
      "query ($is: String!) { policyDocuments(where: { indexNumber: { eq: $is } }) { nodes { id title attachmentFiles { name path } } } }",
      { is: indexNumber },
    );
    const document = valueAt(data, "policyDocuments", "nodes", 0);
    expect(valueAt(document, "attachmentFiles", 0, "name")).toBe(name);
    const given = await fetch(`${hub.url}${String(valueAt(document, "attachmentFiles", 0, "path"))}`);
    const file = new URL(`../../../services/policy/samples/documents/qzfb/${name}`, import.meta.url);
    expect(Buffer.from(await given.arrayBuffer())).toEqual(await readFile(file));
    const page = await fetch(`${hub.url}/id/PolicyDocument/${String(valueAt(document, "id"))}`, {
      headers: { accept: "text/html" },
    });
    expect(await page.text()).toContain(name);
    if (words === null) continue;
    const found = await ask("query ($words: String!) { search(text: $words) { nodes { title excerpt } } }", {
      words,
    });
    expect(valueAt(found, "search", "nodes")).toEqual([
      { title: valueAt(document, "title"), excerpt: expect.stringContaining(words) },
    ]);
  }
});

describe("a document", () => {
  test("that keeps the rules is taken in, under the short name of its organ", async () => {
    expect(await findings("documents", document())).toEqual([]);
  });

  test.each([
    ["is not public", { 公开属性: "依申请公开" }, "openness", "PD-01"],
    ["is of another department", { 发文机关: "区教委" }, "issuer", "PD-18"],
    ["is of nobody", { 发文机关: "示例委员会" }, "issuer", "PD-15"],
    ["was published before it was made", { 发布日期: addDays(today(), -9) }, "publishedOn", "PD-22"],
    ["is over and in force", { 失效日期: addDays(today(), -1) }, "validity", "PD-07"],
    ["is repealed on no day", { 有效性: "废止" }, "endsOn", "PD-06"],
    ["repeals itself", { 废止的文件: "密财示例发[2026]1号" }, "repealedNumbers", "PD-08"],
    ["has the number of another", { 发文字号: "密发展示例发〔2026〕100号" }, "documentNumber", "PD-31"],
    ["holds a script", { 正文: "第一条\n<script>alert(1)</script>" }, "body", "TEXT_STRUCTURE"],
    ["holds a handler", { 正文: "<img src=x onerror=alert(1)>" }, "body", "TEXT_STRUCTURE"],
    ["holds a picture", { 正文: "![示例](https://example.com/a.png)" }, "body", "TEXT_STRUCTURE"],
    ["leads to a script", { 正文: "[示例](java&#115;cript:alert(1))" }, "body", "TEXT_STRUCTURE"],
    [
      "leads to another scheme by name",
      { 正文: "[甲][乙]\n\n[乙]: data:text/html,1" },
      "body",
      "TEXT_STRUCTURE",
    ],
  ])("that %s is refused", async (_, changes, field, code) => {
    expect(await findings("documents", document(changes))).toContainEqual([1, field, code]);
  });

  test("that names what is not published, says it late or says it is not public is pointed out", async () => {
    const late = document({
      成文日期: addDays(today(), -60),
      废止的文件: "密财示例发〔2001〕9号",
      正文: "第一条 为了示例。\n（此件不予公开）",
    });
    expect((await findings("documents", late)).map(([, , code]) => code)).toEqual(
      expect.arrayContaining(["PD-05", "PD-23", "PD-29"]),
    );
  });
});

test("what a document repeals says so itself, from the day before it is in force, and stays where it is", async () => {
  const data = await ask(
    `{ policyDocuments(where: { validity: { eq: REPEALED } }, first: 1) { nodes { permalink documentKey inForceFrom endsOn
      repealedBy { totalCount nodes { inForceFrom repeals { documentKey } amends { documentKey } } } amendedBy { totalCount } } } }`,
  );
  const found = valueAt(data, "policyDocuments", "nodes", 0);
  const [key, endsOn, from] = ["documentKey", "endsOn", "inForceFrom"].map((name) =>
    String(valueAt(found, name)),
  );
  expect(valueAt(found, "repealedBy", "totalCount")).toBe(1);
  expect(valueAt(found, "repealedBy", "nodes", 0, "repeals")).toEqual([{ documentKey: key }]);
  const after = addDays(String(endsOn), 1);
  expect(valueAt(found, "repealedBy", "nodes", 0, "inForceFrom")).toBe(after);
  const on = async (day: string): Promise<unknown> =>
    valueAt(
      await ask(
        `query ($key: String!, $day: Date!) { policyDocument(documentKey: $key) { validityOn(on: $day) isInForce(on: $day) } }`,
        { key, day },
      ),
      "policyDocument",
    );
  expect(await on(addDays(String(from), -1))).toEqual({ validityOn: "PENDING", isInForce: false });
  expect(await on(String(endsOn))).toEqual({ validityOn: "IN_FORCE", isInForce: true });
  expect(await on(after)).toEqual({ validityOn: "REPEALED", isInForce: false });
  const page = await fetch(`${hub.url}${String(valueAt(found, "permalink"))}`, {
    headers: { accept: "application/json" },
  });
  expect(page.status).toBe(200);
});

test("a text is given in its blocks, by its own field and by the fields that any record has", async () => {
  const blocks = "{ kind level marker spans { text address } rows }";
  const data = await ask(
    `{ policyDocuments(first: 1) { nodes { bodyBlocks ${blocks} fields { name blocks ${blocks} } } } }`,
  );
  const [found, fields] = [
    valueAt(data, "policyDocuments", "nodes", 0, "bodyBlocks"),
    valueAt(data, "policyDocuments", "nodes", 0, "fields"),
  ];
  expect(fields).toContainEqual({ name: "body", blocks: found });
  expect(found).toEqual(
    expect.arrayContaining([
      {
        kind: "HEADING",
        level: 2,
        marker: null,
        spans: [{ text: "第一章 总则", address: null }],
        rows: [],
      },
      expect.objectContaining({ kind: "LIST_ITEM", level: 1 }),
      expect.objectContaining({
        kind: "TABLE",
        spans: [],
        rows: expect.arrayContaining([["档次", "条件（示例）", "标准（示例）"]]),
      }),
    ]),
  );
});

test("a document, what explains it, its answers and the gazette lead to each other", async () => {
  const data =
    await ask(`{ policyInterpretations(first: 20) { nodes { documentKey policyDocument { documentKey
    interpretations(first: 2) { nodes { documentKey } } answers(first: 2) { nodes { policyDocument { documentKey } } } } } }
    gazetteIssues(first: 2) { nodes { issueKey contents(first: 3) { totalCount nodes { documentKey
      gazetteIssue { issueKey } policyDocument { documentKey gazetteContents(first: 1) { nodes { documentKey } } } } } } } }`);
  const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const pieces = listOf(valueAt(data, "policyInterpretations", "nodes"));
  expect(pieces.length).toBe(20);
  for (const one of pieces) {
    const documentKey = valueAt(one, "documentKey");
    const policyDocument = valueAt(one, "policyDocument");
    expect(valueAt(policyDocument, "documentKey")).toBe(documentKey);
    expect(valueAt(policyDocument, "interpretations", "nodes")).toContainEqual({ documentKey });
    for (const answer of listOf(valueAt(policyDocument, "answers", "nodes")))
      expect(answer).toEqual({ policyDocument: { documentKey } });
  }
  expect(pieces.some((one) => valueAt(one, "policyDocument", "answers", "nodes", 0) !== undefined)).toBe(
    true,
  );
  for (const issue of listOf(valueAt(data, "gazetteIssues", "nodes"))) {
    expect(valueAt(issue, "contents", "totalCount")).toBe(3);
    for (const entry of listOf(valueAt(issue, "contents", "nodes"))) {
      const documentKey = valueAt(entry, "documentKey");
      expect(valueAt(entry, "gazetteIssue", "issueKey")).toBe(valueAt(issue, "issueKey"));
      expect(valueAt(entry, "policyDocument", "gazetteContents", "nodes")).toEqual([{ documentKey }]);
    }
  }
});

test("words of the text are found from its beginning to its end, with what stands around them", async () => {
  const find = async (text: string): Promise<unknown> =>
    valueAt(
      await ask(
        "query ($text: String!) { search(text: $text, types: [POLICY_DOCUMENT]) { totalCount nodes { excerpt } } }",
        { text },
      ),
      "search",
    );
  const found = await find("一次性告知需要补正的内容");
  expect(Number(valueAt(found, "totalCount"))).toBeGreaterThan(100);
  expect(String(valueAt(found, "nodes", 0, "excerpt"))).toContain("一次性告知需要补正的内容");
});

test("a search is as precise as the list: by words and any of its fields, on a day of the law, newest first, counted by theme", async () => {
  const day = today();
  const inForce = {
    inForceFrom: { lte: day },
    or: [{ endsOn: { isNull: true } }, { endsOn: { gte: day } }],
    issuerCode: { eq: "mzj" },
  };
  const found = valueAt(
    await ask(
      `query ($where: String!) { search(text: "条件 标准", types: [POLICY_DOCUMENT], where: $where, orderBy: NEWEST, first: 50) {
        totalCount isComplete nodes { day record { ... on PolicyDocument { issuerCode isInForce(on: "${day}") } } }
        valueFacets(field: "theme") { value text count } } }`,
      { where: JSON.stringify(inForce) },
    ),
    "search",
  );
  const list = valueAt(
    await ask(
      `query ($where: PolicyDocumentWhere) { policyDocuments(where: $where) { totalCount groups(by: [THEME]) { count } } }`,
      {
        where: inForce,
      },
    ),
    "policyDocuments",
  );
  const total = valueAt(found, "totalCount");
  expect(total).toBe(valueAt(list, "totalCount"));
  const nodes = valueAt(found, "nodes");
  const hits = Array.isArray(nodes) ? nodes : [];
  expect(hits.length).toBe(total);
  const days = hits.map((hit) => String(valueAt(hit, "day")));
  expect(days).toEqual(days.toSorted().toReversed());
  for (const hit of hits) expect(valueAt(hit, "record")).toEqual({ issuerCode: "mzj", isInForce: true });
  const facets = valueAt(found, "valueFacets");
  const counts = (Array.isArray(facets) ? facets : []).map((facet) => Number(valueAt(facet, "count")));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
  expect(facets).toContainEqual(
    expect.objectContaining({ value: "CIVIL_AFFAIRS", text: "民政、扶贫、救灾" }),
  );
});

test.each([
  ["no JSON", 'types: [POLICY_DOCUMENT], where: "theme"'],
  ["a condition of no one type", 'where: "{}"'],
  ["a field that there is not", 'types: [POLICY_DOCUMENT], where: "{\\"x\\":{\\"eq\\":\\"1\\"}}"'],
])("a search by %s is refused", async (_, given) => {
  const { errors } = await hub.query(`{ search(text: "示例办法", ${given}) { totalCount } }`);
  expect(errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["FILTER_INVALID"]);
});

test("what people say is found as documents have it, by the synonyms that are published", async () => {
  const data = await ask(`{
    said: search(text: "低保工作", types: [POLICY_DOCUMENT]) { totalCount isApproximate nodes { title } }
    written: search(text: "最低生活保障工作", types: [POLICY_DOCUMENT]) { totalCount } }`);
  expect(valueAt(data, "said", "isApproximate")).toBe(false);
  expect(valueAt(data, "said", "totalCount")).toBe(valueAt(data, "written", "totalCount"));
  expect(String(valueAt(data, "said", "nodes", 0, "title"))).toContain("最低生活保障工作");
});
