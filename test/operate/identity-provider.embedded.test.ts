/**
 * A hub whose people come from an identity provider of the district: `oidc-provider`, as certified by the
 * OpenID Foundation, in place of the built-in issuer.
 */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import Provider from "oidc-provider";
import { freePort } from "../../scripts/bench/free-port.js";
import { CORE } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

const AUDIENCE = "urn:tongcha";
/** What the provider knows of each account; of programs, by their client's name. */
const PEOPLE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "zhang-san": { name: "张三", roles: ["clerk"], department: "scjgj" },
  "li-si": { name: "李四", roles: ["supervisor"] },
  "wang-wu": { name: "王五", roles: "supervisor" },
};

let issuer: string;
let server: Server;
let hub: TestHub;

const makeKey = async (kid: string): Promise<JWK> => ({
  ...(await exportJWK((await generateKeyPair("RS256", { extractable: true })).privateKey)),
  kid,
  alg: "RS256",
  use: "sig",
});

/** The same provider with these keys: the first signs. */
async function serve(keys: readonly JWK[]): Promise<void> {
  const provider = new Provider(issuer, {
    jwks: { keys: [...keys] },
    clients: Object.keys(PEOPLE).map((client) => ({
      client_id: client,
      client_secret: `secret of ${client}`,
      grant_types: ["client_credentials"],
      redirect_uris: [],
      response_types: [],
    })),
    ttl: { ClientCredentials: 600 },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_, resource) => ({
          scope: "",
          audience: resource,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    extraTokenClaims: (_, token) => PEOPLE[("clientId" in token && token.clientId) || ""] ?? {},
  });
  const answer = provider.callback();
  server = createServer((request, response) => void answer(request, response)).listen(
    Number(new URL(issuer).port),
    "127.0.0.1",
  );
  await once(server, "listening");
}

async function stop(): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
}

async function tokenOf(client: string, resource = AUDIENCE): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${client}:${encodeURIComponent(`secret of ${client}`)}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials", resource }),
  });
  const token = valueAt(await response.json(), "access_token");
  if (typeof token !== "string") throw new Error("The provider gave no token");
  return token;
}

beforeAll(async () => {
  issuer = `http://127.0.0.1:${await freePort()}`;
  await serve([await makeKey("first")]);
  hub = await startHub({
    domains: CORE,
    holds: "directory",
    settings: { JWKS_URL: `${issuer}/jwks`, TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: AUDIENCE },
  });
});
afterAll(async () => {
  await hub.close();
  await stop();
});

const codeFor = async (query: string, token: string): Promise<unknown> =>
  valueAt(await hub.query(query, {}, token), "errors", 0, "extensions", "code") ?? null;
const SUBMISSIONS = "{ submissions(first: 1) { nodes { id } } }";
const TRAIL = "{ trail(first: 1) { nodes { number } } }";

test("a token of the provider carries a person's roles and department", async () => {
  const clerk = await tokenOf("zhang-san");
  expect(await codeFor(SUBMISSIONS, clerk)).toBeNull();
  expect(await codeFor(TRAIL, clerk)).toBe("FORBIDDEN");
  expect(await codeFor(TRAIL, await tokenOf("li-si"))).toBeNull();
});

test("a claim of roles that is no list gives no role", async () => {
  expect(await codeFor(TRAIL, await tokenOf("wang-wu"))).not.toBeNull();
});

test("a token for another audience, and the hub's own, are refused", async () => {
  expect(await codeFor("{ __typename }", await tokenOf("li-si", "urn:another"))).toBe("TOKEN_INVALID");
  expect(await codeFor("{ __typename }", await hub.token("supervisor", null))).toBe("TOKEN_INVALID");
});

test("when the provider changes its key, tokens of the new one are good, and while it is away those of known ones", async () => {
  const before = await tokenOf("li-si");
  await stop();
  expect(await codeFor(TRAIL, before)).toBeNull();
  await serve([await makeKey("second")]);
  const after = await tokenOf("li-si");
  await until(async () => (await codeFor(TRAIL, after)) === null, "the new key is known");
});
