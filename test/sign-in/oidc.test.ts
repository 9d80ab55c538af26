/** Signing in at the identity provider of a district: a real one, and the whole hub. */
import { decodeJwt } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { freePort } from "../../scripts/bench/free-port.js";
import { createSessionCookie, type Session } from "../../gateway/sign-in/session.js";
import { CORE } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";
import {
  AUDIENCE,
  CLIENT,
  openDistrictProvider,
  SECRET,
  type DistrictProvider,
} from "./district-provider.js";
import { createVisitor, type Visit, type Visitor } from "./visitor.js";

const HTML = { accept: "text/html,*/*;q=0.8" };
const MINE = "{ submissions(first: 1) { totalCount } }";

let district: DistrictProvider;
let hub: TestHub;
beforeAll(async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  district = await openDistrictProvider(url);
  hub = await startHub({
    domains: CORE,
    holds: "directory",
    settings: {
      PORT: String(port),
      PUBLIC_URL: url,
      JWKS_URL: `${district.issuer}/jwks`,
      TOKEN_ISSUER: district.issuer,
      TOKEN_AUDIENCE: AUDIENCE,
      OIDC_CLIENT_ID: CLIENT,
      OIDC_CLIENT_SECRET: SECRET,
      OIDC_RESOURCE: AUDIENCE,
      ACCESS_LOG: "true",
    },
  });
});
afterAll(async () => {
  await hub.close();
  await district.stop();
});
afterEach(() => {
  district.person = "zhang-san";
  district.tokenSeconds = 600;
});

const codeOf = ({ text }: Visit): unknown => {
  const answer: unknown = JSON.parse(text);
  return valueAt(answer, "errors", 0, "extensions", "code") ?? valueAt(answer, "code") ?? null;
};

/** A browser at the provider, until it is sent back: the address that it is sent to. */
async function backFrom(start: string): Promise<string> {
  const browser = createVisitor(district.issuer);
  let address = start;
  for (let steps = 0; steps < 10 && address.startsWith(district.issuer); steps += 1) {
    const { headers } = await browser.ask(address, { headers: HTML });
    address = new URL(headers.get("location") ?? "", address).href;
  }
  return address;
}

/** Goes out to the provider and comes back, without what follows. */
async function goThere(visitor: Visitor, to = "/"): Promise<string> {
  const { headers } = await visitor.ask(`/desk/sign-in?to=${encodeURIComponent(to)}`, { headers: HTML });
  return backFrom(headers.get("location") ?? "");
}

/** As a browser that comes from the provider. */
const comeBack = (
  visitor: Visitor,
  address: string,
  headers: Readonly<Record<string, string>> = HTML,
): Promise<Visit> => visitor.ask(address, { headers: { ...headers, "sec-fetch-site": "cross-site" } });

async function signIn(visitor: Visitor, to?: string): Promise<Visit> {
  return comeBack(visitor, await goThere(visitor, to));
}

/** What a visitor's cookie holds, by the hub's own key. */
async function sessionIn(visitor: Visitor): Promise<Session> {
  const found = await createSessionCookie(hub.keys.session).open({
    cookies: visitor.cookies(),
    isSecure: false,
  });
  if (!found) throw new Error("There is no session");
  return found;
}

describe("the sign-in", () => {
  test("goes to the provider with PKCE, state and nonce, and nothing that is secret", async () => {
    const { status, headers } = await createVisitor(hub.url).ask("/desk/sign-in?to=/desk", { headers: HTML });
    expect(status).toBe(303);
    const url = new URL(headers.get("location") ?? "");
    expect(url.origin).toBe(district.issuer);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: CLIENT,
      response_type: "code",
      redirect_uri: `${hub.url}/desk/signed-in`,
      scope: "openid profile",
      resource: AUDIENCE,
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test("comes back as the person of the provider, with what the token says and no token to be seen", async () => {
    const visitor = createVisitor(hub.url);
    const { status, text, headers } = await signIn(visitor, "/desk?feed=a");
    expect(status).toBe(200);
    expect(text).toContain('<meta http-equiv="refresh" content="0; url=/desk?feed=a">');
    expect(headers.getSetCookie().filter((cookie) => !/; HttpOnly; SameSite=Lax/.test(cookie))).toEqual([]);
    const seen = await visitor.session();
    expect(seen).toMatchObject({
      signedIn: true,
      name: "张三",
      roles: ["clerk"],
      department: { code: "scjgj", name: expect.stringContaining("局") },
      ways: "oidc",
    });
    expect(JSON.stringify(seen)).not.toMatch(/eyJ/);
    expect(codeOf(await visitor.query(MINE))).toBeNull();
    // The attempt is over, and only the session is left.
    expect(visitor.cookies()).toMatch(/^tongcha-session\.0=[\w.-]+$/);
  });

  test("two windows may sign in at once", async () => {
    const visitor = createVisitor(hub.url);
    const [one, other] = [await goThere(visitor, "/one"), await goThere(visitor, "/other")];
    expect((await comeBack(visitor, one)).text).toContain("url=/one");
    expect((await comeBack(visitor, other)).text).toContain("url=/other");
  });

  test("many that are given up do not fill the browser", async () => {
    const visitor = createVisitor(hub.url);
    for (let times = 0; times < 9; times += 1) await visitor.ask("/desk/sign-in", { headers: HTML });
    expect(visitor.cookies().split("; ").length).toBeLessThan(6);
  });

  test("counts once, in the browser that went out, for the state that it has", async () => {
    const visitor = createVisitor(hub.url);
    const address = await goThere(visitor, "/desk");
    const cookies = visitor.cookies();
    expect(codeOf(await comeBack(createVisitor(hub.url), address, {}))).toBe("SIGN_IN_EXPIRED");
    const forged = new URL(address);
    forged.searchParams.set("state", `${forged.searchParams.get("state")?.slice(0, -1)}_`);
    expect(codeOf(await comeBack(createVisitor(hub.url, cookies), forged.href, {}))).toBe("SIGN_IN_EXPIRED");
    for (const query of ["", "?state=", "?state=a&state=b", "?code=a", "?error=access_denied"])
      expect(codeOf(await comeBack(createVisitor(hub.url, cookies), `/desk/signed-in${query}`, {}))).toBe(
        "SIGN_IN_EXPIRED",
      );
    expect((await comeBack(visitor, address)).status).toBe(200);
    const again = await comeBack(visitor, address);
    expect([again.status, again.text]).toEqual([400, expect.stringContaining("SIGN_IN_EXPIRED")]);
    // Whoever has kept the cookie of the attempt finds the code spent.
    expect(codeOf(await comeBack(createVisitor(hub.url, cookies), address, {}))).toBe("SIGN_IN_EXPIRED");
  });

  test("a code of another attempt does not pass", async () => {
    const [one, other] = [createVisitor(hub.url), createVisitor(hub.url)];
    const [mine, theirs] = [new URL(await goThere(one)), new URL(await goThere(other))];
    mine.searchParams.set("code", theirs.searchParams.get("code") ?? "");
    expect(codeOf(await comeBack(one, mine.href, {}))).toBe("SIGN_IN_EXPIRED");
    expect(valueAt(await one.session(), "signedIn")).toBe(false);
  });

  test("that is given up at the provider is told, with a way to try again to where one wanted to go", async () => {
    district.person = null;
    const { status, text } = await signIn(createVisitor(hub.url), "/desk?a=1");
    expect(status).toBe(403);
    expect(text).toContain("SIGN_IN_DENIED");
    expect(text).toContain('<a href="/desk/sign-in?to=%2Fdesk%3Fa%3D1">');
  });

  test("a person of a department that there is not, or with a token of over 8,192 characters, does not get in", async () => {
    const visitor = createVisitor(hub.url);
    district.person = "zhao-liu";
    expect(codeOf(await comeBack(visitor, await goThere(visitor), {}))).toBe("DEPARTMENT_UNKNOWN");
    district.person = "qian-qi";
    expect(codeOf(await comeBack(visitor, await goThere(visitor), {}))).toBe("TOKEN_INVALID");
    expect(valueAt(await visitor.session(), "signedIn")).toBe(false);
  });

  test("there is no demo beside it", async () => {
    const { status, text } = await createVisitor(hub.url).ask("/desk/sign-in", {
      method: "POST",
      body: new URLSearchParams({ person: "demo-supervisor-district" }),
    });
    expect([status, valueAt(JSON.parse(text), "code")]).toEqual([405, "METHOD_NOT_ALLOWED"]);
  });
});

describe("a session of the provider", () => {
  test("is renewed before its token ends, once for all that is asked at the same time", async () => {
    const visitor = createVisitor(hub.url);
    district.tokenSeconds = 1;
    await signIn(visitor);
    const former = await sessionIn(visitor);
    const before = visitor.cookies();
    district.tokenSeconds = 600;
    await until(() => Promise.resolve(Date.now() / 1_000 >= former.renewAt), "the session is to be renewed");
    district.asked.length = 0;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => createVisitor(hub.url, before).query(MINE)),
    );
    expect(answers.map(codeOf)).toEqual([null, null, null, null, null]);
    expect(district.asked.filter((path) => path === "/token")).toEqual(["/token"]);
    expect(valueAt(await visitor.session(), "name")).toBe("张三");
    const later = await sessionIn(visitor);
    expect(later.endsAt).toBeGreaterThan(former.endsAt + 500);
    expect(later.startedAt).toBe(former.startedAt);
    expect(decodeJwt(later.token).sub).toBe("zhang-san");
  });

  test("that the provider renews no more holds while its token does, and is over then", async () => {
    const visitor = createVisitor(hub.url);
    await signIn(visitor);
    const session = await sessionIn(visitor);
    const keep = async (changes: Partial<Session>): Promise<void> => {
      const cookie = createSessionCookie(hub.keys.session);
      const until = Math.floor(Date.now() / 1_000) + 600;
      const given = await cookie.seal({ ...session, ...changes }, until, {
        cookies: undefined,
        isSecure: false,
      });
      for (const each of given) visitor.keep("tongcha-session.0", /=([^;]+)/.exec(each)?.[1] ?? "");
    };
    await keep({ renewAt: 0, refreshToken: "of nobody" });
    expect(codeOf(await visitor.query(MINE))).toBeNull();
    await keep({ renewAt: 0, refreshToken: "of nobody else", token: "x.y.z" });
    expect(codeOf(await visitor.query(MINE))).toBe("SESSION_ENDED");
    expect(visitor.cookies()).toBe("");
  });

  test("ends at the provider, too, when the person signs out: nothing renews it", async () => {
    const visitor = createVisitor(hub.url);
    await signIn(visitor);
    const { refreshToken } = await sessionIn(visitor);
    const { text } = await visitor.ask("/desk/sign-out", { method: "POST" });
    const leave = new URL(String(valueAt(JSON.parse(text), "leaveUrl")));
    expect(leave.origin).toBe(district.issuer);
    expect(leave.searchParams.get("post_logout_redirect_uri")).toBe(`${hub.url}/`);
    expect(leave.search).not.toContain("id_token");
    expect(visitor.cookies()).toBe("");
    const renewed = await fetch(`${district.issuer}/token`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${CLIENT}:${encodeURIComponent(SECRET)}`)}` },
      body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken ?? "" }),
    });
    expect(valueAt(await renewed.json(), "error")).toBe("invalid_grant");
  });

  test("while the provider is away nobody signs in, who has signed in goes on, and nothing is lost", async () => {
    const visitor = createVisitor(hub.url);
    await signIn(visitor);
    const good = await sessionIn(visitor);
    const cookie = createSessionCookie(hub.keys.session);
    const end = Math.floor(Date.now() / 1_000) + 600;
    const [over = ""] = await cookie.seal({ ...good, token: "x.y.z", renewAt: 0 }, end, {
      cookies: undefined,
      isSecure: false,
    });
    const other = createVisitor(hub.url, over.split(";")[0]);
    await district.stop();
    try {
      expect(codeOf(await visitor.query(MINE))).toBeNull();
      expect(codeOf(await other.query(MINE))).toBe("PROVIDER_UNAVAILABLE");
      expect(other.cookies()).toContain("tongcha-session");
      const address = `${hub.url}/desk/sign-in`;
      const { status, text } = await createVisitor(hub.url).ask(address, { headers: HTML });
      // What it says of itself is known; a browser that goes there finds nobody.
      expect(status).toBe(303);
      expect(text).toBe("");
      const out = await visitor.ask("/desk/sign-out", { method: "POST" });
      expect(valueAt(JSON.parse(out.text), "signedIn")).toBe(false);
    } finally {
      await district.start();
    }
  });

  test("stands in no line of the log, and neither does a code or a state", async () => {
    const visitor = createVisitor(hub.url);
    const address = await goThere(visitor);
    await comeBack(visitor, address);
    const { token, refreshToken } = await sessionIn(visitor);
    const all = hub.logged.join("\n");
    expect(all).toContain("/desk/signed-in");
    const { searchParams } = new URL(address);
    for (const secret of [
      token,
      refreshToken,
      searchParams.get("code"),
      searchParams.get("state"),
      SECRET,
      "张三",
    ])
      expect(all).not.toContain(secret);
  });
});
