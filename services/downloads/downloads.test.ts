import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import exceljs from "exceljs";
import * as fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import iconv from "iconv-lite";
import type { FeedContract, StoredKind, Value } from "../kit/feed/contract.js";
import { storedFields } from "../kit/feed/stored-fields.js";
import { discoverContracts } from "../kit/graph/serve/discover.js";
import { sampleInstitutionCode } from "../kit/sample/parties.js";
import { OPERATORS, queryFieldsOf } from "../kit/store/read/query-fields.js";
import { openAgent, type Agent } from "../../test/agent.js";
import { SCALE } from "../../test/scale.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";

let hub: TestHub;
let agent: Agent;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
  agent = await openAgent(hub.url);
});
afterAll(async () => {
  await agent.close();
  await hub.close();
});

const contracts = await discoverContracts();
const PENALTIES = "enforcement.penalties";

type Parameters = Readonly<Record<string, string>>;
/** A record by the graph's names. */
type Node = Readonly<Record<string, Value>>;

function download(
  file: string,
  parameters: Parameters = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${hub.url}/data/${file}?${new URLSearchParams(parameters).toString()}`, {
    headers: { "accept-encoding": "identity", ...headers },
  });
}

async function bytesOf(file: string, parameters: Parameters = {}): Promise<Buffer> {
  const response = await download(file, parameters);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(bytes.toString());
  return bytes;
}

/** All pages of the list in the graph, each record as a download has it. */
async function inGraph(
  contract: FeedContract,
  where: object,
  orderBy: readonly string[],
  ask: Agent["query"] = hub.query,
): Promise<readonly Node[]> {
  const fields = storedFields(contract).filter(({ exposed }) => exposed);
  const found: Node[] = [];
  for (let after: string | null = null; ;) {
    const answer = await ask(
      `query ($where: ${contract.type}Where, $orderBy: [${contract.type}Order!], $after: String) { list: ${contract.plural}(where: $where, orderBy: $orderBy, first: 100, after: $after) {
        pageInfo { hasNextPage endCursor } nodes { id ${fields.map(({ field }) => field).join(" ")} department { code } provenance { release { number } } } } }`,
      { where, orderBy: orderBy.length === 0 ? null : orderBy, after },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    for (const node of Object.values(valueAt(answer.data, "list", "nodes") ?? {})) {
      const { provenance, ...values } = node as Node & { readonly provenance: unknown }; // the selection above
      found.push({
        ...values,
        department: String(valueAt(node, "department", "code")),
        release: Number(valueAt(provenance, "release", "number")),
      });
    }
    if (valueAt(answer.data, "list", "pageInfo", "hasNextPage") !== true) return found;
    after = String(valueAt(answer.data, "list", "pageInfo", "endCursor"));
  }
}

/** A value as a cell of a table has it, with codes. */
function asCell(value: Value): string {
  if (value === null) return "";
  if (typeof value === "object") return value.join("；");
  return typeof value === "string" && /^[=+\-@\t\r]/.test(value) && !/^-?\d/.test(value)
    ? `'${value}`
    : String(value);
}

const asCells = (nodes: readonly Node[]): readonly Node[] =>
  nodes.map((node) => Object.fromEntries(Object.entries(node).map(([name, value]) => [name, asCell(value)])));

async function sheetOf(bytes: Buffer): Promise<readonly Node[]> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.read(Readable.from(bytes));
  const rows: string[][] = [];
  workbook.worksheets[0]?.eachRow((row) => {
    rows.push(Array.from({ length: row.cellCount }, (_, at) => row.getCell(at + 1).text));
  });
  const [header = [], ...records] = rows;
  return records.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""])));
}

/** The reader makes a decimal of its digits by a multiplication, which the rounding takes back. */
async function parquetOf(contract: FeedContract, bytes: Buffer): Promise<readonly object[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const scales = new Map(storedFields(contract).map(({ field, scale }) => [field, scale]));
  const records = await parquetReadObjects({ file: file as ArrayBuffer }); // Buffers of fetch are no shared ones
  return records.map((record) =>
    Object.fromEntries(
      Object.entries(record).map(([name, value]): [string, unknown] => [
        name,
        typeof value === "number" ? Number(value.toFixed(scales.get(name) ?? 0)) : value,
      ]),
    ),
  );
}

/** What Parquet gives back of a value of the graph. */
function inParquet(contract: FeedContract, nodes: readonly Node[]): readonly object[] {
  const kinds = new Map<string, StoredKind>(storedFields(contract).map(({ field, kind }) => [field, kind]));
  const typed = (name: string, value: Value): unknown => {
    if (value === null) return null;
    const kind = kinds.get(name);
    if (kind === "integer" || name === "release") return BigInt(Number(value));
    if (kind === "date") return new Date(`${String(value)}T00:00:00Z`);
    if (kind === "decimal") return Number(value);
    return value;
  };
  return nodes.map((node) =>
    Object.fromEntries(Object.entries(node).map(([name, value]) => [name, typed(name, value)])),
  );
}

function comparison(
  kind: StoredKind,
  field: string,
  value: Value,
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const operator = fc.constantFrom(...OPERATORS[kind]);
  return operator.map((name) => {
    if (name === "isNull") return { [field]: { isNull: value === null } };
    if (value === null) return { [field]: { isNull: true } };
    const one = typeof value === "object" ? value[0] : value;
    return { [field]: { [name]: name === "in" || name === "hasAny" ? [one] : one } };
  });
}

/** A filter and an order of a feed, with values that its records have. */
function anyList(
  contract: FeedContract,
  nodes: readonly Node[],
): fc.Arbitrary<{ where: object; orderBy: readonly string[] }> {
  const { filters, orders } = queryFieldsOf(contract);
  const condition = fc
    .tuple(fc.constantFrom(...filters.values()), fc.constantFrom(...nodes))
    .chain(([{ kind, field }, node]) => comparison(kind, field, node[field] ?? null));
  const where = fc.oneof(
    { weight: 3, arbitrary: condition },
    { weight: 1, arbitrary: fc.tuple(condition, condition).map((or) => ({ or })) },
    { weight: 1, arbitrary: condition.map((not) => ({ not })) },
  );
  return fc.record({
    where,
    orderBy: fc.oneof(
      fc.constant([]),
      fc.constantFrom(...orders.keys()).map((name) => [name]),
    ),
  });
}

test.each([
  "enforcement.penalties",
  "social-assistance.minimum-living",
  "education.schools",
  "employment.vacancies",
])(
  "whatever is asked of %s, all files and agents have the records of the graph, in its order, value for value",
  async (id) => {
    const contract = contracts.find((one) => one.id === id) as FeedContract; // feeds of the samples
    const all = await inGraph(contract, {}, []);
    expect(all.length).toBeGreaterThan(20);
    await fc.assert(
      fc.asyncProperty(anyList(contract, all), async ({ where, orderBy }) => {
        const parameters = {
          where: JSON.stringify(where),
          orderBy: orderBy.join(),
          codes: "true",
        };
        const expected = await inGraph(contract, where, orderBy);
        expect(await inGraph(contract, where, orderBy, agent.query)).toEqual(expected);
        const lines = (await bytesOf(`${id}.ndjson`, parameters)).toString().split("\n").filter(Boolean);
        expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(expected);
        expect(JSON.parse((await bytesOf(`${id}.json`, parameters)).toString())).toEqual(expected);
        const table = parse((await bytesOf(`${id}.csv`, parameters)).toString(), {
          columns: true,
          bom: true,
        });
        expect(table).toEqual(asCells(expected));
        expect(await sheetOf(await bytesOf(`${id}.xlsx`, parameters))).toEqual(
          asCells(expected).map((node) =>
            Object.fromEntries(
              Object.entries(node).map(([name, cell]) => [name, String(cell).replace(/^'/, "")]),
            ),
          ),
        );
        expect(await parquetOf(contract, await bytesOf(`${id}.parquet`, parameters))).toEqual(
          inParquet(contract, expected),
        );
      }),
      { numRuns: SCALE.downloadedLists },
    );
  },
);

describe("a table", () => {
  test("has the titles of the form and words for codes, unless codes are asked for", async () => {
    const text = (await bytesOf(`${PENALTIES}.csv`, { columns: "decisionNumber,partyKind" })).toString();
    expect(text.split("\r\n")[0]).toBe("\ufeff行政处罚决定书文号,行政相对人类别");
    expect(text).toContain("法人及非法人组织");
    expect((await bytesOf(`${PENALTIES}.csv`, { columns: "partyKind", codes: "true" })).toString()).toMatch(
      /^\ufeffpartyKind\r\nORGANISATION\r\n/,
    );
  });

  test("is what the older programs read, in GB18030", async () => {
    const response = await download(`${PENALTIES}.csv`, { columns: "partyName", encoding: "gb18030" });
    expect(response.headers.get("content-type")).toBe("text/csv; charset=gb18030; header=present");
    expect(iconv.decode(Buffer.from(await response.arrayBuffer()), "gb18030")).toBe(
      (await bytesOf(`${PENALTIES}.csv`, { columns: "partyName" })).toString().replace("\ufeff", ""),
    );
  });
});

describe("GeoJSON", () => {
  test.each(["open-data.winter-sports-places", "open-data.waste-sites"])(
    "of %s has a feature for each record: what JSON has, at the point that the graph has in WGS-84",
    async (dataset) => {
      const response = await download(`${dataset}.geojson`);
      expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/geo+json"]);
      const records = JSON.parse((await bytesOf(`${dataset}.json`)).toString()) as readonly Node[]; // the hub's own
      const { data } = await hub.query(
        "query ($id: ID!) { dataset(id: $id) { version table(first: 100) { rows { id cells { point { longitude latitude } } } } } }",
        { id: dataset },
      );
      const rows = Object.values(valueAt(data, "dataset", "table", "rows") ?? {});
      const places = new Map(
        rows.map((row) => {
          const cells = Object.values(valueAt(row, "cells") ?? {});
          const point = cells.map((cell) => valueAt(cell, "point")).find(Boolean) ?? null;
          return [
            valueAt(row, "id"),
            point && {
              type: "Point",
              coordinates: [valueAt(point, "longitude"), valueAt(point, "latitude")],
            },
          ];
        }),
      );
      expect([...places.values()].some(Boolean)).toBe(true);
      const collection: unknown = await response.json();
      const released = await fetch(
        `${hub.url}/data/${dataset}/releases/${String(valueAt(data, "dataset", "version"))}.geojson`,
      );
      expect(await released.json()).toEqual(collection);
      expect(collection).toEqual({
        type: "FeatureCollection",
        features: records.map((properties) => ({
          type: "Feature",
          id: properties["id"],
          geometry: places.get(properties["id"]),
          properties,
        })),
      });
    },
  );

  test("of nothing is a collection without features", async () => {
    const where = JSON.stringify({ number: { eq: "没有" } });
    const text = (await bytesOf("open-data.winter-sports-places.geojson", { where })).toString();
    expect(JSON.parse(text)).toEqual({ type: "FeatureCollection", features: [] });
  });

  test("is there only of what says where its records are, and only with the column that says it", async () => {
    const refusals = await Promise.all([
      download(`${PENALTIES}.geojson`),
      download("open-data.winter-sports-places.geojson", { columns: "id,name" }),
    ]);
    expect(refusals.map(({ status }) => status)).toEqual([404, 400]);
    expect(await Promise.all(refusals.map((refusal) => refusal.json()))).toMatchObject([
      { code: "DOWNLOAD_UNKNOWN", details: { formats: "csv、xlsx、json、ndjson、parquet" } },
      { code: "DOWNLOAD_INVALID" },
    ]);
    const { data } = await hub.query(
      `{ places: downloads(dataset: "open-data.winter-sports-places") { format } penalties: downloads(dataset: "${PENALTIES}") { format } }`,
    );
    const formats = (list: string): readonly unknown[] =>
      Object.values(valueAt(data, list) ?? {}).map((file) => valueAt(file, "format"));
    expect(formats("penalties")).not.toContain("GEOJSON");
    expect(formats("places")).toEqual([...formats("penalties"), "GEOJSON"]);
  });
});

describe("a file", () => {
  test("keeps its tag until the next release, and is not sent to who has it", async () => {
    const file = "social-assistance.charities.csv";
    const tag = (await download(file)).headers.get("etag") ?? "";
    expect((await download(file, {}, { "if-none-match": tag })).status).toBe(304);
    expect((await download(file, { columns: "id" })).headers.get("etag")).not.toBe(tag);
    const before = (await bytesOf(file)).toString();
    const asOf = new Date().toISOString();
    await hub.publish("social-assistance.charities", CHARITY, "mzj");
    const after = await download(file, {}, { "if-none-match": tag });
    expect([after.status, after.headers.get("etag") === tag]).toEqual([200, false]);
    expect(await after.text()).toContain("甲乙丙丁慈善会");
    expect((await bytesOf(file, { asOf })).toString()).toBe(before);
  });

  test("tells its type and tag to who asks for nothing else", async () => {
    const url = `${hub.url}/data/${PENALTIES}.parquet`;
    const [head, whole] = [await fetch(url, { method: "HEAD" }), await fetch(url)];
    expect([head.status, await head.text()]).toEqual([200, ""]);
    for (const name of ["content-type", "etag", "content-disposition"])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    await whole.body?.cancel();
  });

  test("comes compressed to who can read that", async () => {
    const plain = await bytesOf(`${PENALTIES}.ndjson`);
    const { hostname, port } = new URL(hub.url);
    const { request } = await import("node:http");
    const packed = await new Promise<Buffer>((resolve, reject) => {
      request(
        { hostname, port, path: `/data/${PENALTIES}.ndjson`, headers: { "accept-encoding": "gzip" } },
        (response) => {
          const parts: Buffer[] = [];
          response
            .on("data", (part: Buffer) => parts.push(part))
            .on("end", () => resolve(Buffer.concat(parts)));
        },
      )
        .on("error", reject)
        .end();
    });
    expect(packed.length).toBeLessThan(plain.length / 3);
    expect(gunzipSync(packed).equals(plain)).toBe(true);
  });
});

describe("it is refused", () => {
  test.each<[string, string, Parameters, number, string]>([
    ["a dataset that there is not", "nothing.csv", {}, 404, "DOWNLOAD_UNKNOWN"],
    ["a format that there is not", `${PENALTIES}.docx`, {}, 404, "DOWNLOAD_UNKNOWN"],
    ["a way out of the folder", "..%2F..%2Fetc%2Fpasswd.csv", {}, 404, "DOWNLOAD_UNKNOWN"],
    ["an unknown parameter", `${PENALTIES}.csv`, { limit: "1" }, 400, "DOWNLOAD_INVALID"],
    ["a filter that is no JSON", `${PENALTIES}.csv`, { where: "{" }, 400, "DOWNLOAD_INVALID"],
    ["a filter by an unknown field", `${PENALTIES}.csv`, { where: '{"x":{"eq":1}}' }, 400, "FILTER_INVALID"],
    ["an unknown column", `${PENALTIES}.csv`, { columns: "personIdNumber" }, 400, "DOWNLOAD_INVALID"],
    ["an unknown order", `${PENALTIES}.csv`, { orderBy: "X_ASC" }, 400, "PAGE_ARGUMENTS"],
    [
      "a day that there is not",
      `${PENALTIES}.csv`,
      { asOf: "2026-02-30T00:00:00Z" },
      400,
      "DOWNLOAD_INVALID",
    ],
    ["another encoding of JSON", `${PENALTIES}.json`, { encoding: "gb18030" }, 400, "DOWNLOAD_INVALID"],
  ])("%s", async (_, file, parameters, status, code) => {
    const response = await download(file, parameters);
    expect([response.status, valueAt(await response.json(), "code")]).toEqual([status, code]);
  });

  test("a parameter that is there twice", async () => {
    const response = await fetch(`${hub.url}/data/${PENALTIES}.csv?codes=true&codes=false`);
    expect(valueAt(await response.json(), "code")).toBe("DOWNLOAD_INVALID");
  });
});

test("the graph tells the addresses, and refuses what they would refuse", async () => {
  const { data } = await hub.query(
    `{ downloads(dataset: "${PENALTIES}", where: "{\\"fineAmount\\":{\\"gte\\":\\"1\\"}}", columns: ["id"]) { format path } }`,
  );
  const paths = Object.values(valueAt(data, "downloads") ?? {}).map((one) => String(valueAt(one, "path")));
  expect(paths).toHaveLength(5);
  for (const path of paths) {
    const response = await fetch(`${hub.url}${path}`);
    expect([path, response.status]).toEqual([path, 200]);
    // A client has a few places, which it gives back when it has the file.
    await response.arrayBuffer();
  }
  const { errors } = await hub.query(`{ downloads(dataset: "${PENALTIES}", columns: ["x"]) { path } }`);
  expect(errors?.[0]?.extensions["code"]).toBe("DOWNLOAD_INVALID");
  expect((await hub.query(`{ downloads(dataset: "nothing") { path } }`)).data).toEqual({ downloads: [] });
});

const CHARITY = `名称,统一社会信用代码,认定日期,是否具有公开募捐资格,业务范围,状态\n甲乙丙丁慈善会,${sampleInstitutionCode("53", 907)},2025-03-01,是,助学,有效`;
