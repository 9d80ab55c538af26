import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import jsonld from "jsonld";
import { DataFactory, Parser, Store } from "n3";
import { discoverContracts } from "../../kit/graph/serve/discover.js";
import { sampleInstitutionCode } from "../../kit/sample/parties.js";
import { MARKET } from "../../../test/penalty-file.js";
import { WITH_FILES } from "../../../test/prepared.js";
import { publishPenalty } from "../../../test/publish-penalty.js";
import { startHub, valueAt, type TestHub } from "../../../test/start-hub.js";
import { withdrawByLaw } from "../../../test/withdraw-record.js";

const PUBLIC_URL = "https://data.example.test";
const PENALTIES = "enforcement.penalties";
const CHARITIES = "social-assistance.charities";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({
    domains: WITH_FILES,
    holds: "directory",
    settings: { PUBLIC_URL },
  });
});
afterAll(() => hub.close());

function ask(path: string, accept: string): Promise<Response> {
  return fetch(`${hub.url}${path}`, { headers: { accept } });
}

const charityFile = (numbers: readonly number[]): string =>
  [
    "名称,统一社会信用代码,认定日期,是否具有公开募捐资格,业务范围,状态",
    ...numbers.map(
      (number) => `示例${number}号基金会,${sampleInstitutionCode("53", number)},2025-03-01,是,助学,有效`,
    ),
  ].join("\n");

async function withdraw(id: string): Promise<void> {
  const penalties = (await discoverContracts()).find((contract) => contract.id === PENALTIES);
  if (!penalties) throw new Error("There is no such dataset");
  await withdrawByLaw(hub.parts.database, penalties, MARKET.code, [id]);
}

describe("a record's permalink", () => {
  test("gives it as the dataset's file has it", async () => {
    const { id, path } = await publishPenalty(hub, 1);
    const lines = (await (await fetch(`${hub.url}/data/${PENALTIES}.ndjson`)).text())
      .split("\n")
      .filter(Boolean);
    const known = lines
      .map((line): unknown => JSON.parse(line))
      .find((record) => valueAt(record, "id") === id);
    for (const accept of ["application/json", "*/*"]) {
      const response = await ask(path, accept);
      expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
      expect(await response.json()).toEqual(known);
    }
    expect(await (await ask(`${path}.json`, "text/html")).json()).toEqual(known);
  });

  test("gives it as JSON-LD, whose it is and where it comes from, each name an address that is there", async () => {
    const { path } = await publishPenalty(hub, 2, { fineAmount: "0.012345" });
    const response = await ask(path, "application/ld+json");
    expect(response.headers.get("content-type")).toBe("application/ld+json; charset=utf-8");
    const lines: unknown = await jsonld.toRDF(JSON.parse(await response.text()), {
      format: "application/n-quads",
    });
    if (typeof lines !== "string") throw new Error("JSON-LD was not read as lines");
    const found = new Store(new Parser({ format: "N-Quads" }).parse(lines));
    const valueOf = (property: string): string | undefined =>
      found.getObjects(
        DataFactory.namedNode(`${PUBLIC_URL}${path}`),
        DataFactory.namedNode(property),
        null,
      )[0]?.value;
    expect(valueOf("http://purl.org/dc/terms/isPartOf")).toBe(`${PUBLIC_URL}/catalog/${PENALTIES}`);
    expect(valueOf("http://purl.org/dc/terms/bibliographicCitation")).toContain(`[DS/OL]`);
    const source = valueOf("http://www.w3.org/ns/prov#wasDerivedFrom") ?? "";
    expect((await fetch(source.replace(PUBLIC_URL, hub.url), { method: "HEAD" })).status).toBe(200);
    const own = [...found.getPredicates(null, null, null)]
      .map(({ value }) => value)
      .filter((name) => name.startsWith(PUBLIC_URL));
    expect(own.length).toBeGreaterThan(20);
    const schema = await (await fetch(`${hub.url}/schema/public.graphql`)).text();
    const type = /type Penalty [^{]*\{([^]*?)\n\}/.exec(schema)?.[1] ?? "";
    for (const name of own) {
      const [address, field = ""] = name.split("#Penalty.");
      expect(address).toBe(`${PUBLIC_URL}/schema/public.graphql`);
      expect(type).toMatch(new RegExp(`^  ${field}[(:]`, "m"));
    }
    const [kind] = found.getObjects(
      null,
      DataFactory.namedNode(`${PUBLIC_URL}/schema/public.graphql#Penalty.partyKindLabel`),
      null,
    );
    expect(kind).toMatchObject({ value: "法人及非法人组织", language: "zh" });
  });

  test("is not sent again to who has it, and is the same after a correction", async () => {
    const { path } = await publishPenalty(hub, 4);
    const tag = (await ask(path, "application/json")).headers.get("etag") ?? "";
    const again = (): Promise<Response> =>
      fetch(`${hub.url}${path}`, { headers: { accept: "application/json", "if-none-match": tag } });
    expect((await again()).status).toBe(304);
    expect((await publishPenalty(hub, 4, { violationFacts: "更正后的事实" })).path).toBe(path);
    expect(valueAt(await (await again()).json(), "violationFacts")).toBe("更正后的事实");
  });
});

describe("what was public and is so no longer is gone, and says why", () => {
  test("withdrawn by law", async () => {
    const { id, path } = await publishPenalty(hub, 5, { violationFacts: "金丝雀事实" });
    await withdraw(id);
    const gone = await ask(path, "application/ld+json");
    expect([gone.status, await gone.json()]).toEqual([
      410,
      expect.objectContaining({
        code: "RECORD_REMOVED",
        message: expect.stringContaining("依法撤回"),
        details: expect.objectContaining({ removal: "WITHDRAWN", release: expect.any(Number) }),
      }),
    ]);
  });

  test("dropped from its department's list", async () => {
    await hub.publish(CHARITIES, charityFile([1, 2]), "mzj");
    const { data } = await hub.query("{ charities { nodes { name permalink } } }");
    const nodes = Object.values(valueAt(data, "charities", "nodes") ?? {});
    await hub.publish(CHARITIES, charityFile([2, 3]), "mzj");
    const statuses = await Promise.all(
      nodes.map(async (node) => {
        const response = await ask(String(valueAt(node, "permalink")), "*/*");
        return [valueAt(node, "name"), response.status, valueAt(await response.json(), "details", "removal")];
      }),
    );
    expect(statuses.toSorted()).toEqual([
      ["示例1号基金会", 410, "DROPPED"],
      ["示例2号基金会", 200, undefined],
    ]);
  });
});

test.each([
  ["an id that nothing ever had", `/id/Penalty/${crypto.randomUUID()}`],
  ["a type that there is not", `/id/Nothing/${crypto.randomUUID()}`],
  ["a text that is no id", "/id/Penalty/x%27%20OR%201=1"],
  ["another ending", `/id/Penalty/${crypto.randomUUID()}.xml`],
])("%s is unknown", async (_, path) => {
  const response = await ask(path, "*/*");
  expect([response.status, valueAt(await response.json(), "code")]).toEqual([404, "RECORD_UNKNOWN"]);
});
