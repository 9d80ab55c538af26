/** Signing in as one of the demo's people, and what a session is worth after that. */
import { once } from "node:events";
import { request as ask, type ClientRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { createSessionCookie, sessionOf } from "../../gateway/sign-in/session.js";
import { demoPerson } from "../../scripts/start/demo-people.js";
import { makeKeys } from "../../scripts/start/keys/keys.js";
import { codeOf as liveCodeOf, followOverWebSocket } from "../live/clients.js";
import { penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_PENALTIES } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { createVisitor, OWN, signInAs, type Visitor } from "./visitor.js";

const HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
const CLERK = "demo-clerk-scjgj";
const MINE = "{ submissions(first: 1) { totalCount } }";
const PUBLIC = "{ departments { totalCount } }";

let hub: TestHub;
let clerk: Visitor;
beforeAll(async () => {
  hub = await startHub({ domains: WITH_PENALTIES, holds: "directory", settings: { ACCESS_LOG: "true" } });
  clerk = createVisitor(hub.url);
  await signInAs(clerk, CLERK);
});
afterAll(() => hub.close());

const codeOf = ({ text }: { readonly text: string }): unknown => {
  const answer: unknown = JSON.parse(text);
  return valueAt(answer, "errors", 0, "extensions", "code") ?? valueAt(answer, "code") ?? null;
};

describe("the demo sign-in", () => {
  test("lists the people with what they do, in a page without scripts", async () => {
    const { status, headers, text } = await createVisitor(hub.url).ask("/desk/sign-in?to=/desk%3Ffeed=a", {
      headers: { accept: HTML },
    });
    expect(status).toBe(200);
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-[^']+'; form-action 'self'$/,
    );
    expect(headers.get("cache-control")).toBe("no-store");
    expect(text).toContain("示例填报员");
    expect(text).toContain('name="to" value="/desk?feed=a"');
    expect(text).not.toMatch(/<script|onclick/);
  });

  test("leads back with a cookie that no script reads and no other site sends along", async () => {
    const visitor = createVisitor(hub.url);
    const { status, headers } = await signInAs(visitor, CLERK, "/desk?feed=a#top");
    expect(status).toBe(303);
    expect(headers.get("location")).toBe("/desk?feed=a#top");
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^tongcha-session\.0=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(await visitor.session()).toEqual({
      signedIn: true,
      name: "示例填报员",
      roles: ["clerk"],
      department: { code: "scjgj", name: expect.stringContaining("局") },
      endsAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      ways: "demo",
    });
    expect(Buffer.from(visitor.cookies(), "base64url").toString("latin1")).not.toContain(CLERK);
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "desk",
    `/${"x".repeat(2_001)}`,
  ])("leads nowhere else: %j is refused", async (to) => {
    const path = `/desk/sign-in?to=${encodeURIComponent(to)}`;
    expect(codeOf(await createVisitor(hub.url).ask(path))).toBe("SIGN_IN_TARGET_INVALID");
    expect(codeOf(await signInAs(createVisitor(hub.url), CLERK, to))).toBe("SIGN_IN_TARGET_INVALID");
  });

  test("is there for nobody who comes by another name or through somebody else", async () => {
    const { port } = new URL(hub.url);
    const codeBy = async (headers: Readonly<Record<string, string>>): Promise<unknown> => {
      const sent = ask({ host: "127.0.0.1", port, path: "/desk/sign-in", headers });
      sent.end();
      return codeOf({ text: await textOf(sent) });
    };
    for (const headers of [
      { host: `rebound.example:${port}` },
      { host: `127.0.0.1:${port}`, "x-forwarded-for": "10.0.0.9" },
      { host: `127.0.0.1:${port}`, via: "1.1 proxy" },
    ])
      expect(await codeBy(headers)).toBe("SIGN_IN_NOT_OFFERED");
  });

  test("refuses who is none of them, and a form of another site", async () => {
    expect(codeOf(await signInAs(createVisitor(hub.url), "demo-mayor"))).toBe("DEMO_PERSON_UNKNOWN");
    const foreign = await createVisitor(hub.url).ask("/desk/sign-in", {
      method: "POST",
      headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
      body: new URLSearchParams({ person: CLERK, to: "/" }),
    });
    expect([foreign.status, codeOf(foreign), foreign.headers.getSetCookie()]).toEqual([
      403,
      "CROSS_SITE_REFUSED",
      [],
    ]);
  });

  test("tells a browser in a page what a program reads as JSON", async () => {
    const page = await createVisitor(hub.url).ask("/desk/sign-in?to=//evil.example", {
      headers: { accept: HTML },
    });
    expect(page.status).toBe(400);
    expect(page.text).toContain("SIGN_IN_TARGET_INVALID");
    expect(page.text).toContain('<a href="/desk/sign-in">');
  });
});

describe("a session", () => {
  test("is the person's at the graph, also as a stream, and at the routes of files", async () => {
    expect(codeOf(await clerk.query(MINE))).toBeNull();
    expect(codeOf(await clerk.ask(`/graphql?query=${encodeURIComponent(MINE)}`))).toBeNull();
    const streamed = await clerk.query(MINE, { ...OWN, accept: "text/event-stream" });
    expect(streamed.text).toMatch(/^event: next\ndata: {"data":{"submissions"/m);
    const sent = await clerk.ask("/intake/enforcement.penalties", {
      method: "POST",
      headers: { ...OWN, "content-type": "text/csv" },
      body: penaltyCsv([penaltyRow(1, { fineAmount: "无" })]),
    });
    expect(sent.status).toBe(422);
    const report = String(valueAt(JSON.parse(sent.text), "report"));
    const { status, headers } = await clerk.ask(report, { headers: { accept: HTML } });
    expect([status, headers.get("content-type")]).toEqual([200, expect.stringContaining("spreadsheet")]);
    const foreign = await clerk.ask(report, { headers: { accept: HTML, "sec-fetch-site": "cross-site" } });
    expect([foreign.status, foreign.text]).toEqual([401, expect.stringContaining("TOKEN_MISSING")]);
    // From the page that it gets there instead it goes on.
    expect(foreign.text).toContain(`href="/desk/sign-in?to=${encodeURIComponent(report)}"`);
    expect(foreign.text).toContain(`href="${report}"`);
  });

  test("lets no cache on the way keep what it reads, and nobody else read it", async () => {
    const path = `/graphql?query=${encodeURIComponent("{ departments { totalCount } }")}`;
    const paths = [path, "/schema.graphql", "/intake/enforcement.penalties/template.xlsx", "/desk/session"];
    for (const each of paths) {
      const { headers } = await clerk.ask(each);
      expect([each, headers.get("cache-control")]).toEqual([each, expect.stringMatching(/private|no-store/)]);
      expect([each, headers.get("vary")]).toEqual([each, expect.stringMatching(/\bcookie\b/)]);
    }
    for (let times = 0; times < 3; times += 1) {
      expect(codeOf(await clerk.query(MINE))).toBeNull();
      expect(codeOf(await createVisitor(hub.url).query(MINE, {}))).toBe("GRAPHQL_VALIDATION_FAILED");
    }
    expect((await createVisitor(hub.url).ask(path)).headers.get("cache-control")).toContain("public");
  });

  test("does not count for a request that another site can have made: what changes something is refused", async () => {
    const codeBy = async (headers: Readonly<Record<string, string>>): Promise<unknown> =>
      codeOf(await clerk.query(MINE, headers));
    for (const site of ["cross-site", "same-site", "none"])
      for (const more of [{}, { "tongcha-session": "1" }])
        expect(await codeBy({ "sec-fetch-site": site, ...more })).toBe("CROSS_SITE_REFUSED");
    // A form of an own page sends no header: it asks as everybody does.
    expect(await codeBy({ "sec-fetch-site": "same-origin" })).toBe("GRAPHQL_VALIDATION_FAILED");
    const link = await clerk.ask(`/graphql?query=${encodeURIComponent(MINE)}`, {
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect([codeOf(link), link.headers.getSetCookie()]).toEqual(["GRAPHQL_VALIDATION_FAILED", []]);
    expect(codeOf(await clerk.ask("/desk/sign-out", foreignPost))).toBe("CROSS_SITE_REFUSED");
    expect(valueAt(await clerk.session(), "signedIn")).toBe(true);
  });

  test("counts for browsers that say no more than their origin, if it is the hub's", async () => {
    const { port } = new URL(hub.url);
    const codeBy = (headers: Readonly<Record<string, string>>): Promise<unknown> =>
      rawCode(port, { cookie: clerk.cookies(), ...headers });
    expect(await codeBy({ "tongcha-session": "1" })).toBeNull();
    expect(await codeBy({ "tongcha-session": "1", origin: hub.url })).toBeNull();
    for (const origin of ["null", "https://evil.example", "http://127.0.0.1:1"])
      expect(await codeBy({ "tongcha-session": "1", origin })).toBe("CROSS_SITE_REFUSED");
    expect(await codeBy({})).toBe("CROSS_SITE_REFUSED");
  });

  test("no page of another origin may send its header", async () => {
    const { headers } = await createVisitor(hub.url).ask("/graphql", {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-headers": "tongcha-session" },
    });
    expect(headers.get("access-control-allow-headers")).not.toContain("tongcha-session");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
  });

  test("a token that is shown counts, and not the cookie beside it", async () => {
    const token = await hub.token("supervisor", null);
    const { text } = await clerk.query(MINE, { ...OWN, authorization: "Bearer x.y.z" });
    expect(text).toContain("TOKEN_INVALID");
    const trail = await clerk.query("{ trail(first: 1) { nodes { number } } }", {
      authorization: `Bearer ${token}`,
    });
    expect(codeOf(trail)).toBeNull();
  });

  test("over a WebSocket counts for the hub's own pages alone", async () => {
    const open = async (origin: string): Promise<unknown> => {
      class FromPage extends WebSocket {
        constructor(address: string, protocol: string) {
          super(address, protocol, { origin, headers: { cookie: clerk.cookies() } });
        }
      }
      const following = followOverWebSocket(hub.url, MINE, {}, { webSocketImpl: FromPage });
      const answer = await following.next().catch((error: unknown) => error);
      following.stop();
      return liveCodeOf(answer) ?? null;
    };
    expect(await open(hub.url)).toBeNull();
    expect(await open("https://evil.example")).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  test("that is cut, changed, or sealed by another key is over, and its cookie is taken back", async () => {
    const good = clerk.cookies().slice("tongcha-session.0=".length);
    const other = createSessionCookie((await makeKeys()).session);
    const until = Math.floor(Date.now() / 1_000) + 600;
    const token = await hub.token("clerk", "scjgj");
    const [sealed = ""] = await other.seal(sessionOf(token, null), until, NOTHING);
    const middle = good.length / 2;
    const flipped = good[middle] === "A" ? "B" : "A";
    for (const value of [
      /=([^;]+)/.exec(sealed)?.[1] ?? "",
      good.slice(0, -20),
      `${good.slice(0, middle)}${flipped}${good.slice(middle + 1)}`,
      "x",
    ]) {
      const visitor = createVisitor(hub.url, `tongcha-session.0=${value}`);
      expect(codeOf(await visitor.query(MINE))).toBe("SESSION_ENDED");
      expect(visitor.cookies()).toBe("");
      visitor.keep("tongcha-session.0", value);
      // What everybody reads is read on.
      expect(codeOf(await visitor.ask(`/graphql?query=${encodeURIComponent(PUBLIC)}`))).toBeNull();
      expect(valueAt(await visitor.session(), "signedIn")).toBe(false);
    }
    expect(codeOf(await createVisitor(hub.url).query(MINE))).toBe("SESSION_ENDED");
  });

  test("ends with its token, whatever the cookie says", async () => {
    const cookie = createSessionCookie(hub.keys.session);
    const until = Math.floor(Date.now() / 1_000) + 600;
    const visitor = createVisitor(hub.url);
    const keepToken = async (token: string): Promise<void> => {
      const [sealed = ""] = await cookie.seal(sessionOf(token, null), until, NOTHING);
      visitor.keep("tongcha-session.0", /=([^;]+)/.exec(sealed)?.[1] ?? "");
    };
    await keepToken(await hub.token("clerk", "scjgj"));
    expect(codeOf(await visitor.query(MINE))).toBeNull();
    await keepToken(await hub.issuer.issue(demoPerson("clerk", "scjgj"), -1));
    expect(codeOf(await visitor.query(MINE))).toBe("SESSION_ENDED");
    // Of a department that there is no longer.
    await keepToken(await hub.token("clerk", "nobody"));
    expect(codeOf(await visitor.query(MINE))).toBe("SESSION_ENDED");
  });

  test("ends when the person signs out", async () => {
    const visitor = createVisitor(hub.url);
    await signInAs(visitor, CLERK);
    expect(await visitor.ask("/desk/sign-out", { method: "POST" })).toMatchObject({
      status: 200,
      text: '{"signedIn":false,"leaveUrl":null}',
    });
    expect(visitor.cookies()).toBe("");
    expect(await visitor.session()).toEqual({
      signedIn: false,
      name: null,
      roles: [],
      department: null,
      endsAt: null,
      ways: "demo",
    });
  });

  test("stands in no line of the log", () => {
    const all = hub.logged.join("\n");
    expect(all).toContain("/graphql");
    for (const secret of [clerk.cookies().slice(-60), CLERK, "示例填报员"]) expect(all).not.toContain(secret);
  });
});

const foreignPost = { method: "POST", headers: { "sec-fetch-site": "cross-site" } };
const NOTHING = { cookies: undefined, isSecure: false };

/** Code of an answer to `MINE`, without what `fetch` adds to a request. */
async function rawCode(port: string, headers: Readonly<Record<string, string>>): Promise<unknown> {
  const sent = ask({
    host: "127.0.0.1",
    port,
    path: "/graphql",
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
  });
  sent.end(JSON.stringify({ query: MINE }));
  return codeOf({ text: await textOf(sent) });
}

async function textOf(sent: ClientRequest): Promise<string> {
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return text(response);
}
