/**
 * The guide of data tools, as far as no tool is needed: what it reads is there, and has the types it says.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { blocksOf } from "../../test/guides.js";
import { startHub, type TestHub } from "../../test/start-hub.js";
import { storedFields } from "../kit/feed/stored-fields.js";
import { discoverContracts } from "../kit/graph/serve/discover.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

const columns = (await discoverContracts())
  .filter(({ id }) => id === "enforcement.penalties")
  .flatMap((contract) => storedFields(contract));
const blocks = blocksOf("services/open-data/TOOLS.md");
const KINDS = { text: "text", number: "decimal", date: "date" } as const;

test("the addresses of all examples are answered, and no column is named that there is not", async () => {
  const addresses = blocks.flatMap(({ text }) => text.match(/http:\/\/127\.0\.0\.1:4000\/[^"\s]+/g) ?? []);
  expect(addresses.length).toBeGreaterThan(2);
  for (const address of addresses)
    expect((await fetch(address.replace("http://127.0.0.1:4000", hub.url))).status).toBe(200);
  const names = new Set([...columns.map(({ field }) => field), "department"]);
  const named = blocks.flatMap(({ language, text }) =>
    language === "python" || language === "r"
      ? [...text.matchAll(/penalties(?:\$|\[")(\w+)/g)].map(([, name = ""]) => name)
      : [],
  );
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => !names.has(name))).toEqual([]);
});

test("the query of Excel asks for the columns that it types, and types each as the dataset has it", async () => {
  const query = blocks.find(({ language }) => language === "powerquery")?.text ?? "";
  const parameters = new URLSearchParams(
    [...query.matchAll(/^\s+(\w+) = "((?:[^"]|"")*)",?$/gm)]
      .filter(([, name]) => name !== "RelativePath")
      .map(([, name = "", value = ""]) => [name, value.replaceAll('""', '"')]),
  );
  const path = /RelativePath = "([^"]+)"/.exec(query)?.[1] ?? "";
  const answer = await fetch(`${hub.url}/${path}?${parameters.toString()}`);
  expect(answer.status).toBe(200);
  const [header = ""] = (await answer.text()).split("\r\n");
  const typed = [...query.matchAll(/\{"(\w+)", type (text|number|date)\}/g)];
  expect(header.replace("\ufeff", "").split(",")).toEqual(typed.map(([, name]) => name));
  const kinds = new Map(columns.map(({ field, kind }) => [field, kind]));
  for (const [, name = "", type] of typed)
    expect([name, kinds.get(name)]).toEqual([name, KINDS[type as keyof typeof KINDS]]); // the pattern's own
});
