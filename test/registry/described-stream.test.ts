/**
 * The stream that services/README.md describes, as its reader makes it: added to the service that it names,
 * published, followed, restarted.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { makeSubgraph } from "../../scripts/cli/subgraph/new.js";
import { codeOf, followOverEventStream } from "../live/clients.js";
import { CORE } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
let directory: string;
let hub: TestHub;
let service: ChildProcess | null = null;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tongcha-"));
  hub = await startHub({ domains: CORE, holds: "directory", settings: { SUBGRAPH_NETWORKS: "127.0.0.0/8" } });
});
afterAll(async () => {
  await kill();
  await hub.close();
  await rm(directory, { recursive: true });
});

async function kill(): Promise<void> {
  if (service?.kill("SIGKILL") === true) await once(service, "exit");
}

async function start(folder: string, port: string): Promise<string> {
  const child = spawn(process.execPath, ["server.mjs"], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: "", PORT: port, HUB_URL: hub.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  service = child;
  // the first line that it prints
  const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  return line.slice(line.indexOf("http")).trim();
}

/** Text of the first block of that language in the guide's section on live updates. */
async function described(language: string): Promise<string> {
  const [, section = ""] = (await readFile(join(ROOT, "services/README.md"), "utf8")).split(
    "## 实时更新 Live updates",
  );
  return new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(section)?.[1] ?? "";
}

test("it is published without a word, goes on where it was when its service is killed, and refuses a cursor that there is not", async () => {
  const folder = join(directory, "post-boxes");
  await makeSubgraph({ name: "post-boxes", directory: folder, kind: "plain" });
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  const change = async (file: string, by: (text: string) => string): Promise<void> =>
    writeFile(join(folder, file), by(await readFile(join(folder, file), "utf8")));
  const [schema, program] = [await described("graphql"), await described("js")];
  await change("schema.graphql", (text) => `${text}\n${schema}`);
  await change(
    "server.mjs",
    (text) => `${text.replace("\ncreateServer(", "\nconst server = createServer(")}\n${program}`,
  );
  const url = await start(folder, "0");
  const { data } = await hub.query(
    "mutation ($input: SubgraphInput!) { publishSubgraph(input: $input) { ok findings { code coordinate message { en } } } }",
    { input: { name: "post-boxes", url, sdl: await readFile(join(folder, "schema.graphql"), "utf8") } },
    await hub.token("developer", "jtj"),
  );
  expect(valueAt(data, "publishSubgraph")).toEqual({ ok: true, findings: [] });

  const stream = await followOverEventStream(
    hub.url,
    'subscription { postBoxesPointAdded(after: "0") { point { name area { name } } } }',
  );
  const point = (name: string, area: string): unknown => ({
    data: { postBoxesPointAdded: { point: { name, area: { name: area } } } },
  });
  expect([await stream.next(), await stream.next()]).toEqual([
    point("示例鼓楼服务点", "鼓楼街道"),
    point("示例果园服务点", "果园街道"),
  ]);
  expect(stream.lastId()).toBe("2");
  await kill();
  await change("server.mjs", (text) =>
    text.replace(
      "\n];",
      '\n  { id: "3", name: "新增服务点", area: { __typename: "Area", code: "110118001" } },\n];',
    ),
  );
  await start(folder, new URL(url).port);
  expect(await stream.next()).toEqual(point("新增服务点", "鼓楼街道"));
  stream.stop();

  const refused = await followOverEventStream(
    hub.url,
    'subscription { postBoxesPointAdded(after: "4") { cursor } }',
  );
  const answer = await refused.next();
  expect([codeOf(answer), valueAt(answer, "errors", 0, "extensions", "details", "subgraphCode")]).toEqual([
    "SUBGRAPH_ERROR",
    "CURSOR_INVALID",
  ]);
  expect(await refused.next()).toBe("complete");
});
