import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { generateKeyPairSync } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { checkSettings, readSettings, SETTINGS, VARIABLES } from "./settings.js";

const folder = mkdtempSync(join(tmpdir(), "tongcha-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const KEY = "k".repeat(32);

const refused = (environment: Readonly<Record<string, string>>): readonly unknown[] =>
  checkSettings(environment).faults.map(({ code, details }) => [code, details["name"]]);

test("an environment without settings gives the defaults, an empty text is none, and other programs' names are theirs", () => {
  const bare = readSettings({});
  expect(bare).toMatchObject({ host: "127.0.0.1", port: 4000, hubKey: null, answerStoreMiB: 64 });
  expect(
    readSettings({
      ...Object.fromEntries(VARIABLES.map((name) => [name, ""])),
      PATH: "/bin",
      HOME: "/root",
      HOSTNAME: "h",
      POSTGRES_PASSWORD: "p",
      DATABASE_PASSWORD: "p",
      DATABASE_USER: "u",
      TEST_DATABASE_URL: "u",
      HUB_PORT: "tcp://10.0.0.1:4000",
      TONGCHA_PORT: "tcp://10.0.0.1:4000",
      TONGCHA_SERVICE_HOST: "10.0.0.1",
      TONGCHA_PORT_4000_TCP_ADDR: "10.0.0.1",
    }),
  ).toEqual(bare);
});

test.each<readonly [string, string | null]>([
  ["DATABASE_URI", "DATABASE_URL"],
  ["DATABSE_URL", "DATABASE_URL"],
  ["RATE_LIMIT", "RATE_LIMITS"],
  ["TRUSTED_PROXY", "TRUSTED_PROXIES"],
  ["SUBGRAPH_TIMEOUT", "SUBGRAPH_TIMEOUT_MS"],
  ["OPERATION_TIMEOUT_SECONDS", "OPERATION_TIMEOUT_MS"],
  ["FEED_LIMIT_MB", "FEED_LIMIT_MIB"],
  ["HUB_KEY_FLIE", "HUB_KEY_FILE"],
  ["port", "PORT"],
  ["TONGCHA_DIR", null],
  ["TONGCHA_HUB_KEY", "HUB_KEY"],
])("%s is refused, with %s where that may be meant", (name, near) => {
  expect(() => readSettings({ [name]: "x" })).toThrow(
    expect.objectContaining({
      code: "SETTING_UNKNOWN",
      message: expect.stringContaining(near ?? "npx tongcha settings"),
    }),
  );
});

test.each([
  ["PORT", "80000"],
  ["PORT", "4000x"],
  ["HOST", "127.0.0.1:4000"],
  ["TONGCHA_DATA", "file:///srv"],
  ["DATABASE_URL", "nonsense"],
  ["DATABASE_URL", "mysql://root@127.0.0.1/x"],
  ["REDIS_URL", "127.0.0.1:6379"],
  ["HUB_URL", "hub:4000"],
  ["JWKS_URL", "keys.json"],
  ["TRACES_URL", "collector:4318"],
  ["SAMPLES", "no"],
  ["HUB_KEY", "abc"],
  ["HUB_KEY", `${KEY},abc`],
  ["CALLERS_KEY", "secret"],
  ["WEBHOOK_NETWORKS", "172.16.0.0"],
  ["SUBGRAPH_NETWORKS", "10.0.0.0/33"],
  ["TRUSTED_PROXIES", "proxy.example"],
  ["CORS_ORIGINS", "https://example.cn/page"],
  ["TRACE_SHARE", "101"],
  ["RATE_LIMITS", "0/1/1"],
  ["SUBGRAPH_URLS", "alerts"],
  ["DOCUMENT_MODES", "public=closed"],
  ["SESSION_KEY", "abc"],
  ["OIDC_SCOPES", "profile"],
  ["OIDC_TOKEN", "refresh"],
  ["OIDC_RESOURCE", "tongcha"],
])("%s=%s is refused by one sentence that does not repeat it", (name, given) => {
  const { faults } = checkSettings({ [name]: given });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({ code: "SETTING_INVALID", details: { name } });
  expect(faults[0]?.message).not.toContain(given);
});

test.each([
  ["DATABASE_URL", "postgres://u:p%23@[::1]:5432/x?sslmode=require"],
  ["DATABASE_URL", "postgresql:///x?host=/run/postgresql"],
  ["HOST", "::"],
  ["TRUSTED_PROXIES", "loopback, 10.0.0.0/8,fd00::1"],
  ["CORS_ORIGINS", "https://www.example.cn, http://127.0.0.1:3000"],
  ["WEBHOOK_NETWORKS", "127.0.0.0/8, fd00::/8"],
  ["RATE_LIMITS", "off"],
])("%s=%s is taken", (name, given) => {
  expect(refused({ [name]: given })).toEqual([]);
});

test.each([
  ["DEPTH_LIMIT", "0"],
  ["PERSON_KEY", " "],
  ["TOKEN_ISSUER", "a\nb"],
])("%s=%j is refused", (name, given) => {
  expect(refused({ [name]: given })).toEqual([["SETTING_INVALID", name]]);
});

test("mail wants a server and an address from which it is sent, which is one", () => {
  const [server, from] = [{ SMTP_URL: "smtp://127.0.0.1" }, { MAIL_FROM: "tongcha@example.cn" }];
  expect(refused({ ...server, ...from })).toEqual([]);
  expect(refused(server)).toEqual([["SETTING_INVALID", "MAIL_FROM"]]);
  expect(refused(from)).toEqual([["SETTING_INVALID", "SMTP_URL"]]);
  for (const wrong of ["tongcha", "a@example.cn,b@example.cn", "a@example.cn\r\nBcc: b@example.cn"])
    expect(refused({ ...server, MAIL_FROM: wrong })).toEqual([["SETTING_INVALID", "MAIL_FROM"]]);
});

test("a bucket wants an address that says nothing else, a name, and both halves of its key", () => {
  const bucket = {
    S3_ENDPOINT: "https://s3.example.cn",
    S3_BUCKET: "tongcha",
    S3_KEY_ID: "id",
    S3_KEY: "key",
  };
  expect(refused(bucket)).toEqual([]);
  for (const name of Object.keys(bucket))
    expect(refused({ ...bucket, [name]: "" })).toEqual([["SETTING_INVALID", name]]);
  for (const [name, wrong] of [
    ["S3_ENDPOINT", "https://id:key@s3.example.cn"],
    ["S3_ENDPOINT", "https://s3.example.cn/?x"],
    ["S3_BUCKET", "../other"],
    ["S3_PREFIX", "../"],
    ["S3_PREFIX", "attachments"],
    ["S3_REGION", "a/b"],
  ] as const)
    expect(refused({ ...bucket, [name]: wrong })).toEqual([["SETTING_INVALID", name]]);
});

test("a sign-in by a browser wants the provider and the public address beside it", () => {
  const client = { OIDC_CLIENT_ID: "hub" };
  expect(refused(client)).toEqual([
    ["SETTING_INVALID", "JWKS_URL"],
    ["SETTING_INVALID", "PUBLIC_URL"],
    ["SETTING_INVALID", "TOKEN_ISSUER"],
  ]);
  const whole = {
    ...client,
    JWKS_URL: "https://id.example.cn/jwks",
    PUBLIC_URL: "https://data.example.cn",
    TOKEN_ISSUER: "https://id.example.cn",
  };
  expect(refused(whole)).toEqual([]);
  // An ID token is for the client.
  expect(refused({ ...whole, OIDC_TOKEN: "id" })).toEqual([["SETTING_INVALID", "TOKEN_AUDIENCE"]]);
  expect(refused({ ...whole, OIDC_TOKEN: "id", TOKEN_AUDIENCE: "hub" })).toEqual([]);
});

test("all that is wrong is told at once", () => {
  expect(refused({ PORT: "x", SAMPELS: "true", HUB_KEY: "abc" })).toEqual([
    ["SETTING_UNKNOWN", "SAMPELS"],
    ["SETTING_INVALID", "PORT"],
    ["SETTING_INVALID", "HUB_KEY"],
  ]);
});

const PEM = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
  type: "pkcs8",
  format: "pem",
});
const SECRET: Readonly<Record<string, string>> = {
  DATABASE_URL: "postgres://u:p@127.0.0.1/x",
  REDIS_URL: "rediss://:p@127.0.0.1",
  CALLERS_KEY: PEM,
  LOG_KEY: PEM,
  ISSUER_KEY: PEM,
  SOURCE_SECRETS: '{ "register": "示例" }',
  SMTP_URL: "smtps://u:p@127.0.0.1",
  BACKUP_IDENTITY: `# created: 2026-11-29\n# public key: age1${"q".repeat(58)}\nAGE-SECRET-KEY-1${"Q".repeat(58)}`,
};

const STORE = { S3_ENDPOINT: "https://s3.example.cn", S3_BUCKET: "tongcha" };
/** What a secret is given with. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SMTP_URL: { MAIL_FROM: "tongcha@example.cn" },
  S3_KEY_ID: { ...STORE, S3_KEY: KEY },
  S3_KEY: { ...STORE, S3_KEY_ID: "id" },
};

test.each(SETTINGS.filter(({ isSecret }) => isSecret).map(({ variable }) => variable))(
  "%s may stand in a file: what cannot be read, is empty, short, or is said twice is refused",
  (name) => {
    const text = SECRET[name] ?? KEY;
    const beside = BESIDE[name] ?? {};
    const from = file(name, `${text}\n`);
    expect(readSettings({ [`${name}_FILE`]: from, ...beside })).toEqual(
      readSettings({ [name]: text, ...beside }),
    );
    expect(refused({ [`${name}_FILE`]: from, [name]: text })).toEqual([["SETTING_INVALID", `${name}_FILE`]]);
    for (const wrong of [join(folder, "nowhere"), folder, file("empty", ""), file("blank", " \n")])
      expect(refused({ [`${name}_FILE`]: wrong })).toEqual([["SETTING_INVALID", `${name}_FILE`]]);
  },
);

test("no environment breaks the reading, and what is refused is named", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...VARIABLES), fc.string()), (environment) => {
      const { settings, faults } = checkSettings(environment);
      expect(settings === null).toBe(faults.length > 0);
    }),
  );
});
