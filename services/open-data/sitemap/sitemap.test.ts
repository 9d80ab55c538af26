import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { SaxesParser } from "saxes";
import { startHub, valueAt, type TestHub } from "../../../test/start-hub.js";
import { isPage, pagesOf, recordsOfPage } from "./read-pages.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

/** Well-formed, in the namespace of the standard: the addresses. */
async function locationsAt(path: string, root: string): Promise<readonly string[]> {
  const response = await fetch(`${hub.url}${path}`);
  expect([path, response.status, response.headers.get("content-type")]).toEqual([
    path,
    200,
    "application/xml; charset=utf-8",
  ]);
  const found: string[] = [];
  const open: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("opentag", ({ local, uri }) => {
    expect(uri).toBe("http://www.sitemaps.org/schemas/sitemap/0.9");
    open.push(local);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (text) => {
    if (open.at(-1) === "loc") found.push(text);
    if (open.length === 1) expect(open).toEqual([root]);
  });
  parser.write(await response.text()).close();
  return found;
}

const pathOf = (location: string): string => location.replace(hub.url, "");

describe("the sitemap", () => {
  test("leads by its pages to every dataset and every record that is public, each once", async () => {
    const pages = await locationsAt("/sitemap.xml", "sitemapindex");
    const { data } = await hub.query("{ datasets(first: 100) { nodes { id rows } } }");
    const datasets = Object.values(valueAt(data, "datasets", "nodes") ?? {});
    expect((await locationsAt("/sitemap/datasets.xml", "urlset")).toSorted()).toEqual(
      datasets.map((one) => `${hub.url}/catalog/${String(valueAt(one, "id"))}`).toSorted(),
    );
    const records: string[] = [];
    for (const page of pages.filter((one) => !one.endsWith("/datasets.xml")))
      records.push(...(await locationsAt(pathOf(page), "urlset")));
    expect(records).toHaveLength(
      datasets.reduce((sum: number, one) => sum + Number(valueAt(one, "rows")), 0),
    );
    expect(new Set(records).size).toBe(records.length);
    const penalties = await hub.query("{ penalties(first: 1) { nodes { permalink } } }");
    const permalink = String(valueAt(penalties.data, "penalties", "nodes", 0, "permalink"));
    expect(records).toContain(`${hub.url}${permalink}`);
    for (const location of [records[0], records.at(-1)])
      expect((await fetch(location ?? "")).status).toBe(200);
  });

  test("is not sent again to who has it", async () => {
    const url = `${hub.url}/sitemap.xml`;
    const tag = (await fetch(url)).headers.get("etag") ?? "";
    expect((await fetch(url, { headers: { "if-none-match": tag } })).status).toBe(304);
  });

  test.each(["/sitemap/nothing/all.xml", "/sitemap/enforcement.penalties/zz.xml", "/sitemap/x.xml"])(
    "has no %s",
    async (path) => {
      const response = await fetch(`${hub.url}${path}`);
      expect([response.status, valueAt(await response.json(), "code")]).toEqual([404, "PATH_UNKNOWN"]);
    },
  );
});

describe("pages of records", () => {
  test.each([
    [0, 1],
    [40_000, 1],
    [40_001, 16],
    [1_000_000, 256],
  ])("%d records have %d", (records, pages) => {
    expect(pagesOf(records)).toHaveLength(pages);
    expect(pagesOf(records).every(isPage)).toBe(true);
  });

  test("part the records among them, whatever their number", async () => {
    const { database, contracts } = hub.parts;
    const penalties = contracts().find(({ id }) => id === "enforcement.penalties");
    if (!penalties) throw new Error("There is no such dataset");
    const idsOf = async (pages: readonly string[]): Promise<readonly string[]> => {
      const found = [];
      for (const page of pages) found.push(...(await recordsOfPage(database.pool, penalties, page)));
      return found.map(({ id }) => id);
    };
    const all = await idsOf(["all"]);
    expect(all.length).toBeGreaterThan(20);
    expect(await idsOf(pagesOf(40_001))).toEqual(all);
    expect(await idsOf(pagesOf(1_000_000))).toEqual(all);
  });
});
