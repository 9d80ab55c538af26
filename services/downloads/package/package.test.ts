import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { parse } from "csv-parse/sync";
import yauzl from "yauzl";
import { licenceText } from "../../kit/feed/licences.js";
import { discoverContracts } from "../../kit/graph/serve/discover.js";
import { startHub, valueAt, type TestHub } from "../../../test/start-hub.js";
import { columnsOf } from "../columns.js";

const PUBLIC_URL = "https://data.example.test";
const DATASET = "enforcement.penalties";
const PROFILE = fileURLToPath(
  new URL("../../../../test/frictionless/tabular-data-package.json", import.meta.url),
);

let hub: TestHub;
let datasets: readonly string[];
beforeAll(async () => {
  hub = await startHub({ holds: "samples", settings: { PUBLIC_URL } });
  const { data } = await hub.query(
    "{ datasets(first: 100, where: { openness: UNCONDITIONAL }) { nodes { id } } }",
  );
  datasets = Object.values(valueAt(data, "datasets", "nodes") ?? {}).map((one) => String(valueAt(one, "id")));
});
afterAll(() => hub.close());

interface Package {
  readonly version?: string;
  readonly citation?: string;
  readonly licenses: readonly { readonly path: string }[];
  readonly resources: readonly {
    readonly path: string;
    readonly bytes?: number;
    readonly hash?: string;
    readonly schema: {
      readonly fields: readonly {
        readonly name: string;
        readonly type: string;
        readonly trueValues?: readonly string[];
        readonly falseValues?: readonly string[];
      }[];
    };
  }[];
}

async function packageOf(dataset: string): Promise<Package> {
  const response = await fetch(`${hub.url}/data/${dataset}/datapackage.json`);
  return (await response.json()) as Package; // held against the standard's own schema
}

/**
 * By the standard's own schema: `@types` of draft 4, of which it has nothing that later drafts read
 * otherwise.
 */
function faultsOf(found: unknown): readonly unknown[] {
  const { $schema: _, ...profile } = JSON.parse(readFileSync(PROFILE, "utf8")) as Record<string, unknown>; // a JSON schema
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(profile);
  validate(found);
  return validate.errors ?? [];
}

/** What is wrong with a cell by the type of its field. */
function isOfType(
  cell: string,
  { type, trueValues = [], falseValues = [] }: Package["resources"][number]["schema"]["fields"][number],
): boolean {
  if (cell === "") return true;
  if (type === "boolean") return [...trueValues, ...falseValues].includes(cell);
  if (type === "integer") return /^-?\d+$/.test(cell);
  if (type === "number") return /^-?\d+(?:\.\d+)?$/.test(cell);
  return type !== "date" || /^\d{4}-\d\d-\d\d$/.test(cell);
}

async function entriesOf(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(bytes);
  const entries = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return entries;
}

async function bytesOf(path: string): Promise<Buffer> {
  const response = await fetch(`${hub.url}${path}`);
  if (response.status !== 200) throw new Error(await response.text());
  return Buffer.from(await response.arrayBuffer());
}

describe("the description of a dataset", () => {
  test("is a Tabular Data Package by the standard's schema, which finds what is missing", async () => {
    expect(datasets.length).toBeGreaterThan(20);
    for (const dataset of datasets)
      expect([dataset, faultsOf(await packageOf(dataset))]).toEqual([dataset, []]);
    const { resources: _, ...damaged } = await packageOf(DATASET);
    expect(faultsOf(damaged)).toEqual([
      expect.objectContaining({ params: { missingProperty: "resources" } }),
    ]);
  });

  test("leads to the CSV of the latest release, whose every cell is of the type that it says", async () => {
    for (const dataset of datasets) {
      const { version, resources } = await packageOf(dataset);
      const { path = "", schema } = resources[0] ?? {};
      if (version !== undefined) expect(path).toBe(`${PUBLIC_URL}/data/${dataset}/releases/${version}.csv`);
      const rows: string[][] = parse((await bytesOf(path.replace(PUBLIC_URL, ""))).toString(), { bom: true });
      const [header, ...records] = rows;
      expect([dataset, header]).toEqual([dataset, schema?.fields.map(({ name }) => name)]);
      for (const record of records)
        for (const [at, field] of schema?.fields.entries() ?? [])
          expect([dataset, field.name, record[at], isOfType(record[at] ?? "", field)]).toEqual([
            dataset,
            field.name,
            record[at],
            true,
          ]);
    }
  });

  test("names terms whose text is there", async () => {
    const { licenses } = await packageOf(DATASET);
    const response = await fetch((licenses[0]?.path ?? "").replace(PUBLIC_URL, hub.url));
    expect([response.status, await response.text()]).toEqual([200, licenceText("DISTRICT_TERMS")]);
    const other = await packageOf("open-data.bus-line-changes");
    expect(other.licenses).not.toEqual([]);
  });

  test("has a title of its own for each column of every feed", async () => {
    for (const contract of await discoverContracts()) {
      const titles = columnsOf(contract).map(({ zh }) => zh);
      expect([contract.id, titles]).toEqual([contract.id, [...new Set(titles)]]);
    }
  });
});

describe("the archive of a dataset", () => {
  test("has its CSV, the description with the hash of that, the terms and the releases with theirs", async () => {
    const entries = await entriesOf(await bytesOf(`/data/${DATASET}.zip`));
    expect([...entries.keys()]).toEqual(["data.csv", "datapackage.json", "LICENCE.txt", "provenance.json"]);
    const csv = entries.get("data.csv") ?? Buffer.alloc(0);
    expect(csv.equals(await bytesOf(`/data/${DATASET}.csv`))).toBe(true);
    const described = JSON.parse(String(entries.get("datapackage.json"))) as Package; // held against the schema
    expect(faultsOf(described)).toEqual([]);
    expect(described.resources[0]).toMatchObject({
      path: "data.csv",
      bytes: csv.length,
      hash: `sha256:${createHash("sha256").update(csv).digest("hex")}`,
    });
    expect(String(entries.get("LICENCE.txt"))).toBe(licenceText("DISTRICT_TERMS"));
    const { data } = await hub.query(
      `{ feed(id: "${DATASET}") { releases(first: 100) { nodes { number hash previousHash added approvedBy } } } }`,
    );
    const known = Object.values(valueAt(data, "feed", "releases", "nodes") ?? {});
    const told = JSON.parse(String(entries.get("provenance.json"))) as { readonly number: number }[]; // as it was written
    expect(told).toEqual(known.toReversed().map((release: object) => expect.objectContaining(release)));
    expect(told.at(-1)?.number).toBe(Number(described.version));
  });

  test("of all datasets has a folder for each", async () => {
    const entries = await entriesOf(await bytesOf("/data/all.zip"));
    expect([...new Set([...entries.keys()].map((path) => path.split("/")[0]))]).toEqual(datasets.toSorted());
    expect(entries.size).toBe(datasets.length * 4);
  });

  test("is not sent to who has it, until there is a release", async () => {
    const url = `${hub.url}/data/${DATASET}.zip`;
    const head = await fetch(url, { method: "HEAD" });
    const tag = head.headers.get("etag") ?? "";
    expect(head.headers.get("content-type")).toBe("application/zip");
    expect((await fetch(url, { headers: { "if-none-match": tag } })).status).toBe(304);
  });

  test.each([
    ["nothing.zip", 404, "DOWNLOAD_UNKNOWN"],
    ["nothing/datapackage.json", 404, "DOWNLOAD_UNKNOWN"],
    [`${DATASET}.zip?where={}`, 400, "DOWNLOAD_INVALID"],
  ])("%s is refused", async (path, status, code) => {
    const response = await fetch(`${hub.url}/data/${path}`);
    expect([response.status, valueAt(await response.json(), "code")]).toEqual([status, code]);
  });
});
