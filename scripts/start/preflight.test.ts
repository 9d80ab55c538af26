import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { freePort } from "../bench/free-port.js";
import { preflight } from "./preflight.js";
import { readSettings } from "./settings.js";

const taken = createServer();
let folder: string;
let port: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-preflight-"));
  await writeFile(join(folder, "file"), "");
  await once(taken.listen(0, "127.0.0.1"), "listening");
  const address = taken.address();
  port = String(typeof address === "object" ? address?.port : "");
});
afterAll(async () => {
  taken.close();
  await rm(folder, { recursive: true });
});

const refusal = async (environment: Readonly<Record<string, string>>): Promise<unknown> =>
  preflight(readSettings({ PORT: "0", TONGCHA_DATA: join(folder, "data"), ...environment })).then(
    () => null,
    (error: unknown) => error,
  );

test("a machine that has all is let pass, and nothing is left of the look but the folder", async () => {
  expect(await refusal({})).toBeNull();
  expect(await readdir(join(folder, "data"))).toEqual([]);
});

test.each<readonly [string, string, RegExp, () => Readonly<Record<string, string>>]>([
  ["a port that is taken", "PORT_TAKEN", /已被其他程序占用/, () => ({ PORT: port })],
  ["a view that is none", "SETTING_INVALID", /public、mobile/, () => ({ COST_LIMITS: "moblie=1/2/3" })],
  [
    "a view that is none, of a mode",
    "SETTING_INVALID",
    /public、mobile/,
    () => ({ DOCUMENT_MODES: "pubilc=open" }),
  ],
  ["a host that is none", "ADDRESS_UNUSABLE", /没有此主机名/, () => ({ HOST: "nowhere.invalid" })],
  ["another machine's address", "ADDRESS_UNUSABLE", /不是本机的地址/, () => ({ HOST: "192.0.2.1" })],
  [
    "a file for a data directory",
    "DATA_UNWRITABLE",
    /是文件，不是文件夹/,
    () => ({ TONGCHA_DATA: join(folder, "file") }),
  ],
  [
    "a data directory in a file",
    "DATA_UNWRITABLE",
    /是文件，不是文件夹/,
    () => ({ TONGCHA_DATA: join(folder, "file", "a", "b") }),
  ],
  [
    "a database that does not listen",
    "DATABASE_REFUSED",
    /没有数据库在监听/,
    () => ({ DATABASE_URL: `postgres://someone:secret@127.0.0.1:${free}/x` }),
  ],
  [
    "a database's host that is none",
    "DATABASE_REFUSED",
    /没有此主机名/,
    () => ({ DATABASE_URL: "postgres://someone:secret@nowhere.invalid/x" }),
  ],
])("%s is refused with one sentence, before any work: %s", async (_, code, message, environment) => {
  const error = await refusal(environment());
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  expect(JSON.stringify(error)).not.toContain("secret");
});

const free = await freePort();
const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("a data directory where the system takes none is refused, and not tried for ever", async () => {
  expect(await refusal({ TONGCHA_DATA: "/proc/tongcha/data" })).toMatchObject({
    code: "DATA_UNWRITABLE",
    details: { directory: "/proc/tongcha/data" },
  });
});
