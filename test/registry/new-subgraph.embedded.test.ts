/**
 * The template for a department's developer, used as they would use it: made, compiled, tested, started,
 * published and queried.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KINDS, makeSubgraph, type Kind } from "../../scripts/cli/subgraph/new.js";
import { CORE } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

const MODULES = fileURLToPath(new URL("../../../node_modules", import.meta.url));
const PUBLISH =
  "mutation ($input: SubgraphInput!) { publishSubgraph(input: $input) { ok findings { code coordinate message { en } } } }";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tongcha-"));
});
afterAll(() => rm(directory, { recursive: true }));

test.each([
  "",
  "a",
  "Bus",
  "bus_lines",
  "-bus",
  "bus-",
  "bus--lines",
  "1bus",
  "../bus",
  "bus/lines",
  "bus\nlines",
  "bus lines",
  "公交",
  `b${"u".repeat(63)}`,
])("%j is no name for a service, and no folder is made", async (name) => {
  await expect(makeSubgraph({ name, directory: join(directory, "hostile") })).rejects.toMatchObject({
    code: "OPTION_INVALID",
  });
  await expect(
    mkdir(join(directory, "hostile")).then(() => rm(join(directory, "hostile"), { recursive: true })),
  ).resolves.toBeUndefined();
});

test("a folder that is there already is left as it is", async () => {
  await mkdir(join(directory, "taken"));
  await expect(makeSubgraph({ name: "taken", directory: join(directory, "taken") })).rejects.toMatchObject({
    code: "OPTION_INVALID",
  });
  await expect(
    makeSubgraph({ name: "taken", directory: join(directory, "no", "such", "parent") }),
  ).rejects.toMatchObject({ code: "OPTION_INVALID" });
});

test("no other service's name is left in what is made", async () => {
  for (const kind of KINDS) {
    const files = await makeSubgraph({
      name: "sample-nameless",
      directory: join(directory, `nameless-${kind}`),
      kind,
    });
    const texts = await Promise.all(
      files.map((file) => readFile(join(directory, `nameless-${kind}`, file), "utf8")),
    );
    expect(texts.join("\n")).not.toMatch(/sample-name\b|SampleName(?!less)|sampleName(?!less)/);
  }
});

test("the versions that it asks for are those that are tested here", async () => {
  const lock = JSON.parse(
    await readFile(fileURLToPath(new URL("../../../package-lock.json", import.meta.url)), "utf8"),
  ) as { readonly packages: Readonly<Record<string, { readonly version: string }>> }; // npm's own
  for (const kind of KINDS) {
    const folder = join(directory, `versions-${kind}`);
    await makeSubgraph({ name: "versions", directory: folder, kind });
    const { dependencies, devDependencies = {} } = JSON.parse(
      await readFile(join(folder, "package.json"), "utf8"),
    ) as {
      readonly dependencies: Readonly<Record<string, string>>;
      readonly devDependencies?: Readonly<Record<string, string>>;
    }; // written by us
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(`${name} ${lock.packages[`node_modules/${name}`]?.version}`).toBe(`${name} ${version}`);
  }
});

describe("a service that was made", () => {
  const children: ChildProcess[] = [];
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub({
      domains: CORE,
      holds: "directory",
      settings: { SUBGRAPH_NETWORKS: "127.0.0.0/8" },
    });
  });
  afterAll(async () => {
    for (const child of children) {
      if (child.exitCode === null && child.kill()) await once(child, "exit");
    }
    await hub.close();
  });

  const make = async (name: string, kind: Kind): Promise<string> => {
    const folder = join(directory, name);
    await makeSubgraph({ name, directory: folder, kind });
    await symlink(MODULES, join(folder, "node_modules"), "junction");
    return folder;
  };
  const start = async (folder: string, program: string): Promise<string> => {
    const child = spawn(process.execPath, [program], {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: "", PORT: "0", HUB_URL: hub.url },
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    // the first line that it prints
    const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
    return line.slice(line.indexOf("http")).trim();
  };
  const publish = async (name: string, url: string, folder: string): Promise<unknown> => {
    const { data } = await hub.query(
      PUBLISH,
      { input: { name, url, sdl: await readFile(join(folder, "schema.graphql"), "utf8") } },
      await hub.token("developer", "jtj"),
    );
    return valueAt(data, "publishSubgraph");
  };
  const PUBLISHED = { ok: true, findings: [] };

  test("in TypeScript: passes its own tests, is published without a word, and its fields are in the district's graph", async () => {
    const folder = await make("bus-lines", "typescript");
    const { status, stdout, stderr } = spawnSync("npm", ["test"], {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: "" },
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    expect({ status, output: status === 0 ? "" : `${stdout}${stderr}` }).toEqual({ status: 0, output: "" });
    expect(await publish("bus-lines", await start(folder, "dist/src/main.js"), folder)).toEqual(PUBLISHED);
    expect(
      (
        await hub.query(
          '{ area(code: "110118001") { name busLinesPoints(first: 1) { name remark area { name } } } busLinesPoint(id: "2") { name } }',
        )
      ).data,
    ).toEqual({
      area: {
        name: "鼓楼街道",
        busLinesPoints: [{ name: "示例鼓楼服务点", remark: null, area: { name: "鼓楼街道" } }],
      },
      busLinesPoint: { name: "示例果园服务点" },
    });
    expect(
      (await hub.query('{ busLinesPoint(id: "1") { remark } }', {}, await hub.token("clerk", "jtj"))).data,
    ).toEqual({ busLinesPoint: { remark: "周三盘点" } });
  });

  test("without a federation library: is published the same way", async () => {
    const folder = await make("post-boxes", "plain");
    const url = await start(folder, "server.mjs");
    expect(await publish("post-boxes", url, folder)).toEqual(PUBLISHED);
    expect(
      (
        await hub.query(
          '{ area(code: "110118001") { postBoxesPoints { name area { name } } } postBoxesPoint(id: "2") { name } }',
        )
      ).data,
    ).toEqual({
      area: { postBoxesPoints: [{ name: "示例鼓楼服务点", area: { name: "鼓楼街道" } }] },
      postBoxesPoint: { name: "示例果园服务点" },
    });
    expect(
      (
        await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query: "{ _service { sdl } }" }),
        })
      ).status,
    ).toBe(401);
  });
});
