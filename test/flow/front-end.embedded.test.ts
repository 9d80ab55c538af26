/** The example of a front end, as its developer would take it: copied, typed by the hub, checked, run. */
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ROOT } from "../guides.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

const run = promisify(execFile);
const BIN = join(ROOT, "node_modules", ".bin");

let hub: TestHub;
let folder: string;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
  folder = await mkdtemp(join(tmpdir(), "tongcha-front-end-"));
  await cp(join(ROOT, "gateway", "example-client"), folder, { recursive: true });
  await rm(join(folder, "src", "gql"), { recursive: true, force: true });
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  const { stdout } = await tongcha("codegen-config");
  await writeFile(join(folder, "codegen.ts"), stdout);
  await makeTypes();
});
afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true });
});

const inFolder = (command: string, ...parameters: readonly string[]): Promise<{ readonly stdout: string }> =>
  run(command, parameters, {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: "", GRAPH_URL: `${hub.url}/graphql/public` },
  });
const tongcha = (...words: readonly string[]): Promise<{ readonly stdout: string }> =>
  inFolder(process.execPath, join(ROOT, "dist/scripts/tongcha.js"), ...words, "--hub", hub.url);
const makeTypes = (): Promise<unknown> =>
  inFolder(join(BIN, "graphql-codegen"), "--config", "codegen.ts", "--silent");
const show = async (...words: readonly string[]): Promise<readonly string[]> =>
  (await inFolder(process.execPath, "src/main.ts", ...words)).stdout.trim().split("\n");

test("its types fit, with every scalar known and no null that only an error makes", async () => {
  await inFolder(join(BIN, "tsc"), "-p", ".");
  const types = await readFile(join(folder, "src/gql/graphql.ts"), "utf8");
  expect(types).not.toMatch(/\bany\b/);
  expect(types).toMatch(/penalties: \{ totalCount: number, nodes: Array<\{ decisionDate: string, /);
});

describe("each of its pages shows what the hub has", () => {
  const counts = async (query: string, ...path: readonly string[]): Promise<unknown> =>
    valueAt((await hub.query(query)).data, ...path);

  test("the home page", async () => {
    const [records, datasets] = await Promise.all([
      counts("{ totals { records } }", "totals", "records"),
      counts("{ datasets(first: 1) { totalCount } }", "datasets", "totalCount"),
    ]);
    const [first, ...others] = await show("home");
    expect(first).toBe(`公开记录${String(records)}条，数据集${String(datasets)}个`);
    expect(others).toHaveLength(9);
  });

  test("an enterprise", async () => {
    const penalties = await counts(
      '{ party(id: "91110118YL00000041") { penalties(first: 1) { totalCount } } }',
      "party",
      "penalties",
      "totalCount",
    );
    expect((await show("enterprise", "91110118YL00000041"))[0]).toMatch(
      new RegExp(`：行政许可\\d+件，行政处罚${String(penalties)}件$`),
    );
    expect(await show("enterprise", "91110118YL99999999")).toEqual(["没有公开的信息"]);
  });

  test("a town, a department, a search", async () => {
    expect((await show("town", "110118101"))[0]).toMatch(/^溪翁庄镇：学校[1-9]\d*所，招聘岗位[1-9]\d*个$/);
    expect((await show("department", "scjgj"))[0]).toMatch(/^北京市密云区市场监督管理局：处罚[1-9]\d*件$/);
    expect((await show("search", "溪翁庄镇 学校"))[0]).toMatch(/^共[1-9]\d*条：/);
  });

  test("a copy of a feed, which has all of its records", async () => {
    const penalties = await counts("{ penalties(first: 1) { totalCount } }", "penalties", "totalCount");
    const [first, ...titles] = await show("copy", "enforcement.penalties");
    expect(first).toMatch(new RegExp(`^副本${String(penalties)}条，下次从[0-9a-f]{16}\\.\\d+起$`));
    expect(titles).toHaveLength(3);
  });

  test("what is released, as it comes", async () => {
    const lines = await show("live");
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/罚〔20\d\d〕\d+号 罚款[\d.]+万元$/);
  });
});

test("a query for what there is not stops the types from being made", async () => {
  const wrong = join(folder, "src", "wrong.ts");
  await writeFile(
    wrong,
    'import { graphql } from "./gql/index.ts";\nexport const WRONG = graphql(`query Wrong { penalties { nodes { fine } } }`);\n',
  );
  await expect(makeTypes()).rejects.toMatchObject({ code: 1 });
  await rm(wrong);
});

test("the documents that it writes beside the types are registered as they are", async () => {
  const { stdout } = await tongcha(
    "documents",
    "publish",
    join(folder, "src/gql/persisted-documents.json"),
    "--client",
    "example",
    "--contract",
    "public",
    "--token",
    await hub.token("supervisor", null),
  );
  expect(stdout).toMatch(/\b7\b/);
});

test("it is pinned to the versions that it is tried with", async () => {
  const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, "utf8"));
  const [own, ours] = [await read(join(folder, "package.json")), await read(join(ROOT, "package.json"))];
  const all = {
    ...(await read(join(ROOT, "package-lock.json")).then((lock) => lockedOf(lock))),
    ...Object(valueAt(ours, "dependencies")),
    ...Object(valueAt(ours, "devDependencies")),
  };
  for (const group of ["dependencies", "devDependencies"])
    for (const [name, version] of Object.entries(Object(valueAt(own, group))))
      expect([name, version]).toEqual([name, all[name]]);
});

/** Versions of what other packages brought along. */
function lockedOf(lock: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(Object(valueAt(lock, "packages"))).map(([path, entry]) => [
      path.replace("node_modules/", ""),
      valueAt(entry, "version"),
    ]),
  );
}
