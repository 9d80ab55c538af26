/**
 * An identity provider that does one thing wrong, over real HTTP: each is told by its code, and nobody gets
 * in.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from "jose";
import { openProvider, type ProviderOptions } from "./open-provider.js";
import type { Proof } from "../way.js";

const CLIENT = "hub";
let server: Server;
let issuer: string;
let known: { readonly privateKey: CryptoKey; readonly jwk: JWK };
let stranger: CryptoKey;

/** What the provider does otherwise than well. */
interface Faults {
  readonly idToken?: JWTPayload;
  readonly signedByStranger?: boolean;
  readonly token?: { readonly status: number; readonly body?: string; readonly type?: string };
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly withoutIdToken?: boolean;
}
let faults: Faults = {};
const WELL: NonNullable<Faults["token"]> = { status: 200 };
/** What the token endpoint was sent. */
let sent: { readonly authorization: string | undefined; readonly body: URLSearchParams };

const now = (): number => Math.floor(Date.now() / 1_000);

async function sign(claims: JWTPayload): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "ES256", kid: "one" })
    .sign(faults.signedByStranger === true ? stranger : known.privateKey);
}

async function answer(path: string, nonce: string): Promise<unknown> {
  if (path === "/.well-known/openid-configuration")
    return {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: ["ES256"],
      ...faults.metadata,
    };
  if (path === "/jwks") return { keys: [known.jwk] };
  const right = { iss: issuer, aud: CLIENT, sub: "zhang-san", nonce, iat: now(), exp: now() + 300 };
  return {
    token_type: "Bearer",
    expires_in: 300,
    access_token: await sign({ sub: "zhang-san", exp: now() + 300 }),
    ...(faults.withoutIdToken !== true && { id_token: await sign({ ...right, ...faults.idToken }) }),
  };
}

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? "";
  const body = new URLSearchParams(await text(request));
  if (path === "/token") sent = { authorization: request.headers.authorization, body };
  const { status, type = "application/json", body: wrong } = (path === "/token" && faults.token) || WELL;
  response
    .writeHead(status, { "content-type": type })
    .end(wrong ?? JSON.stringify(await answer(path, body.get("code") ?? "")));
}

beforeAll(async () => {
  const pair = await generateKeyPair("ES256");
  known = {
    privateKey: pair.privateKey,
    jwk: { ...(await exportJWK(pair.publicKey)), kid: "one", alg: "ES256", use: "sig" },
  };
  stranger = (await generateKeyPair("ES256")).privateKey;
  server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = (options: Partial<ProviderOptions> = {}): ReturnType<typeof openProvider> =>
  openProvider({
    issuer: new URL(issuer),
    clientId: CLIENT,
    clientSecret: "a+b secret",
    scopes: "openid profile",
    resource: null,
    carrier: "access",
    redirectUri: new URL("https://data.example.cn/desk/signed-in"),
    homeUri: new URL("https://data.example.cn/"),
    onFault: () => undefined,
    ...options,
  });

/** Signs in; the code is the nonce, which the provider puts into its ID token. */
async function signIn(wrong: Faults, options: Partial<ProviderOptions> = {}): Promise<unknown> {
  faults = wrong;
  try {
    const provider = open(options);
    const { proof } = await provider.begin();
    return await finish(provider, proof);
  } catch (error) {
    return error;
  } finally {
    faults = {};
  }
}

const finish = (provider: ReturnType<typeof openProvider>, { state, nonce, verifier }: Proof): unknown =>
  provider.finish(`state=${state}&code=${nonce}`, { state, nonce, verifier });

test("one that does all well lets a person in, for a secret in the header and the verifier", async () => {
  expect(await signIn({})).toMatchObject({ token: expect.stringMatching(/^eyJ/), refreshToken: null });
  expect(sent.authorization).toBe(`Basic ${btoa("hub:a%2Bb+secret")}`);
  expect(sent.body.get("code_verifier")).toMatch(/^[\w-]{43,}$/);
  expect(sent.body.get("client_secret")).toBeNull();
});

test("one that takes the secret in the body alone gets it there, and one without gets none", async () => {
  const metadata = { token_endpoint_auth_methods_supported: ["client_secret_post"] };
  expect(await signIn({ metadata })).toMatchObject({ refreshToken: null });
  expect([sent.authorization, sent.body.get("client_secret")]).toEqual([undefined, "a+b secret"]);
  expect(await signIn({}, { clientSecret: null })).toMatchObject({ refreshToken: null });
  expect([sent.authorization, sent.body.get("client_secret")]).toEqual([undefined, null]);
});

test.each<[string, Faults, string]>([
  ["another nonce", { idToken: { nonce: "of another attempt" } }, "PROVIDER_INVALID"],
  ["no nonce", { idToken: { nonce: undefined } }, "PROVIDER_INVALID"],
  ["another client", { idToken: { aud: "another" } }, "PROVIDER_INVALID"],
  ["another issuer", { idToken: { iss: "https://id.example.cn" } }, "PROVIDER_INVALID"],
  ["a token that is over", { idToken: { exp: 1_000 } }, "PROVIDER_INVALID"],
  ["another's signature", { signedByStranger: true }, "PROVIDER_INVALID"],
  ["no ID token", { withoutIdToken: true }, "PROVIDER_INVALID"],
  ["another's metadata", { metadata: { issuer: "https://id.example.cn" } }, "PROVIDER_INVALID"],
  ["no token endpoint", { metadata: { token_endpoint: undefined } }, "PROVIDER_INVALID"],
  ["no JSON", { token: { status: 200, body: "<html>" } }, "PROVIDER_INVALID"],
  [
    "a page of a proxy",
    { token: { status: 502, body: "<html>", type: "text/html" } },
    "PROVIDER_UNAVAILABLE",
  ],
  ["an answer without end", { token: { status: 200, body: "x".repeat(2 ** 20) } }, "PROVIDER_UNAVAILABLE"],
  ["a spent code", { token: { status: 400, body: '{"error":"invalid_grant"}' } }, "SIGN_IN_EXPIRED"],
  ["an unknown client", { token: { status: 401, body: '{"error":"invalid_client"}' } }, "PROVIDER_REFUSED"],
  [
    "an overload",
    { token: { status: 400, body: '{"error":"temporarily_unavailable"}' } },
    "PROVIDER_UNAVAILABLE",
  ],
])("one that gives %s lets nobody in", async (_, wrong, code) => {
  expect(await signIn(wrong)).toMatchObject({ code });
});

test("clocks that are some seconds apart are no fault, and further ones are told as such", async () => {
  expect(await signIn({ idToken: { iat: now() + 30, exp: now() - 30 } })).toMatchObject({
    refreshToken: null,
  });
  expect(await signIn({ idToken: { exp: now() - 600 } })).toMatchObject({
    code: "PROVIDER_INVALID",
    details: { reason: expect.stringContaining("时钟") },
  });
});

test.each([
  ["error=access_denied", "SIGN_IN_DENIED"],
  ["error=server_error", "PROVIDER_UNAVAILABLE"],
  ["error=invalid_scope", "PROVIDER_REFUSED"],
  ["error=%3Cscript%3E", "PROVIDER_REFUSED"],
])("a browser that brings %s back is told %s, without anything of what it brought", async (query, code) => {
  const provider = open();
  const { proof } = await provider.begin();
  const error: unknown = await provider
    .finish(`state=${proof.state}&${query}`, proof)
    .catch((failure: unknown) => failure);
  expect(error).toMatchObject({ code });
  expect(JSON.stringify(error)).not.toContain("<");
});

test("roles may come by the ID token, and consent is asked for where sessions go on without the person", async () => {
  expect(await signIn({ idToken: { name: "张三" } }, { carrier: "id" })).toMatchObject({
    token: expect.stringContaining(Buffer.from('"name":"张三"').toString("base64url").slice(4, -4)),
  });
  const { url } = await open({ scopes: "openid offline_access" }).begin();
  expect(url.searchParams.get("prompt")).toBe("consent");
});

test("one that is away is asked again by whoever comes next", async () => {
  const port = new URL(issuer).port;
  const away = open({ issuer: new URL("http://127.0.0.1:1") });
  await expect(away.begin()).rejects.toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
  await expect(away.begin()).rejects.toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
  const provider = open();
  faults = { metadata: { issuer: "https://id.example.cn" } };
  await expect(provider.begin()).rejects.toMatchObject({ code: "PROVIDER_INVALID" });
  faults = {};
  expect((await provider.begin()).url.port).toBe(port);
});
