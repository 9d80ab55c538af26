import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createIssuer } from "../../../gateway/rights/issuer.js";
import { createSignCaller, isSigned } from "../../../gateway/rights/sign-caller.js";
import type { Database } from "../../../services/kit/store/open/database.js";
import { HUB_TABLES } from "../../../services/kit/store/open/hub-tables.js";
import { migrate } from "../../../services/kit/store/open/migrate.js";
import { openTestDatabase } from "../../../test/open-test-database.js";
import { readSettings, type Environment } from "../settings.js";
import { openKeys, makeKeys, type KeyName, type Keys } from "./keys.js";
import { secretsUnder } from "./kept-secrets.js";
import { openSecrets, type Secrets } from "./open-secrets.js";
import { assertTaken, ROTATION_STEPS, rotateKey } from "./rotate-keys.js";

let database: Database;
let directory: string;
beforeAll(async () => {
  database = await openTestDatabase();
  await migrate(database, [HUB_TABLES]);
  directory = await mkdtemp(join(tmpdir(), "tongcha-keys-"));
});
afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true });
});

const HUB_URL = "http://127.0.0.1:4000";
const environment = (): Environment => ({ TONGCHA_DATA: directory });
/**
 * Opens the secrets as a process does at its start; with HUB_URL or `only`, as another process of the hub.
 */
const start = async (keys: Keys, more: Environment = {}, only?: string): Promise<Secrets> =>
  openSecrets(database, {
    settings: readSettings({ ...environment(), ...more }),
    keys,
    ...(only !== undefined && { only }),
  });
const own = (): Promise<Keys> => openKeys(readSettings(environment()));

test("a database takes the first keys that come, and those alone: each other one is named with what to do, and nothing is learnt of it", async () => {
  const keys = await own();
  const first = await start(keys);
  expect(await start(keys)).toEqual(first);
  const others = await makeKeys();
  for (const name of ["hub", "person", "issuer", "callers"] as const) {
    const mixed = { ...keys, [name]: others[name] };
    const refusal = expect.objectContaining({
      code: "KEY_OTHER",
      details: expect.objectContaining({ name }),
    });
    await expect(start(mixed)).rejects.toEqual(refusal);
    await expect(start(mixed)).rejects.toThrow(`npx tongcha rotate ${name} lost`);
  }
  expect(await start(keys)).toEqual(first);
});

test("a gateway before a hub needs no key of persons, and no process an issuer's where tokens are another's", async () => {
  const [keys, others] = [await own(), await makeKeys()];
  const { callerSecret } = await start(keys);
  expect(await start({ ...keys, person: others.person }, { HUB_URL })).toMatchObject({ callerSecret });
  await start({ ...keys, issuer: others.issuer }, { JWKS_URL: "https://id.example.cn/jwks.json" });
  await start({ ...keys, issuer: others.issuer, callers: others.callers }, {}, "enforcement");
  await expect(start({ ...keys, hub: others.hub }, { HUB_URL })).rejects.toMatchObject({ code: "KEY_OTHER" });
});

test.each<KeyName>(["hub", "person", "issuer", "callers"])(
  "the key %s is rotated while all goes on: processes of two steps take what the other signs, and pseudonyms stay",
  async (name) => {
    let before = await own();
    const secrets = await start(before);
    const token = await createIssuer({ keys: before.issuer, issuer: "i", audience: "a" }).issue(
      { subject: "1", name: "甲", department: null, roles: [] },
      1,
    );
    const former = before[name][0];
    for (const step of ROTATION_STEPS) {
      if (step !== "add") await assertTaken(database, name, (await own())[name]);
      await rotateKey({ settings: readSettings(environment()), environment: environment() }, name, step);
      const keys = await own();
      // Until the hub has it, the next step would lose a key, and what it wraps.
      if (step === "add" || (step === "use" && secretsUnder(name).length > 0))
        await expect(assertTaken(database, name, keys[name])).rejects.toMatchObject({
          code: "ROTATION_EARLY",
        });
      // One process after the other: whoever is first, the others go on, and may start again as they were.
      expect(await start(keys)).toEqual(secrets);
      expect(await start(before, {}, "enforcement")).toMatchObject({ personKey: secrets.personKey });
      for (const [one, other] of [[before, keys] as const, [keys, before] as const])
        expect(await isSigned(await createSignCaller(one.hub[0])(null, "x", {}), other.hub)).toBe(true);
      if (step !== "drop") {
        const { kid } = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as {
          kid: string; // the issuer's own header
        };
        expect(keys.issuer.map((key) => key.kid)).toContain(kid);
      }
      before = keys;
    }
    expect(before[name]).toHaveLength(1);
    expect(before[name][0]).not.toEqual(former);
    expect(await start(before)).toEqual(secrets);
    const { rows } = await database.pool.query("SELECT FROM hub.key WHERE name = $1", [name]);
    expect(rows).toHaveLength(1);
  },
);

test("a step out of turn is refused, and so is a key that stands in no file", async () => {
  const rotate = (step: "add" | "use" | "drop", more: Environment = {}): Promise<void> => {
    const given = { ...environment(), ...more };
    return rotateKey({ settings: readSettings(given), environment: given }, "hub", step);
  };
  await expect(rotate("use")).rejects.toMatchObject({ code: "OPTION_INVALID" });
  await expect(rotate("drop")).rejects.toMatchObject({ code: "OPTION_INVALID" });
  await expect(rotate("add", { HUB_KEY: "k".repeat(32) })).rejects.toMatchObject({ code: "SETTING_INVALID" });
  const file = join(directory, "given");
  await writeFile(file, "k".repeat(32));
  await rotate("add", { HUB_KEY_FILE: file });
  const { hubKey } = readSettings({ HUB_KEY_FILE: file });
  expect(hubKey).toEqual(["k".repeat(32), expect.any(String)]);
  await rotate("use", { HUB_KEY_FILE: file });
  expect(readSettings({ HUB_KEY_FILE: file }).hubKey).toEqual(hubKey?.toReversed());
});

test.each(["hub.key", "person.key", "issuer.json", "callers.json", "log.json", "session.key"])(
  "%s that is empty, cut off or short is refused by name, and left as it is",
  async (name) => {
    const folder = await mkdtemp(join(directory, "broken-"));
    const settings = readSettings({ TONGCHA_DATA: folder });
    await openKeys(settings);
    const path = join(folder, name);
    const whole = await readFile(path, "utf8");
    for (const text of ["", "\n", "YWJj", whole.slice(0, 20), `${whole}\nYWJj`, "{}", "[]"]) {
      await writeFile(path, text);
      await expect(openKeys(settings)).rejects.toMatchObject({
        code: "KEY_UNUSABLE",
        details: { file: path },
      });
      expect(await readFile(path, "utf8")).toBe(text);
    }
  },
);
