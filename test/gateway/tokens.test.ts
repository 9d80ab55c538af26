/** Who shows a token to a gateway by itself, and what of a foreign supergraph it opens. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from "jose";
import WebSocket from "ws";
import { openSource } from "../../gateway/graph/source.js";
import { createAuthenticateHolders } from "../../gateway/rights/authenticate.js";
import { openKeySet, type KeySet } from "../../gateway/rights/open-key-set.js";
import { valueAt } from "../start-hub.js";
import { until } from "../until.js";
import {
  answerJson,
  openTestGateway,
  serveSubgraph,
  type HttpSubgraph,
  type TestGateway,
} from "./open-gateway.js";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes", "@policy"])';
const SDL = `${LINK}
  type Query { open: String mine: String @authenticated staff: String @requiresScopes(scopes: [["staff:read"]]) ruled: String @policy(policies: [["four-eyes"]]) }
  type Subscription { ticks: String @authenticated }`;
const DATA = { open: "o", mine: "m", staff: "s", ruled: "r" };
const [ISSUER, AUDIENCE] = ["https://id.example.cn/", "graph"];

const pair = await generateKeyPair("ES256", { extractable: true });
const next = await generateKeyPair("RS256", { extractable: true });
const asked: string[] = [];
let subgraph: HttpSubgraph;
let provider: HttpSubgraph;
let gateway: TestGateway;
let folder: string;
let keysInFile: KeySet;
let byFile: TestGateway;

const publicKeys = async (...keys: readonly (readonly [CryptoKey, string])[]) => ({
  keys: await Promise.all(keys.map(async ([key, kid]) => ({ ...(await exportJWK(key)), kid }))),
});

interface Made {
  readonly key?: CryptoKey | Uint8Array;
  readonly header?: { readonly alg: string; readonly kid?: string };
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds from now, as the next two. */
  readonly until?: number;
  readonly issued?: number;
  readonly from?: number;
}

function token(
  claims: JWTPayload = {},
  {
    key = pair.privateKey,
    header = { alg: "ES256", kid: "1" },
    issuer,
    audience,
    until: end = 600,
    issued,
    from,
  }: Made = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const times = {
    ...(issued !== undefined && { iat: now + issued }),
    ...(from !== undefined && { nbf: now + from }),
  };
  return new SignJWT({ ...claims, ...times })
    .setProtectedHeader(header)
    .setSubject("u1")
    .setIssuer(issuer ?? ISSUER)
    .setAudience(audience ?? AUDIENCE)
    .setExpirationTime(now + end)
    .sign(key);
}

beforeAll(async () => {
  subgraph = await serveSubgraph((body, response) => {
    asked.push(body);
    const data = Object.entries(DATA).filter(([name]) => new RegExp(`\\b${name}\\b`).test(body));
    answerJson(response, { data: Object.fromEntries(data) });
  });
  provider = await serveSubgraph((_, response) => {
    publicKeys([pair.publicKey, "1"]).then(
      (keys) => answerJson(response, keys),
      () => response.destroy(),
    );
  });
  const parts = [{ name: "s", sdl: SDL, url: subgraph.url }];
  gateway = await openTestGateway(parts, {
    authenticate: createAuthenticateHolders({
      keys: new URL(provider.url),
      issuer: ISSUER,
      audience: AUDIENCE,
    }),
  });
  folder = await mkdtemp(join(tmpdir(), "tongcha-keys-"));
  await writeKeys([pair.publicKey, "1"]);
  keysInFile = await openKeySet(openSource(join(folder, "keys.json")), () => undefined);
  byFile = await openTestGateway(parts, {
    authenticate: createAuthenticateHolders({ keys: keysInFile.keys, issuer: ISSUER, audience: AUDIENCE }),
  });
});
afterAll(async () => {
  await gateway.close();
  await byFile.close();
  await keysInFile.close();
  subgraph.close();
  provider.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  asked.length = 0;
});

async function writeKeys(...keys: readonly (readonly [CryptoKey, string])[]): Promise<void> {
  await writeFile(join(folder, "keys.json"), JSON.stringify(await publicKeys(...keys)));
}

const send = (query: string, bearer?: string, to: TestGateway = gateway): Promise<Response> =>
  to.send({ query }, bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } });
const ask = async (query: string, bearer?: string): Promise<unknown> => (await send(query, bearer)).json();
const ALL = "{ open mine staff ruled }";

describe("what a token opens", () => {
  test("without one it is what is for everybody, and nothing else is asked of the subgraph", async () => {
    expect(await ask(ALL)).toMatchObject({
      data: { open: "o", mine: null, staff: null, ruled: null },
      errors: ["mine", "staff", "ruled"].map((name) => ({
        path: [name],
        extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" },
      })),
    });
    expect(asked.join()).not.toMatch(/mine|staff|ruled/);
  });

  test.each([
    ["a scope in `scope`, joined by spaces", { scope: "a staff:read b" }],
    ["a scope in `scp`, as a list", { scp: ["staff:read"] }],
    ["a scope in `scp`, as a text", { scp: "staff:read" }],
  ])("%s", async (_, claims) => {
    expect(valueAt(await ask(ALL, await token(claims)), "data")).toEqual({ ...DATA, ruled: null });
  });

  test("a policy in `policies`; a role is none, and neither is a scope that only looks like another", async () => {
    expect(valueAt(await ask(ALL, await token({ policies: ["four-eyes"] })), "data")).toEqual({
      ...DATA,
      staff: null,
    });
    const claims = {
      roles: ["supervisor"],
      scope: "staff:rea staff:read:all STAFF:READ",
      policies: "four-eyes",
    };
    expect(valueAt(await ask(ALL, await token(claims)), "data")).toEqual({
      ...DATA,
      staff: null,
      ruled: null,
    });
  });

  test("equal questions at the same moment are answered each by its own rights", async () => {
    const bearers = [undefined, await token(), await token({ scope: "staff:read" }), undefined];
    const answers = await Promise.all([...bearers, ...bearers].map((bearer) => ask(ALL, bearer)));
    expect(answers.map((answer) => valueAt(answer, "data", "staff"))).toEqual([
      null,
      null,
      "s",
      null,
      null,
      null,
      "s",
      null,
    ]);
  });
});

describe("a token is refused", () => {
  test.each<[string, () => Promise<string>]>([
    ["of another issuer", () => token({}, { issuer: "https://other.example.cn/" })],
    ["for another audience", () => token({}, { audience: "other" })],
    ["over for more than a minute", () => token({}, { until: -90 })],
    ["issued in the future", () => token({}, { issued: 90 })],
    ["good only in the future", () => token({}, { from: 90 })],
    ["good for years", () => token({}, { until: 500 * 86_400 })],
    ["of over eight kibibytes", () => token({ more: "m".repeat(6_500) })],
    ["signed with another key", async () => token({}, { key: (await generateKeyPair("ES256")).privateKey })],
    [
      "signed by HS256 with the public key",
      async () =>
        token({}, { key: Buffer.from(await exportSPKI(pair.publicKey)), header: { alg: "HS256", kid: "1" } }),
    ],
    [
      "that is not signed",
      async () =>
        `${Buffer.from('{"alg":"none"}').toString("base64url")}.${(await token()).split(".")[1] ?? ""}.`,
    ],
  ])("%s", async (_, make) => {
    const response = await send(ALL, await make());
    expect([response.status, valueAt(await response.json(), "errors", 0, "extensions", "code")]).toEqual([
      401,
      "TOKEN_INVALID",
    ]);
    expect(asked).toEqual([]);
  });

  test("but not for the clock of another machine, which is half a minute off", async () => {
    for (const times of [{ until: -30 }, { issued: 30 }, { from: 30 }])
      expect(valueAt(await ask("{ mine }", await token({}, times)), "data")).toEqual({ mine: "m" });
  });
});

test("keys in a file are taken when they are changed: the new one holds, the old one no more", async () => {
  const renewed = (): Promise<string> =>
    token({}, { key: next.privateKey, header: { alg: "RS256", kid: "2" } });
  const statusOf = async (bearer: string): Promise<number> => (await send("{ mine }", bearer, byFile)).status;
  expect([await statusOf(await token()), await statusOf(await renewed())]).toEqual([200, 401]);
  await writeKeys([next.publicKey, "2"]);
  await until(async () => (await statusOf(await renewed())) === 200);
  expect(await statusOf(await token())).toBe(401);
});

describe("a subscription to what is not for everybody is told so, and nothing is subscribed to", () => {
  const error = { path: ["ticks"], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } };

  test("over an event stream", async () => {
    const response = await gateway.send(
      { query: "subscription { ticks }" },
      { headers: { accept: "text/event-stream" } },
    );
    const [line = ""] = (await response.text()).split("\n").filter((one) => one.startsWith("data: {"));
    expect(JSON.parse(line.slice("data: ".length))).toMatchObject({ data: { ticks: null }, errors: [error] });
    expect(asked).toEqual([]);
  });

  test("over WebSocket", async () => {
    const client = createClient({
      url: gateway.url.replace("http", "ws") + "/graphql",
      webSocketImpl: WebSocket,
    });
    const results: unknown[] = [];
    for await (const result of client.iterate({ query: "subscription { ticks }" })) results.push(result);
    await client.dispose();
    expect(results).toMatchObject([{ data: { ticks: null }, errors: [error] }]);
    expect(asked).toEqual([]);
  });
});
