import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { composeSupergraph } from "../composition/compose-known.js";
import type { ContractDefinition } from "../contracts/contract.js";
import { createApplyKept } from "./apply-kept.js";
import { proofOf, type GrowingTexts } from "./kept-texts.js";
import { supergraphOf, viewOf } from "./made-of.js";
import { openShippedTexts, SHIPPED_LIST } from "./shipped-texts.js";

const PUBLIC: ContractDefinition = {
  name: "public",
  include: [],
  exclude: ["internal"],
  descriptionZh: "",
  descriptionEn: "",
};
const subgraph = (sdl: string) => ({
  name: "one",
  url: "local:one",
  sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@tag"]) ${sdl}`,
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-kept-"));
});
afterAll(() => rm(folder, { recursive: true }));

function keepHere(): { readonly texts: Map<string, string>; readonly kept: GrowingTexts } {
  const texts = new Map<string, string>();
  return {
    texts,
    kept: {
      find: (of) => Promise.resolve(texts.get(of) ?? null),
      keep: (of, text) => Promise.resolve(void texts.set(of, text)),
    },
  };
}

test("a view is made once, and again for another graph or another contract", async () => {
  const { texts, kept } = keepHere();
  const apply = createApplyKept(kept, (entry) => {
    throw new Error(JSON.stringify(entry));
  });
  const viewIn = async (supergraph: string, definition = PUBLIC): Promise<string> => {
    const answer = (await apply({ supergraph, definitions: [definition] })).get(definition.name);
    if (answer?.ok !== true) throw new Error(JSON.stringify(answer));
    return answer.sdl;
  };
  const { sdl } = composeSupergraph([subgraph('type Query { a: Int b: Int @tag(name: "internal") }')]);
  const first = await viewIn(sdl);
  expect(first).toContain("a: Int");
  expect(first).not.toContain("b: Int");
  expect([...texts]).toEqual([[viewOf(sdl, PUBLIC), first]]);
  texts.set(viewOf(sdl, PUBLIC), `# kept\n${first}`);
  expect(await viewIn(sdl)).toBe(`# kept\n${first}`);

  const changed = composeSupergraph([subgraph("type Query { a: Int b: Int }")]).sdl;
  expect(await viewIn(changed)).toContain("b: Int");
  expect(await viewIn(sdl, { ...PUBLIC, exclude: [] })).toContain("b: Int");
  expect(texts.size).toBe(3);
});

test("what cannot be kept, or asked for, is made all the same, and the log says why it will be made again", async () => {
  const logged: unknown[] = [];
  const away = (): Promise<never> => Promise.reject(new Error("away"));
  const { sdl } = composeSupergraph([subgraph("type Query { a: Int }")]);
  const answers = await createApplyKept({ find: away, keep: away }, (entry) => logged.push(entry))({
    supergraph: sdl,
    definitions: [PUBLIC],
  });
  expect(answers.get("public")?.ok).toBe(true);
  expect(logged).toEqual([expect.objectContaining({ error: "Error", reason: "away" })]);
});

test("a graph that differs in one word, one address or one subgraph is made of something else; the order of its subgraphs is nothing", () => {
  const [one, two] = [
    subgraph("type Query { a: Int }"),
    { ...subgraph("type Query { b: Int }"), name: "two" },
  ];
  const of = supergraphOf([one, two]);
  expect(supergraphOf([two, one])).toBe(of);
  for (const other of [
    [one],
    [one, { ...two, url: "local:2" }],
    [one, { ...two, sdl: `${two.sdl} ` }],
    [one, { ...two, name: "three" }],
  ])
    expect(supergraphOf(other)).not.toBe(of);
});

test("a shipped text that was changed, is another's or is not there is not used, and the log says so", async () => {
  const logged: unknown[] = [];
  const open = () => openShippedTexts(pathToFileURL(`${folder}/`), (entry) => logged.push(entry));
  expect(await open().find("a")).toBeNull();
  expect(logged).toHaveLength(1);
  await writeFile(
    join(folder, SHIPPED_LIST),
    JSON.stringify([
      { file: "a.txt", of: "a", proof: proofOf("a", "text") },
      { file: "a.txt", of: "b", proof: proofOf("a", "text") },
      { file: "c.txt", of: "c", proof: proofOf("c", "") },
      null,
    ]),
  );
  await writeFile(join(folder, "a.txt"), "text");
  expect(await open().find("a")).toBe("text");
  expect([await open().find("unknown"), logged.length]).toEqual([null, 1]);
  expect([await open().find("b"), await open().find("c"), logged.length]).toEqual([null, null, 3]);
  await writeFile(join(folder, "a.txt"), `${await readFile(join(folder, "a.txt"), "utf8")}s`);
  expect([await open().find("a"), logged.length]).toEqual([null, 4]);
});
