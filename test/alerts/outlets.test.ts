import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { SaxesParser } from "saxes";
import { codeOf, followOverEventStream, type Following } from "../live/clients.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { isSigned, openReceiver, type Receiver } from "./receiver.js";
import { save, titlesOf, untilMatched } from "./save.js";

let hub: TestHub;
let receiver: Receiver;
beforeAll(async () => {
  hub = await startHub({ holds: "directory", settings: { WEBHOOK_NETWORKS: "127.0.0.0/8" } });
  receiver = await openReceiver();
});
afterAll(async () => {
  await hub.close();
  await receiver.close();
});

const open: Following[] = [];
afterEach(() => open.splice(0).forEach((following) => following.stop()));

const row = (number: number, changes: Readonly<Record<string, string>> = {}) => penaltyRow(number, changes);
const partyOf = (number: number): string => String(row(number)["unifiedSocialCreditCode"]);
const publish = async (...rows: readonly ReturnType<typeof row>[]): Promise<string> =>
  hub.publish("enforcement.penalties", penaltyCsv(rows), MARKET.code);
const atom = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${hub.url}${path}`, { headers });
const MATCHED =
  "subscription ($id: ID!, $after: String) { standingQueryMatched(id: $id, after: $after) { cursor total match { title isCorrection feed { title } record { ... on Penalty { decisionNumber party { name } } } } } }";
const follow = async (variables: Readonly<Record<string, unknown>>) => {
  const following = await followOverEventStream(hub.url, MATCHED, variables);
  open.push(following);
  return following;
};

test("an enterprise that saved a query about itself is told of its penalty by Atom, webhook and live connection, and of no other's", async () => {
  const {
    id,
    secret,
    atom: path,
  } = await save(hub, { title: "本公司的处罚", parties: [partyOf(1)], webhook: receiver.url });
  const live = await follow({ id });
  await publish(row(1), row(2));

  expect(await live.next()).toMatchObject({
    data: {
      standingQueryMatched: {
        total: 1,
        match: {
          isCorrection: false,
          feed: { title: "行政处罚" },
          record: { decisionNumber: row(1)["decisionNumber"], party: { name: "示例餐饮1有限公司" } },
        },
      },
    },
  });
  const [message] = await receiver.untilReceived(1);
  if (!message) throw new Error("Nothing was received");
  expect(isSigned(message, secret)).toBe(true);
  expect(message.body).toMatchObject({
    type: "standing-query.matched",
    data: {
      standingQuery: id,
      total: 1,
      feed: { id: "enforcement.penalties" },
      rest: null,
      records: [
        { type: "Penalty", title: `示例餐饮1有限公司 ${row(1)["decisionNumber"]}`, isCorrection: false },
      ],
    },
  });
  const text = await (await atom(path)).text();
  expect(text).toContain(`行政处罚：示例餐饮1有限公司 ${row(1)["decisionNumber"]}`);
  expect(text).not.toContain("示例餐饮2有限公司");
  expect(isSigned(message, (await save(hub, { parties: [partyOf(3)], webhook: receiver.url })).secret)).toBe(
    false,
  );
});

describe("the Atom feed", () => {
  test("is one: well formed, with all that RFC 4287 demands, and identifiers that stay", async () => {
    const { atom: path } = await save(hub, { title: '<餐饮> & "其他"', words: "示例餐饮" });
    await publish(row(10, { violationFacts: "使用 <b>&</b> 等字符" }), row(11));
    await untilMatched(hub);
    const response = await atom(path);
    expect(response.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    const text = await response.text();
    const names = elementsOf(text);
    for (const needed of ["feed/id", "feed/title", "feed/updated", "feed/author/name"])
      expect(names.filter((name) => name === needed)).toHaveLength(1);
    for (const needed of ["feed/entry/id", "feed/entry/title", "feed/entry/updated"])
      expect(names.filter((name) => name === needed)).toHaveLength(2);
    const ids = [
      ...text.matchAll(
        /<id>(urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12})<\/id>/g,
      ),
    ].map(([, one]) => one);
    expect(new Set(ids).size).toBe(3);
    await publish(row(12));
    await untilMatched(hub);
    expect(await (await atom(path)).text()).toContain(String(ids[1]));
  });

  test("answers 304 until something is added or taken down", async () => {
    const { atom: path } = await save(hub, { parties: [partyOf(20)] });
    const tag = String((await atom(path)).headers.get("etag"));
    const again = await atom(path, { "if-none-match": tag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    await publish(row(20));
    await untilMatched(hub);
    expect((await atom(path, { "if-none-match": tag })).status).toBe(200);
  });

  test("comes in pages that lead to the earlier ones", async () => {
    const { atom: path } = await save(hub, { words: "分页示例" });
    await publish(...Array.from({ length: 60 }, (_, at) => row(100 + at, { violationFacts: "分页示例" })));
    await untilMatched(hub);
    const first = await (await atom(path)).text();
    const next = /rel="next"[^>]* href="([^"]+)"/.exec(first)?.[1] ?? "";
    const second = await (await atom(next)).text();
    const ids = [first, second].map((text) =>
      [...text.matchAll(/<entry>\s*<id>([^<]+)/g)].map(([, one]) => one),
    );
    expect(ids.map(({ length }) => length)).toEqual([50, 10]);
    expect(new Set(ids.flat()).size).toBe(60);
    expect(second).not.toContain('rel="next"');
  });

  test.each(["/alerts/x.atom", `/alerts/${"A".repeat(27)}.atom`, "/alerts/%00.atom"])(
    "%s is none",
    async (path) => {
      const response = await atom(path);
      expect([response.status, valueAt(await response.json(), "code")]).toEqual([
        404,
        "STANDING_QUERY_UNKNOWN",
      ]);
    },
  );

  test("refuses a place that is none", async () => {
    const { atom: path } = await save(hub, { words: "任意" });
    expect(valueAt(await (await atom(`${path}?before=x`)).json(), "code")).toBe("CURSOR_INVALID");
  });
});

describe("the live connection", () => {
  test("goes on after a cursor in the middle of a release, without loss or repetition", async () => {
    const { id } = await save(hub, { words: "断线续接" });
    const first = await follow({ id });
    await publish(
      row(200, { violationFacts: "断线续接" }),
      row(201, { violationFacts: "断线续接" }),
      row(202, { violationFacts: "断线续接" }),
    );
    expect(titleOf(await first.next())).toContain("示例餐饮200有限公司");
    first.stop();
    await publish(row(203, { violationFacts: "断线续接" }));
    const second = await follow({ id, after: first.lastId() });
    const titles = [await second.next(), await second.next(), await second.next()].map(titleOf);
    expect(titles.map((title) => /\d+/.exec(title)?.[0])).toEqual(["201", "202", "203"]);
  });

  test("refuses a query that there is not, and a place that is none", async () => {
    const { id } = await save(hub, { words: "任意" });
    expect(codeOf(await (await follow({ id: "x" })).next())).toBe("STANDING_QUERY_UNKNOWN");
    expect(codeOf(await (await follow({ id, after: "x" })).next())).toBe("CURSOR_INVALID");
  });
});

test("a correction is told as one, and takes the place of what it corrects", async () => {
  const { id } = await save(hub, { parties: [partyOf(300)] });
  const live = await follow({ id });
  await publish(row(300));
  expect(valueAt(await live.next(), "data", "standingQueryMatched", "match", "isCorrection")).toBe(false);
  await publish(row(300, { violationFacts: "更正后的违法事实" }));
  expect(valueAt(await live.next(), "data", "standingQueryMatched", "match", "isCorrection")).toBe(true);
  expect(await titlesOf(hub, id)).toHaveLength(1);
});

test("what was withdrawn by law is in no outlet from that moment", async () => {
  const { id, atom: path } = await save(hub, { parties: [partyOf(310)], words: "餐饮" });
  const before = String(
    valueAt(
      (await hub.query("{ releases(first: 1) { nodes { cursor } } }")).data,
      "releases",
      "nodes",
      0,
      "cursor",
    ),
  );
  await publish(row(310));
  expect(await titlesOf(hub, id)).toHaveLength(1);
  await withdraw(310);
  expect(await titlesOf(hub, id)).toEqual([]);
  expect(await (await atom(path)).text()).not.toContain("<entry>");
  const live = await follow({ id, after: before });
  await publish(row(310, { decisionNumber: "京密示例罚〔2026〕31001号" }));
  expect(titleOf(await live.next())).toContain("31001号");
});

test("only its owner sees the webhook, and removes the query", async () => {
  const { id, token } = await save(hub, { words: "归属", webhook: receiver.url });
  const seen =
    "query ($id: ID!, $token: String) { standingQuery(id: $id, token: $token) { webhook { url state } } }";
  expect(valueAt((await hub.query(seen, { id })).data, "standingQuery", "webhook")).toBeNull();
  expect(valueAt((await hub.query(seen, { id, token })).data, "standingQuery", "webhook", "url")).toBe(
    receiver.url,
  );
  expect(codeOf(await hub.query(seen, { id, token: "x" }))).toBe("MANAGE_TOKEN_WRONG");
  const remove = "mutation ($id: ID!, $token: String!) { removeStandingQuery(id: $id, token: $token) }";
  expect(codeOf(await hub.query(remove, { id, token: `${token}x` }))).toBe("MANAGE_TOKEN_WRONG");
  expect((await hub.query(remove, { id, token })).errors).toBeUndefined();
  expect(codeOf(await hub.query(seen, { id }))).toBe("STANDING_QUERY_UNKNOWN");
});

test("a webhook is taken up again by its owner alone, and only where there is one", async () => {
  const { id, token } = await save(hub, { words: "恢复" });
  const resume = "mutation ($id: ID!, $token: String!) { resumeWebhook(id: $id, token: $token) { id } }";
  expect(codeOf(await hub.query(resume, { id, token: "x" }))).toBe("MANAGE_TOKEN_WRONG");
  expect(codeOf(await hub.query(resume, { id, token }))).toBe("WEBHOOK_NONE");
});

test("any text at all is a title or words, or is refused with a code, and a URL is kept as it is called", async () => {
  for (const text of ["' OR 1=1 --", "\u0000", "\ud800 示例", "]]> <b>粗体</b>", "%_\\ 示例"]) {
    const { errors } = await hub.query(
      "mutation ($input: StandingQueryInput!) { saveStandingQuery(input: $input) { token } }",
      { input: { words: text, title: text } },
    );
    expect([undefined, "STANDING_QUERY_INVALID"]).toContain(errors?.[0]?.extensions["code"]);
  }
  const { id, token } = await save(hub, { words: "示例", webhook: `${receiver.url}/\u0000\ud800` });
  expect(
    valueAt(
      (
        await hub.query(
          "query ($id: ID!, $token: String) { standingQuery(id: $id, token: $token) { webhook { url } } }",
          { id, token },
        )
      ).data,
      "standingQuery",
      "webhook",
      "url",
    ),
  ).toBe(`${receiver.url}/%00%EF%BF%BD`);
});

test("a page of matches has a hundred at most", async () => {
  const { id } = await save(hub, { words: "分页" });
  for (const first of [0, 101])
    expect(
      codeOf(
        await hub.query(
          "query ($id: ID!, $first: Int!) { standingQuery(id: $id) { matches(first: $first) { nodes { title } } } }",
          { id, first },
        ),
      ),
    ).toBe("PAGE_ARGUMENTS");
});

test("the database holds neither token nor secret", async () => {
  const { token, secret } = await save(hub, { words: "保密", webhook: receiver.url });
  const { rows } = await hub.parts.database.pool.query(
    "SELECT to_jsonb(q) AS query, to_jsonb(w) AS webhook FROM alerts.query q LEFT JOIN alerts.webhook w ON w.query = q.number",
  );
  const held = JSON.stringify(rows);
  for (const kept of [
    token,
    secret,
    secret.replace("whsec_", ""),
    Buffer.from(secret.replace("whsec_", ""), "base64").toString("hex"),
  ])
    expect(held).not.toContain(kept);
});

test.each([
  [{}, "STANDING_QUERY_INVALID"],
  [{ words: "一" }, "STANDING_QUERY_INVALID"],
  [{ words: "长".repeat(101) }, "STANDING_QUERY_INVALID"],
  [{ areas: [] }, "STANDING_QUERY_INVALID"],
  [{ areas: Array.from({ length: 51 }, (_, at) => String(at)) }, "STANDING_QUERY_INVALID"],
  [{ parties: ["\u0000"] }, "STANDING_QUERY_INVALID"],
  [{ areas: ["\ud800"] }, "STANDING_QUERY_INVALID"],
  [{ words: "\ud800" }, "STANDING_QUERY_INVALID"],
  [{ words: "示例", title: "长".repeat(101) }, "STANDING_QUERY_INVALID"],
  [{ feeds: ["no.such-feed"] }, "FEED_UNKNOWN"],
  [{ words: "示例", webhook: "ftp://127.0.0.1/" }, "WEBHOOK_URL_REFUSED"],
  [{ words: "示例", webhook: "https://10.0.0.1/" }, "WEBHOOK_URL_REFUSED"],
  [{ words: "示例", webhook: `http://127.0.0.1/${"x".repeat(2_000)}` }, "WEBHOOK_URL_REFUSED"],
])("%j is refused with %s", async (input, code) => {
  expect(
    codeOf(
      await hub.query(
        "mutation ($input: StandingQueryInput!) { saveStandingQuery(input: $input) { token } }",
        { input },
      ),
    ),
  ).toBe(code);
});

test("the public view has all of it, without a token", async () => {
  const response = await fetch(`${hub.url}/graphql/public`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      query: 'mutation { saveStandingQuery(input: { words: "示例" }) { standingQuery { atom } } }',
    }),
  });
  expect(valueAt(await response.json(), "data", "saveStandingQuery", "standingQuery", "atom")).toMatch(
    /^\/alerts\/[\w-]{27}\.atom$/,
  );
});

async function withdraw(number: number): Promise<void> {
  const { data } = await hub.query(
    "query ($number: String!) { penalties(where: { decisionNumber: { eq: $number } }) { nodes { id } } }",
    { number: row(number)["decisionNumber"] },
  );
  const [clerk, reviewer] = await Promise.all([
    hub.token("clerk", MARKET.code),
    hub.token("reviewer", MARKET.code),
  ]);
  const asked = await hub.query(
    'mutation ($ids: [ID!]!) { requestWithdrawal(feed: "enforcement.penalties", recordIds: $ids, kind: REPAIR, documentNumber: "京密信修〔2026〕1号", date: "2026-11-01", reason: "信用修复") { id difference { digest } } }',
    { ids: [valueAt(data, "penalties", "nodes", 0, "id")] },
    clerk,
  );
  const [id, digest] = [
    valueAt(asked.data, "requestWithdrawal", "id"),
    valueAt(asked.data, "requestWithdrawal", "difference", "digest"),
  ];
  await hub.query(
    "mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest) { id } }",
    { id, digest },
    reviewer,
  );
  const { errors } = await hub.query("mutation ($id: ID!) { publish(id: $id) { id } }", { id }, reviewer);
  if (errors) throw new Error(JSON.stringify(errors));
}

function titleOf(answer: unknown): string {
  return String(valueAt(answer, "data", "standingQueryMatched", "match", "title"));
}

/** Paths of all elements; throws for what is not well formed. */
function elementsOf(text: string): readonly string[] {
  const [names, path]: [string[], string[]] = [[], []];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local }) => {
    path.push(local);
    names.push(path.join("/"));
  });
  parser.on("closetag", () => {
    path.pop();
  });
  parser.write(text).close();
  return names;
}
