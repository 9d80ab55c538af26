/**
 * The catalogue as others read it: fetched from its address, followed and framed by a reader that is not ours
 * and knows nothing of the hub but that address, and what it leads to is taken.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import jsonld from "jsonld";
import { parquetMetadata } from "hyparquet";
import { startHub, valueAt, type TestHub } from "../../../test/start-hub.js";

const DCAT = "http://www.w3.org/ns/dcat#";
const DCT = "http://purl.org/dc/terms/";
const CROISSANT = "http://mlcommons.org/croissant/";
const PENALTIES = "enforcement.penalties";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

/** Things of a type, as the reader finds them at an address that it asks by itself. */
async function thingsAt(url: string, type: string): Promise<readonly unknown[]> {
  const response = await fetch(url, { headers: { accept: "application/ld+json" } });
  const found = await jsonld.frame(JSON.parse(await response.text()), { "@context": {}, "@type": type });
  const graph = valueAt(found, "@graph");
  return Array.isArray(graph) ? graph : [found];
}

function all(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

describe("who harvests the catalogue", () => {
  test("finds all datasets, and of each that is open every file, which is there", async () => {
    const [catalogue] = await thingsAt(`${hub.url}/catalog`, `${DCAT}Catalog`);
    const listed = all(valueAt(catalogue, `${DCAT}dataset`)).map((one) => String(valueAt(one, "@id")));
    const { data } = await hub.query("{ datasets(first: 100) { totalCount } }");
    expect(listed).toHaveLength(Number(valueAt(data, "datasets", "totalCount")));
    for (const address of listed) {
      const [dataset] = await thingsAt(address, `${DCAT}Dataset`);
      expect(valueAt(dataset, "@id")).toBe(address);
      for (const file of all(valueAt(dataset, `${DCAT}distribution`))) {
        const url = String(valueAt(file, `${DCAT}downloadURL`, "@id"));
        const licence = String(valueAt(file, `${DCT}license`, "@id"));
        expect([url, (await fetch(url, { method: "HEAD" })).status]).toEqual([url, 200]);
        if (licence.startsWith(hub.url)) expect(await (await fetch(licence)).text()).toContain("利用规则");
      }
    }
  });
});

describe("a dataset by schema.org and Croissant", () => {
  test("is what its profile asks for, at its own address and at the dataset's", async () => {
    const own = await fetch(`${hub.url}/catalog/${PENALTIES}.croissant.json`);
    const type = `application/ld+json; profile="${CROISSANT}1.0"`;
    expect(own.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
    const asked = await fetch(`${hub.url}/catalog/${PENALTIES}`, { headers: { accept: type } });
    expect(await asked.text()).toBe(await own.text());
  });

  test("has what the specification demands, and the columns of the file that it leads to", async () => {
    const url = `${hub.url}/catalog/${PENALTIES}.croissant.json`;
    const [expanded] = await jsonld.expand(JSON.parse(await (await fetch(url)).text()), { base: url });
    const valueOf = (thing: unknown, name: string): unknown => valueAt(thing, name, 0, "@value");
    const schema = "https://schema.org/";
    expect(valueOf(expanded, `${DCT}conformsTo`)).toBe(`${CROISSANT}1.0`);
    for (const name of ["name", "description", "license", "url", "creator", "datePublished", "version"])
      expect([name, all(valueAt(expanded, `${schema}${name}`))]).toEqual([name, [expect.anything()]]);
    const files = all(valueAt(expanded, `${schema}distribution`));
    const urls = new Map(
      files.map((file) => [valueAt(file, "@id"), String(valueOf(file, `${schema}contentUrl`))]),
    );
    for (const file of files) {
      const head = await fetch(String(valueOf(file, `${schema}contentUrl`)), { method: "HEAD" });
      expect(head.headers.get("content-type")?.split(";")[0]).toBe(valueOf(file, `${schema}encodingFormat`));
    }
    const fields = all(valueAt(expanded, `${CROISSANT}recordSet`, 0, `${CROISSANT}field`));
    const source = valueAt(fields[0], `${CROISSANT}source`, 0, `${CROISSANT}fileObject`, 0, "@id");
    const bytes = await (await fetch(urls.get(source) ?? "")).arrayBuffer();
    const root = parquetMetadata(bytes).schema[0];
    expect(fields).toHaveLength(root?.num_children ?? 0);
    const names = parquetMetadata(bytes).schema.map(({ name }) => name);
    for (const field of fields) {
      const column = valueOf(
        valueAt(field, `${CROISSANT}source`, 0, `${CROISSANT}extract`, 0),
        `${CROISSANT}column`,
      );
      expect(names).toContain(column);
      expect(valueAt(field, `${CROISSANT}dataType`, 0, "@id")).toMatch(
        /^https:\/\/schema\.org\/(?:Text|Date|Float|Integer|Boolean)$/,
      );
    }
  });
});

test("the catalogue by the national metadata has every dataset with its provider's code and its columns", async () => {
  const response = await fetch(`${hub.url}/catalog.gbt21063.json`);
  const resources: unknown = await response.json();
  const { data } = await hub.query(
    "{ datasets(first: 100) { nodes { id title themeLabel opennessLabel sharingLabel rhythmLabel columnCount publisher { name unifiedSocialCreditCode } } } }",
  );
  const known = Object.values(valueAt(data, "datasets", "nodes") ?? {});
  expect(
    all(resources).map((one) => [
      ...[
        "信息资源代码",
        "信息资源名称",
        "信息资源分类",
        "信息资源提供方",
        "信息资源提供方代码",
        "更新周期",
      ].map((name) => valueAt(one, name)),
      valueAt(one, "开放属性", "开放类型"),
      valueAt(one, "共享属性", "共享类型"),
      all(valueAt(one, "信息项信息")).length,
    ]),
  ).toEqual(
    known.map((one) => [
      ...["id", "title", "themeLabel"].map((name) => valueAt(one, name)),
      valueAt(one, "publisher", "name"),
      valueAt(one, "publisher", "unifiedSocialCreditCode"),
      valueAt(one, "rhythmLabel"),
      valueAt(one, "opennessLabel"),
      valueAt(one, "sharingLabel"),
      valueAt(one, "columnCount"),
    ]),
  );
});
