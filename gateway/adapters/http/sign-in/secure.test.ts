/** Sign-in behind https: the hub hears plain http of a proxy, and knows its public address by a setting. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { createAuthenticate } from "../../../rights/authenticate.js";
import { createIssuer, generateIssuerKey } from "../../../rights/issuer.js";
import { createServer } from "../create-server.js";
import { registerSignIn } from "./routes.js";

const PUBLIC = "https://data.example.cn";
const PERSON = { subject: "one", name: "甲", department: null, roles: ["supervisor"] } as const;

let app: FastifyInstance;
let url: string;
beforeAll(async () => {
  const names = { issuer: "a test", audience: "a test" };
  const issuer = createIssuer({ keys: [await generateIssuerKey()], ...names });
  const authenticate = createAuthenticate({ keys: issuer.keys, ...names });
  app = createServer({ trustedProxies: "", log: () => undefined });
  registerSignIn(app, {
    keys: [randomBytes(32)],
    way: { kind: "demo", people: [PERSON], issue: (person) => issuer.issue(person, 1) },
    publicUrl: PUBLIC,
    departmentName: (code) => Promise.resolve(code),
    authenticate,
    identityOf: async ({ headers }) => ({ caller: await authenticate(headers.authorization), key: null }),
    forget: () => undefined,
    log: () => undefined,
  });
  url = await app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(() => app.close());

const post = (path: string, headers: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${url}${path}`, {
    method: "POST",
    headers,
    redirect: "manual",
    body: new URLSearchParams({ person: PERSON.subject, to: "/desk" }),
  });

test("the cookie goes over https alone, and belongs to the host alone", async () => {
  const { headers } = await post("/desk/sign-in", { origin: PUBLIC });
  const [cookie = ""] = headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-tongcha-session\.0=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  const value = cookie.split(";")[0] ?? "";
  const stateOf = async (sent: string): Promise<unknown> =>
    (await fetch(`${url}/desk/session`, { headers: { cookie: sent, origin: PUBLIC } })).json();
  expect(await stateOf(value)).toMatchObject({ signedIn: true, name: "甲", department: null });
  // What anybody on the way could have set without https is no session.
  expect(await stateOf(value.replace("__Host-", ""))).toMatchObject({ signedIn: false });
});

test("only pages of the public address are the hub's own, not those of the address behind the proxy", async () => {
  for (const origin of [
    url,
    "http://data.example.cn",
    "https://example.cn",
    "https://data.example.cn.evil.cn",
  ])
    expect((await post("/desk/sign-out", { origin })).status).toBe(403);
  expect((await post("/desk/sign-out", { origin: PUBLIC })).status).toBe(200);
});
