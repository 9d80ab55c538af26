import { chmod, copyFile, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { freePort } from "../bench/free-port.js";
import { examine } from "./examine.js";
import type { Look } from "./look.js";
import { openKeys } from "./keys/keys.js";
import { openSecrets } from "./keys/open-secrets.js";
import { readSettings, type Environment } from "./settings.js";
import { upgrade } from "./upgrade.js";

let [directory, other, port] = ["", "", ""];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tongcha-examine-"));
  other = await mkdtemp(join(tmpdir(), "tongcha-examine-"));
  port = String(await freePort());
});
afterAll(() => Promise.all([directory, other].map((folder) => rm(folder, { recursive: true }))));

const look = async (more: Environment = {}): Promise<readonly Look[]> => {
  const looks: Look[] = [];
  for await (const one of examine({ TONGCHA_DATA: directory, PORT: port, ...more })) looks.push(one);
  return looks;
};
const worst = async (more: Environment = {}): Promise<readonly string[]> =>
  (await look(more)).filter(({ state }) => state === "bad").map(({ en }) => en);

test("before the first start there is nothing wrong, and nothing is made", async () => {
  const looks = await look();
  expect(looks.filter(({ state }) => state === "bad")).toEqual([]);
  expect(looks.filter(({ state }) => state === "odd").map(({ en }) => en)).toEqual([
    expect.stringContaining("no keys yet"),
    expect.stringContaining("no database yet"),
    expect.stringContaining("No hub runs there"),
  ]);
});

test("all settings that are wrong are told, a line each", async () => {
  expect(await worst({ HUB_KEY: "abc", SAMPELS: "x" })).toEqual([
    expect.stringContaining("SAMPELS"),
    expect.stringContaining("HUB_KEY"),
  ]);
});

test("a hub that was started is whole, until a key is missing, cut off, or another database's", async () => {
  const settings = readSettings({ TONGCHA_DATA: directory });
  const keys = await openKeys(settings);
  const database = await openDatabase({ url: null, directory });
  await upgrade(database);
  await openSecrets(database, { settings, keys });
  expect((await look()).map(({ en }) => en)).toContain("The embedded database is in use by a hub that runs");
  await database.close();
  expect(await worst()).toEqual([]);
  await chmod(join(directory, "hub.key"), 0o644);
  expect((await look()).map(({ en }) => en)).toContain("The keys are whole, but others can read them");
  await chmod(join(directory, "hub.key"), 0o600);

  // It was started by versions that did not have these yet.
  for (const name of ["log.json", "session.key"]) {
    await rename(join(directory, name), join(directory, "kept"));
    expect(await worst()).toEqual([]);
    expect((await look()).map(({ en }) => en)).toContain("The next start makes these keys");
    await rename(join(directory, "kept"), join(directory, name));
  }

  await openKeys(readSettings({ TONGCHA_DATA: other }));
  const path = join(directory, "person.key");
  await copyFile(path, join(other, "kept"));
  await copyFile(join(other, "person.key"), path);
  expect(await worst()).toEqual([`Not the database's keys: ${path}`]);
  await writeFile(path, "");
  expect(await worst()).toEqual([expect.stringContaining("person.key")]);
  await rm(path);
  expect(await worst()).toEqual([expect.stringContaining("Copy these files of keys")]);
  await copyFile(join(other, "kept"), path);
  expect(await worst()).toEqual([]);
});

test("whom the hub talks with is tried: nobody there is wrong, or only odd where all goes on", async () => {
  const nowhere = `127.0.0.1:${port}`;
  const told = await look({ JWKS_URL: `http://${nowhere}/keys`, REDIS_URL: `redis://${nowhere}` });
  expect(told.filter(({ zh }) => /^(?:JWKS|REDIS)_URL/.test(zh))).toEqual([
    { state: "bad", zh: `JWKS_URL：无法连接 ${nowhere}（ECONNREFUSED）`, en: "It cannot be reached" },
    { state: "odd", zh: `REDIS_URL：无法连接 ${nowhere}（ECONNREFUSED）`, en: "It cannot be reached" },
  ]);
});

test("views that there are not are told by the doctor, too", async () => {
  expect(await worst({ DOCUMENT_MODES: "pubilc=open" })).toEqual([
    expect.stringContaining("of these views: /, public"),
  ]);
});

test("a gateway's hub that cannot be reached is wrong", async () => {
  expect(await worst({ HUB_URL: `http://127.0.0.1:${port}` })).toEqual(["The hub cannot be reached"]);
});
