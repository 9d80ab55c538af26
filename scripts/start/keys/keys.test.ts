import { generateKeyPairSync } from "node:crypto";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openKeys, type Keys } from "./keys.js";
import { readSettings } from "../settings.js";

let folders: string[];
beforeAll(async () => {
  folders = await Promise.all(["a", "b"].map((name) => mkdtemp(join(tmpdir(), `tongcha-keys-${name}-`))));
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const open = async (machine: number, more: Readonly<Record<string, string>> = {}): Promise<Keys> =>
  openKeys(readSettings({ TONGCHA_DATA: folders[machine], ...more }));
const pem = (namedCurve: string): string =>
  generateKeyPairSync("ec", { namedCurve }).privateKey.export({ type: "pkcs8", format: "pem" });

test("processes on one data directory have the same keys, though they start at once; another directory has others", async () => {
  const [one, same, other] = await Promise.all([open(0), open(0), open(1)]);
  expect(same).toEqual(one);
  expect(new Set([one, other].flatMap(({ callers, issuer }) => [callers[0].d, issuer[0].d])).size).toBe(4);
});

test("gateways that have no directory in common are given one key, by one name", async () => {
  const given = { CALLERS_KEY: pem("P-256") };
  const [one, other] = await Promise.all([open(0, given), open(1, given)]);
  expect(other.callers).toEqual(one.callers);
  expect(one.callers).toMatchObject([{ kty: "EC", crv: "P-256", alg: "ES256", kid: expect.any(String) }]);
});

test.each([
  ["of another curve", pem("P-384")],
  ["that is none", "secret"],
])("a key %s is refused at the start, and not repeated", async (_, key) => {
  const failure: unknown = await open(0, { CALLERS_KEY: key }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "SETTING_INVALID", details: { name: "CALLERS_KEY" } });
  expect(String(failure)).not.toContain(key);
});

test("a gateway at which people sign in wants the hub's key of sessions, and another does not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tongcha-keys-gateway-"));
  folders.push(folder);
  const keys = await openKeys(readSettings({ TONGCHA_DATA: folders[0] }));
  for (const name of ["hub.key", "callers.json"])
    await copyFile(join(folders[0] ?? "", name), join(folder, name));
  const gateway = {
    TONGCHA_DATA: folder,
    HUB_URL: "http://hub:4000",
    JWKS_URL: "https://id.example.cn/jwks",
  };
  const signIn = {
    TOKEN_ISSUER: "https://id.example.cn",
    PUBLIC_URL: "https://data.example.cn",
    OIDC_CLIENT_ID: "tongcha",
  };
  expect((await openKeys(readSettings(gateway), "refuse")).hub).toEqual(keys.hub);
  const withSignIn = readSettings({ ...gateway, ...signIn });
  await expect(openKeys(withSignIn, "refuse")).rejects.toMatchObject({
    code: "KEY_UNUSABLE",
    details: { file: join(folder, "session.key") },
  });
  await copyFile(join(folders[0] ?? "", "session.key"), join(folder, "session.key"));
  expect((await openKeys(withSignIn, "refuse")).session).toEqual(keys.session);
});
