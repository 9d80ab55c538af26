import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { discoverSubgraphs } from "./discover.js";

const DEFINE = JSON.stringify(new URL("./define-subgraph.js", import.meta.url).href);
let services: string;

beforeEach(async () => {
  services = await mkdtemp(join(tmpdir(), "tongcha-services-"));
});

afterEach(() => rm(services, { recursive: true }));

async function addFolder(name: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(join(services, name));
  for (const [file, text] of Object.entries(files)) await writeFile(join(services, name, file), text);
}

const plug = (name: string): string =>
  `import { defineSubgraph } from ${DEFINE};\nexport default defineSubgraph({ name: "${name}" });`;

test("every folder that holds a subgraph is found, and no other", async () => {
  await addFolder("kit", { "index.js": "" });
  await addFolder("water", { "subgraph.js": plug("water") });
  await addFolder("education", { "subgraph.js": plug("education"), "entities.js": "throw new Error()" });
  await writeFile(join(services, "subgraph.js"), "throw new Error()");
  expect((await discoverSubgraphs(services)).map(({ name }) => name)).toEqual(["education", "water"]);
});

test("a folder whose plug has another name stops the hub with a sentence", async () => {
  await addFolder("water", { "subgraph.js": plug("fire") });
  await expect(discoverSubgraphs(services)).rejects.toThrow("services/water/subgraph.ts calls itself fire");
});

test.each([
  "export default {};",
  "export const water = 1;",
  "export default { name: 'water', feeds: [], resolvers: [] };",
])("a file that exports no plug by default (%s) stops the hub with a sentence", async (text) => {
  await addFolder("water", { "subgraph.js": text });
  await expect(discoverSubgraphs(services)).rejects.toThrow("does not export a subgraph by default");
});
