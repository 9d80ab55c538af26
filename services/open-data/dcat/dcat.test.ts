import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import jsonld from "jsonld";
import { DataFactory, Parser, Store, Writer } from "n3";
import SHACLValidator from "rdf-validate-shacl";
import { startHub, valueAt, type TestHub } from "../../../test/start-hub.js";

const PUBLIC_URL = "https://data.example.test";
const SHAPES = fileURLToPath(new URL("../../../../test/dcat-ap/shapes.ttl", import.meta.url));
const DCAT = "http://www.w3.org/ns/dcat#";
const DCT = "http://purl.org/dc/terms/";

let hub: TestHub;
let turtle: string;
let catalogue: Store;
beforeAll(async () => {
  hub = await startHub({ holds: "samples", settings: { PUBLIC_URL } });
  turtle = await (await ask("/catalog.ttl")).text();
  catalogue = read(turtle);
});
afterAll(() => hub.close());

function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${hub.url}${path}`, { headers });
}

function read(text: string): Store {
  return new Store(new Parser().parse(text));
}

function valuesOf(subject: string, property: string): readonly string[] {
  return catalogue
    .getObjects(DataFactory.namedNode(subject), DataFactory.namedNode(property), null)
    .map(({ value }) => value);
}

/** No node is without a name: the same graph has the same lines. */
function linesOf(store: Store): readonly string[] {
  return new Writer({ format: "N-Quads" })
    .quadsToString(store.getQuads(null, null, null, null))
    .trimEnd()
    .split("\n")
    .toSorted();
}

async function openDatasets(): Promise<readonly { readonly id: string; readonly title: string }[]> {
  const { data } = await hub.query("{ datasets(first: 100) { totalCount nodes { id title graphType } } }");
  return Object.values(valueAt(data, "datasets", "nodes") ?? {}).map((node) => ({
    id: String(valueAt(node, "id")),
    title: String(valueAt(node, "title")),
  }));
}

describe("the catalogue", () => {
  test("has every dataset of the graph, by its id and its titles, with a publisher who has a name", async () => {
    const listed = await openDatasets();
    expect(listed.length).toBeGreaterThan(20);
    expect(valuesOf(`${PUBLIC_URL}/catalog`, `${DCAT}dataset`).toSorted()).toEqual(
      listed.map(({ id }) => `${PUBLIC_URL}/catalog/${id}`).toSorted(),
    );
    for (const { id, title } of listed) {
      const dataset = `${PUBLIC_URL}/catalog/${id}`;
      expect(valuesOf(dataset, `${DCT}identifier`)).toEqual([id]);
      expect(valuesOf(dataset, `${DCT}title`)).toContain(title);
      const [publisher = ""] = valuesOf(dataset, `${DCT}publisher`);
      expect(valuesOf(publisher, "http://xmlns.com/foaf/0.1/name")[0]).toContain("密云");
    }
  });

  test("is valid by the shapes of DCAT-AP 3, which find what is missing", async () => {
    const validator = new SHACLValidator(read(readFileSync(SHAPES, "utf8")));
    const faultsOf = async (store: Store): Promise<readonly unknown[]> =>
      (await validator.validate(store)).results.map(({ path }) => path);
    expect(await faultsOf(catalogue)).toEqual([]);
    const damaged = new Store(
      catalogue
        .getQuads(null, null, null, null)
        .filter(
          ({ predicate, subject }) =>
            subject.value !== `${PUBLIC_URL}/catalog` || predicate.value !== `${DCT}publisher`,
        ),
    );
    expect(await faultsOf(damaged)).toEqual([expect.objectContaining({ value: `${DCT}publisher` })]);
  });

  test("is the same graph as JSON-LD and as Turtle", async () => {
    const response = await ask("/catalog.jsonld");
    expect(response.headers.get("content-type")).toBe("application/ld+json; charset=utf-8");
    const lines: unknown = await jsonld.toRDF(JSON.parse(await response.text()), {
      format: "application/n-quads",
    });
    if (typeof lines !== "string") throw new Error("JSON-LD was not read as lines");
    const asJsonLd = new Store(new Parser({ format: "N-Quads" }).parse(lines));
    expect(linesOf(catalogue).filter((line) => line.includes("_:"))).toEqual([]);
    expect(linesOf(asJsonLd)).toEqual(linesOf(catalogue));
  });

  test("names nothing of its own that it does not describe", () => {
    const own = catalogue
      .getObjects(null, null, null)
      .map(({ value }) => value)
      .filter((value) => value.startsWith(`${PUBLIC_URL}/catalog`));
    expect(
      own.filter((name) => catalogue.countQuads(DataFactory.namedNode(name), null, null, null) === 0),
    ).toEqual([]);
  });

  test("tells the addresses of the files that the graph tells, and each is of its media type", async () => {
    const distributions = valuesOf(`${PUBLIC_URL}/catalog/enforcement.penalties`, `${DCAT}distribution`);
    const addresses = distributions.flatMap((name) => valuesOf(name, `${DCAT}downloadURL`));
    const { data } = await hub.query('{ downloads(dataset: "enforcement.penalties") { path } }');
    const paths = Object.values(valueAt(data, "downloads") ?? {}).map((one) => String(valueAt(one, "path")));
    const ofRelease = addresses.filter((address) => address.includes("/releases/"));
    expect(addresses.filter((address) => !ofRelease.includes(address)).toSorted()).toEqual(
      [...paths, "/data/enforcement.penalties.zip"].map((path) => `${PUBLIC_URL}${path}`).toSorted(),
    );
    const [version] = valuesOf(`${PUBLIC_URL}/catalog/enforcement.penalties`, `${DCAT}version`);
    expect(ofRelease.toSorted()).toEqual(
      paths
        .map((path) => path.replace(".penalties.", `.penalties/releases/${version}.`))
        .map((path) => `${PUBLIC_URL}${path}`)
        .toSorted(),
    );
    for (const name of distributions) {
      const [address = ""] = valuesOf(name, `${DCAT}downloadURL`);
      const response = await fetch(address.replace(PUBLIC_URL, hub.url), { method: "HEAD" });
      expect(response.status).toBe(200);
      const [type] = valuesOf(name, `${DCAT}mediaType`);
      if (type !== undefined)
        expect(response.headers.get("content-type")?.split(";")[0]).toBe(
          type.replace("https://www.iana.org/assignments/media-types/", ""),
        );
    }
  });

  test("tells of the graph as a service, whose endpoint answers and whose description is its schema", async () => {
    const [service = ""] = valuesOf(`${PUBLIC_URL}/catalog`, `${DCAT}service`);
    const [endpoint = ""] = valuesOf(service, `${DCAT}endpointURL`);
    const [description = ""] = valuesOf(service, `${DCAT}endpointDescription`);
    const answer = await fetch(`${endpoint.replace(PUBLIC_URL, hub.url)}?query={__typename}`, {
      headers: { accept: "application/json" },
    });
    expect(await answer.json()).toEqual({ data: { __typename: "Query" } });
    expect(await (await fetch(description.replace(PUBLIC_URL, hub.url))).text()).toContain("type Dataset");
  });

  test("is not sent again to who has it, and changes with a release", async () => {
    const tag = (await ask("/catalog.ttl")).headers.get("etag") ?? "";
    expect((await ask("/catalog.ttl", { "if-none-match": tag })).status).toBe(304);
    await hub.publish("open-data.bus-line-changes", BUS_LINES, "jtj");
    const later = await ask("/catalog.ttl", { "if-none-match": tag });
    expect(later.status).toBe(200);
    const released = read(await later.text());
    const [version] = released.getObjects(
      DataFactory.namedNode(`${PUBLIC_URL}/catalog/open-data.bus-line-changes`),
      DataFactory.namedNode(`${DCAT}version`),
      null,
    );
    expect(Number(version?.value)).toBeGreaterThan(
      Number(valuesOf(`${PUBLIC_URL}/catalog/open-data.bus-line-changes`, `${DCAT}version`)[0]),
    );
  });
});

test.each([
  ["text/turtle", "text/turtle; charset=utf-8"],
  ["application/ld+json", "application/ld+json; charset=utf-8"],
  ["application/ld+json;q=0.5, text/turtle;q=0.9", "text/turtle; charset=utf-8"],
  ["text/html, */*;q=0.1", "application/ld+json; charset=utf-8"],
])("who accepts %s is sent %s", async (accept, type) => {
  for (const path of ["/catalog", "/catalog/enforcement.penalties"]) {
    const response = await ask(path, { accept });
    expect([response.status, response.headers.get("content-type"), response.headers.get("vary")]).toEqual([
      200,
      type,
      expect.stringContaining("accept"),
    ]);
  }
});

test("a dataset's name is an address at which it is described as in the catalogue", async () => {
  const alone = read(await (await ask("/catalog/enforcement.penalties.ttl")).text());
  expect(alone.size).toBeGreaterThan(40);
  expect([...alone].filter((quad) => !catalogue.has(quad))).toEqual([]);
});

test("a dataset that there is not is refused", async () => {
  const response = await ask("/catalog/nothing.ttl");
  expect([response.status, valueAt(await response.json(), "code")]).toEqual([404, "FEED_UNKNOWN"]);
});

test("programs that come by themselves are told where everything is, and each of it is there", async () => {
  const robots = await (await ask("/robots.txt")).text();
  expect(robots).toContain("Disallow: /intake/");
  expect(robots).toContain(`\nSitemap: ${PUBLIC_URL}/sitemap.xml\n`);
  const text = await (await ask("/llms.txt")).text();
  const paths = [...text.matchAll(/\]\((\/[^)]*)\)/g)].map(([, path = ""]) => path);
  expect(paths).toHaveLength(5);
  for (const path of paths) {
    const response = await ask(path.startsWith("/graphql") ? `${path}?query={__typename}` : path);
    expect([path, response.status]).toEqual([path, 200]);
  }
});

const BUS_LINES = [
  "编号,线路名称,调整类型,乡镇街道,执行日期,站点数,线路长度,说明",
  "GJ-2026-901,示例密1路,新开,溪翁庄镇,2026/11/1,10,3.5,",
].join("\n");
