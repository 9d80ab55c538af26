import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";

const TONGCHA = fileURLToPath(new URL("../../scripts/tongcha.js", import.meta.url));
const SUPERGRAPH = fileURLToPath(new URL("../../../schema/supergraph.graphql", import.meta.url));

let folder: string;
const children: ChildProcess[] = [];
afterEach(() => {
  // A test that failed leaves no gateway behind.
  for (const child of children.splice(0)) child.kill("SIGTERM");
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-command-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("tongcha gateway serves a supergraph file in two processes, with its contracts, and stops when it is asked to", async () => {
  // The subgraphs of the hub are in its own process: here they are somewhere where nobody serves.
  const file = join(folder, "supergraph.graphql");
  await writeFile(
    file,
    (await readFile(SUPERGRAPH, "utf8")).replaceAll('url: "local:', 'url: "http://127.0.0.1:9/'),
  );
  const contracts = join(folder, "contracts.json");
  await writeFile(contracts, '[{ "name": "public", "exclude": ["internal"] }]');
  const child = spawn(
    process.execPath,
    [TONGCHA, "gateway", "--supergraph", file, "--contracts", contracts, "--port", "0", "--workers", "2"],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  children.push(child);
  const ended = once(child, "exit");
  const [line]: unknown[] = await once(child.stdout, "data");
  const url = String(line).split("\n")[0] ?? "";
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: '{ __typename department(code: "scjgj") { name } }' }),
  });
  expect(await response.json()).toMatchObject({
    data: { __typename: "Query", department: null },
    errors: [{ extensions: { code: "SUBGRAPH_UNAVAILABLE" } }],
  });
  const { status } = await fetch(`${url}/public`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ submissions { nodes { id } } }" }),
  });
  expect(status).toBe(400);
  // Ctrl-C comes from the terminal and from npm: it is one wish.
  child.kill("SIGINT");
  child.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
});

test.each([
  ["no supergraph", ["--workers", "1"], "OPTION_INVALID"],
  [
    "a file that is not there",
    ["--supergraph", "/nowhere/supergraph.graphql", "--workers", "2"],
    "SUPERGRAPH_INVALID",
  ],
  [
    "contracts that are none",
    ["--supergraph", SUPERGRAPH, "--contracts", SUPERGRAPH, "--workers", "2"],
    "OPTION_INVALID",
  ],
  ["subgraphs that are at no address", ["--supergraph", SUPERGRAPH, "--workers", "2"], "SUPERGRAPH_INVALID"],
])("tongcha gateway says what is wrong and ends: %s", async (_, given, code) => {
  const child = spawn(process.execPath, [TONGCHA, "gateway", "--port", "0", ...given], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  const ended = once(child, "exit");
  let said = "";
  child.stderr.on("data", (data: Buffer) => {
    said += data.toString();
  });
  expect(await ended).toEqual([1, null]);
  // Once, however many processes there were to be.
  expect(said.match(/\[[A-Z_]+\]/g)).toEqual([`[${code}]`]);
});

test.each([
  ["a command that is none", ["strat"], /没有此命令.*Did you mean start/],
  ["an option that is none", ["settings", "--jsn"], /没有此选项/],
  ["an action that is none", ["documents", "publsh", "--json"], /是否为“publish”/],
  ["a word that is missing", ["submit", "enforcement.penalties"], /缺少参数/],
])("the command line says what is wrong, and what was probably meant, for %s", async (_, given, message) => {
  const child = spawn(process.execPath, [TONGCHA, ...given], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let said = "";
  for (const output of [child.stdout, child.stderr])
    output.on("data", (data: Buffer) => {
      said += data.toString();
    });
  expect(await once(child, "close")).toEqual([1, null]);
  if (given.includes("--json"))
    expect(JSON.parse(said)).toMatchObject({
      error: { code: "COMMAND_INVALID", message: expect.stringMatching(message), status: null },
    });
  else expect(said).toMatch(new RegExp(`${message.source}.*\\n.*\\[COMMAND_INVALID\\]\\n$`));
});
