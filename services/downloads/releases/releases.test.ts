import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fastify, { type FastifyInstance } from "fastify";
import { asyncBufferFromUrl, parquetReadObjects } from "hyparquet";
import { sampleInstitutionCode } from "../../kit/sample/parties.js";
import { discoverContracts } from "../../kit/graph/serve/discover.js";
import { WITH_FILES } from "../../../test/prepared.js";
import { startHub, valueAt, type TestHub } from "../../../test/start-hub.js";
import { definition } from "../../../test/sample-parks.js";
import { withdrawByLaw } from "../../../test/withdraw-record.js";
import { FORMAT_NAMES } from "../formats/index.js";
import { downloadRoutes } from "../routes.js";

const DATASET = "social-assistance.charities";
/** Of what has no points. */
const ENDINGS = FORMAT_NAMES.filter((name) => name !== "geojson");

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({
    domains: WITH_FILES,
    holds: "directory",
    settings: { DOWNLOAD_SPOOL_MIB: "1" },
  });
});
afterAll(() => hub.close());

/** The whole list; gives the release's number. */
async function publish(numbers: readonly number[], scope = "助学"): Promise<number> {
  const rows = numbers.map(
    (number) => `示例${number}号基金会,${sampleInstitutionCode("53", number)},2025-03-01,是,${scope},有效`,
  );
  const file = ["名称,统一社会信用代码,认定日期,是否具有公开募捐资格,业务范围,状态", ...rows].join("\n");
  await hub.publish(DATASET, file, "mzj");
  return latest();
}

async function latest(): Promise<number> {
  const { data } = await hub.query(`{ dataset(id: "${DATASET}") { version } }`);
  return Number(valueAt(data, "dataset", "version"));
}

function definitionOf(title: string, fields: readonly object[]): string {
  return definition({
    名称: title,
    类型名: "SamplePark",
    列表名: "sampleParks",
    表结构: { fields, primaryKey: ["公园名称"] },
  });
}

type Headers = Readonly<Record<string, string>>;

function get(release: number, ending: string, headers: Headers = {}, method = "GET"): Promise<Response> {
  return fetch(`${hub.url}/data/${DATASET}/releases/${release}.${ending}`, {
    method,
    headers: { "accept-encoding": "identity", ...headers },
  });
}

async function bytesOf(response: Response | Promise<Response>): Promise<Buffer> {
  return Buffer.from(await (await response).arrayBuffer());
}

/** Each address of a release, with its tag and its bytes. */
async function allOf(release: number): Promise<readonly (readonly [string, string | null, string])[]> {
  const found = [];
  for (const ending of ENDINGS) {
    const response = await get(release, ending);
    found.push([ending, response.headers.get("etag"), (await bytesOf(response)).toString("base64")] as const);
  }
  return found;
}

/** Another process on the same database, which has none of the first one's files. */
async function withAnother<T>(ask: (url: string) => Promise<T>): Promise<T> {
  const app: FastifyInstance = fastify();
  await app.register(
    (scope) => downloadRoutes.register(scope, { ...hub.parts, callerOf: () => Promise.resolve(null) }),
    { prefix: downloadRoutes.prefix },
  );
  try {
    return await ask(await app.listen({ port: 0, host: "127.0.0.1" }));
  } finally {
    await app.close();
  }
}

async function withdraw(id: string): Promise<void> {
  const charities = (await discoverContracts()).find((contract) => contract.id === DATASET);
  if (!charities) throw new Error("There is no such dataset");
  await withdrawByLaw(hub.parts.database, charities, "mzj", [id]);
}

async function recordsOf(
  release: number,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return JSON.parse((await bytesOf(get(release, "json"))).toString()) as { id: string; name: string }[]; // as it was published
}

describe("the files of a release", () => {
  test("are what the dataset's own were then, in every format", async () => {
    const release = await publish([101, 102, 103]);
    for (const ending of ENDINGS.filter((one) => one !== "xlsx")) {
      const own = await fetch(`${hub.url}/data/${DATASET}.${ending}`);
      expect((await bytesOf(get(release, ending))).equals(await bytesOf(own))).toBe(true);
    }
  });

  test("are the same bytes under the same tags, whatever is published later, by every process", async () => {
    const release = await publish([201, 202, 203]);
    const before = await allOf(release);
    await publish([202, 204], "助医");
    expect(await allOf(release)).toEqual(before);
    const elsewhere = await withAnother(async (url) => {
      const found = [];
      for (const ending of ENDINGS) {
        const response = await fetch(`${url}/data/${DATASET}/releases/${release}.${ending}`, {
          headers: { "accept-encoding": "identity" },
        });
        found.push([ending, response.headers.get("etag"), (await bytesOf(response)).toString("base64")]);
      }
      return found;
    });
    expect(elsewhere).toEqual(before);
  });

  test("have the columns of then, by the words of then, when the dataset's definition has others", async () => {
    const define = (title: string, fields: readonly object[]): Promise<string> =>
      hub.publish("open-data.datasets", definitionOf(title, fields), "yllhj");
    const name = { name: "公园名称", constraints: { required: true } };
    const area = { name: "面积", fieldName: "area1", type: "number" };
    const trees = { name: "树木", fieldName: "trees", type: "integer" };
    await define("示例公园", [name, area]);
    await hub.publish("open-data.sample-parks", "公园名称,面积\n示例公园,1.5\n", "yllhj");
    const { data } = await hub.query('{ dataset(id: "open-data.sample-parks") { version } }');
    const version = String(valueAt(data, "dataset", "version"));
    const read = async (url: string): Promise<readonly unknown[]> => {
      const found = [];
      for (const ending of ENDINGS) {
        const response = await fetch(`${url}/data/open-data.sample-parks/releases/${version}.${ending}`, {
          headers: { "accept-encoding": "identity" },
        });
        found.push([response.status, response.headers.get("repr-digest")]);
        await response.arrayBuffer();
      }
      return found;
    };
    const before = await read(hub.url);
    await define("更名后的公园", [name, { ...area, name: "占地面积" }, trees]);
    await hub.publish("open-data.sample-parks", "公园名称,占地面积,树木\n示例公园,2.5,7\n", "yllhj");
    const header = await (await fetch(`${hub.url}/data/open-data.sample-parks.csv`)).text();
    expect(header).toContain("占地面积,树木");
    expect(await withAnother(read)).toEqual(before);
    expect(await read(hub.url)).toEqual(before);
    expect(before).toHaveLength(5);
  });

  test("lose what is withdrawn, with another tag, and nothing else", async () => {
    const release = await publish([301, 302, 303]);
    const tag = (await get(release, "json")).headers.get("etag");
    const [first, ...others] = await recordsOf(release);
    const later = await publish([301, 302, 303, 304]);
    await withdraw(first?.id ?? "");
    expect(await recordsOf(release)).toEqual(others);
    expect((await get(release, "json")).headers.get("etag")).not.toBe(tag);
    expect(await recordsOf(later)).toHaveLength(3);
  });

  test("may be kept for an hour, are never called unchangeable, and tell the hash of their bytes", async () => {
    const release = await publish([401]);
    const response = await get(release, "parquet");
    expect(response.headers.get("cache-control")).toBe("public, max-age=3600, must-revalidate");
    const digest = createHash("sha256")
      .update(await bytesOf(response))
      .digest();
    expect(response.headers.get("repr-digest")).toBe(`sha-256=:${digest.toString("base64")}:`);
    expect(response.headers.get("etag")).toBe(`"${digest.toString("base64url")}"`);
    const tag = response.headers.get("etag") ?? "";
    expect((await get(release, "parquet", { "if-none-match": tag })).status).toBe(304);
  });

  test.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ])("come as %s to who accepts it, under a weak tag", async (coding, unpack) => {
    const release = await publish([501, 502], coding);
    const plain = await get(release, "ndjson");
    const packed = await new Promise<{ tag: unknown; coding: unknown; bytes: Buffer }>((resolve, reject) => {
      const url = `${hub.url}/data/${DATASET}/releases/${release}.ndjson`;
      request(url, { headers: { "accept-encoding": coding } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () =>
          resolve({
            tag: answer.headers.etag,
            coding: answer.headers["content-encoding"],
            bytes: Buffer.concat(parts),
          }),
        );
      })
        .on("error", reject)
        .end();
    });
    expect([packed.tag, packed.coding]).toEqual([`W/${plain.headers.get("etag")}`, coding]);
    expect(unpack(packed.bytes).equals(await bytesOf(plain))).toBe(true);
  });
});

describe("a part of a file", () => {
  test("is read by its range: beginning, middle and end", async () => {
    const release = await publish([601, 602, 603]);
    const whole = await bytesOf(get(release, "parquet"));
    const { length } = whole;
    for (const [range, start, end] of [
      ["bytes=0-3", 0, 4],
      ["bytes=10-99", 10, 100],
      [`bytes=${length - 8}-`, length - 8, length],
      ["bytes=-8", length - 8, length],
      [`bytes=4-${length * 2}`, 4, length],
    ] as const) {
      const part = await get(release, "parquet", { range });
      expect([part.status, part.headers.get("content-range")]).toEqual([
        206,
        `bytes ${start}-${end - 1}/${length}`,
      ]);
      expect((await bytesOf(part)).equals(whole.subarray(start, end))).toBe(true);
    }
  });

  test("is the whole file where several are asked for, or of another tag, or where it is no range", async () => {
    const release = await publish([701]);
    const tag = (await get(release, "csv")).headers.get("etag") ?? "";
    for (const [headers, status] of [
      [{ range: "bytes=0-3,8-9" }, 200],
      [{ range: "lines=0-3" }, 200],
      [{ range: "bytes=0-3", "if-range": '"another"' }, 200],
      [{ range: "bytes=0-3", "if-range": `W/${tag}` }, 200],
      [{ range: "bytes=0-3", "if-range": tag }, 206],
    ] as const)
      expect([headers, (await get(release, "csv", headers)).status]).toEqual([headers, status]);
  });

  test("behind the end is refused, with the size", async () => {
    const release = await publish([801]);
    const { length } = await bytesOf(get(release, "csv"));
    const refused = await get(release, "csv", { range: `bytes=${length}-` });
    expect([refused.status, refused.headers.get("content-range")]).toEqual([416, `bytes */${length}`]);
    expect(valueAt(await refused.json(), "code")).toBe("RANGE_UNSATISFIABLE");
  });

  test("is all that a reader of Parquet over HTTP takes, which asks for the size first", async () => {
    const release = await publish([901, 902]);
    const url = `${hub.url}/data/${DATASET}/releases/${release}.parquet`;
    const head = await fetch(url, { method: "HEAD" });
    expect([head.headers.get("accept-ranges"), Number(head.headers.get("content-length"))]).toEqual([
      "bytes",
      (await bytesOf(fetch(url))).length,
    ]);
    const rows = await parquetReadObjects({ file: await asyncBufferFromUrl({ url }), columns: ["name"] });
    expect(rows).toEqual((await recordsOf(release)).map(({ name }) => ({ name })));
  });
});

describe("the releases of a dataset", () => {
  test("are an Atom feed in pages, each with the addresses of its files", async () => {
    const release = await publish([951]);
    const feed = await (await fetch(`${hub.url}/data/${DATASET}/releases.atom`)).text();
    const [first = ""] = feed.split("</entry>");
    expect(first).toContain(`发布编号${release}（数据）`);
    const paths = [...first.matchAll(/rel="enclosure" type="([^"]+)" href="([^"]+)"/g)];
    expect(paths).toHaveLength(ENDINGS.length);
    for (const [, type, path = ""] of paths) {
      const file = await fetch(`${hub.url}${path}`, { method: "HEAD" });
      expect([file.status, file.headers.get("content-type")]).toEqual([200, type]);
    }
    const earlier = await (await fetch(`${hub.url}/data/${DATASET}/releases.atom?before=${release}`)).text();
    expect(earlier).not.toContain(`发布编号${release}（`);
    expect([...feed.matchAll(/<entry>/g)]).toHaveLength([...earlier.matchAll(/<entry>/g)].length + 1);
  });

  test("answer 304 until there is another", async () => {
    const url = `${hub.url}/data/${DATASET}/releases.atom`;
    const headers = { "if-none-match": (await fetch(url)).headers.get("etag") ?? "" };
    expect((await fetch(url, { headers })).status).toBe(304);
    await publish([952]);
    expect((await fetch(url, { headers })).status).toBe(200);
  });

  test("are cited in the graph by the address of their file", async () => {
    const release = await publish([953]);
    const { data } = await hub.query(
      `{ dataset(id: "${DATASET}") { citation(citedOn: "2026-12-05") { text address } }
        releases(first: 1) { nodes { number citation { text bibtex address } } } }`,
    );
    const address = `/data/${DATASET}/releases/${release}.csv`;
    expect(valueAt(data, "dataset", "citation")).toEqual({
      text: expect.stringMatching(
        new RegExp(
          `^北京市密云区民政局\\. 慈善组织认定名单: 发布编号${release}\\[DS/OL\\]\\. \\(\\S+\\)\\[2026-12-05\\]\\. `,
        ),
      ),
      address,
    });
    expect(valueAt(data, "releases", "nodes", 0, "citation", "address")).toBe(address);
    expect((await fetch(`${hub.url}${address}`)).status).toBe(200);
  });
});

test.each([
  ["a release that is another dataset's", `${DATASET}/releases/1.csv`, 404, "RELEASE_UNKNOWN"],
  ["a release that is not made yet", `${DATASET}/releases/999999.csv`, 404, "RELEASE_UNKNOWN"],
  ["a release that has no number", `${DATASET}/releases/latest.csv`, 404, "DOWNLOAD_UNKNOWN"],
  ["a format that there is not", `${DATASET}/releases/1.docx`, 404, "DOWNLOAD_UNKNOWN"],
  ["a dataset that there is not", "nothing/releases/1.csv", 404, "DOWNLOAD_UNKNOWN"],
  ["a feed of a dataset that there is not", "nothing/releases.atom", 404, "DOWNLOAD_UNKNOWN"],
  ["a page of a feed that is none", `${DATASET}/releases.atom?before=x`, 400, "DOWNLOAD_INVALID"],
  ["a parameter", `${DATASET}/releases/1.csv?codes=true`, 400, "DOWNLOAD_INVALID"],
])("refused: %s", async (_, path, status, code) => {
  const response = await fetch(`${hub.url}/data/${path}`);
  expect([response.status, valueAt(await response.json(), "code")]).toEqual([status, code]);
});

test("a file over the room that there is for all of them is refused, and the next are there", async () => {
  const small = await publish([1]);
  const large = await publish(
    Array.from({ length: 1_500 }, (_, at) => 1_000 + at),
    "助学".repeat(200),
  );
  const refused = await get(large, "ndjson");
  expect([refused.status, valueAt(await refused.json(), "code")]).toEqual([507, "DOWNLOAD_TOO_LARGE"]);
  expect((await get(small, "ndjson")).status).toBe(200);
});
