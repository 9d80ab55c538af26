import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { makeCitizenId } from "../../services/kit/values/citizen-id.js";
import { MARKET, naturalPerson, penaltyCsv, penaltyRow, type PenaltyRow } from "../penalty-file.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

/** Stands in every cell that nobody outside may see. */
const CANARY = "金丝雀密文";
/** The same where only Latin letters may stand. */
const LOGGED = "canaryInNoLog";
const ID = makeCitizenId("11022819851231123");
const SECRET: PenaltyRow = {
  remark: `${CANARY}备注`,
  legalRepresentativeIdType: "护照号",
  legalRepresentativeIdNumber: `E${CANARY}`,
};

let hub: TestHub;
let draft = "";

beforeAll(async () => {
  hub = await startHub({ holds: "directory" });
  await hub.publish(
    "enforcement.penalties",
    penaltyCsv([
      penaltyRow(1, SECRET),
      penaltyRow(2, {
        ...naturalPerson(`张${CANARY}`, ID),
        violationFacts: `当事人张${CANARY}无照经营，经张${CANARY}签字确认`,
      }),
      penaltyRow(3, { violationFacts: `${CANARY}将被依法撤下` }),
    ]),
    MARKET.code,
  );
  await withdraw(3);
  const [clerk, reviewer] = [await hub.token("clerk", MARKET.code), await hub.token("reviewer", MARKET.code)];
  const unreleased = (number: number): string =>
    penaltyCsv([
      penaltyRow(number, {
        ...SECRET,
        partyName: `${CANARY}公司`,
        decisionNumber: `${CANARY}〔2026〕${number}号`,
        violationFacts: CANARY,
      }),
    ]);
  for (const [number, moves] of [
    [10, []],
    [11, ["submitForReview(id: $id)"]],
    [12, ["submitForReview(id: $id)", `returnForCorrection(id: $id, reason: "${CANARY}")`]],
  ] as const) {
    const { body } = await hub.submit("enforcement.penalties", unreleased(number), clerk);
    draft = body.submission?.id ?? "";
    for (const move of moves)
      await hub.query(
        `mutation ($id: ID!) { ${move} { id } }`,
        { id: draft },
        move.startsWith("return") ? reviewer : clerk,
      );
  }
  const faulty = await hub.submit(
    "enforcement.penalties",
    penaltyCsv([
      penaltyRow(20, { ...SECRET, fineAmount: CANARY, decisionDate: CANARY }),
      penaltyRow(21, { ...naturalPerson(`张${CANARY}`, `*${CANARY}`) }),
    ]),
    clerk,
  );
  draft = faulty.body.submission?.id ?? "";
});
afterAll(() => hub.close());

const LIST = `nodes { id decisionNumber partyName violationType violationFacts penaltyBasis penaltyContent suspendedOrRevokedLicence penaltyCategoriesOther legalRepresentative authorityName sourceUnitName party { name } provenance { row release { number } } }`;

test.each<readonly [string, string]>([
  [
    "lists",
    `{ penalties(first: 100) { totalCount ${LIST} } licences { totalCount } inspectionResults { totalCount } }`,
  ],
  [
    "every order",
    "{ a: penalties(orderBy: PARTY_NAME_ASC) { nodes { id partyName } } b: penalties(orderBy: PARTY_NAME_DESC) { nodes { id partyName } } c: penalties(orderBy: DECISION_NUMBER_DESC) { nodes { id } edges { cursor } } }",
  ],
  [
    "the past",
    `{ penalties(first: 100, asOf: "${new Date(Date.now() + 60_000).toISOString()}") { ${LIST} } }`,
  ],
  [
    "releases and feeds",
    "{ releases { nodes { number releasedBy approvedBy digest feed { id title } } } feeds { nodes { id description columns { example } } } }",
  ],
  ["submissions", "{ submissions { nodes { id fileName reason } } }"],
  ["the schema", "{ __schema { types { name description fields { name description } } } }"],
])("the canary is in no answer of %s, for nobody and for another department", async (_, query) => {
  for (const token of [undefined, await hub.token("reviewer", "yjj"), await hub.token("clerk", "yjj")]) {
    const text = JSON.stringify(await hub.query(query, {}, token));
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain(ID);
  }
});

test("no count tells of it", async () => {
  const counts = await hub.query(
    `{ a: penalties(where: { partyName: { startsWith: "${CANARY}" } }) { totalCount } b: penalties(where: { partyName: { eq: "张${CANARY}" } }) { totalCount } c: penalties(where: { decisionNumber: { startsWith: "${CANARY}" } }) { totalCount } d: penalties { totalCount } }`,
  );
  expect(counts.data).toEqual({
    a: { totalCount: 0 },
    b: { totalCount: 0 },
    c: { totalCount: 0 },
    d: { totalCount: 2 },
  });
});

test("no download gives it to a stranger, who does not even learn that there is a submission", async () => {
  for (const path of ["report.xlsx", "report.json", "original"]) {
    for (const headers of [{}, { authorization: `Bearer ${await hub.token("reviewer", "yjj")}` }]) {
      const response = await fetch(`${hub.url}/intake/submissions/${draft}/${path}`, { headers });
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain(CANARY);
    }
  }
});

test("what is found in a private cell does not repeat it, not even to its own clerk", async () => {
  const { data } = await hub.query(
    "query ($id: ID!) { submission(id: $id) { findings { field value message } } }",
    { id: draft },
    await hub.token("clerk", MARKET.code),
  );
  const findings = Object.values(valueAt(data, "submission", "findings") ?? []);
  expect(findings.length).toBeGreaterThan(2);
  for (const finding of findings)
    if (
      ["personIdNumber", "partyName", "remark", "legalRepresentativeIdNumber"].includes(
        String(valueAt(finding, "field")),
      )
    )
      expect(JSON.stringify(finding)).not.toContain(CANARY);
});

test("no published or staged table holds a withheld or unmasked cell", async () => {
  const { rows } = await hub.parts.database.pool.query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('enforcement', 'staging')",
  );
  for (const { name } of rows) {
    const { rows: found } = await hub.parts.database.pool.query<{ text: string }>(
      `SELECT t::text AS text FROM ${name} t WHERE t::text LIKE '%${CANARY}备注%' OR t::text LIKE '%E${CANARY}%' OR t::text LIKE '%张${CANARY}%' OR t::text LIKE '%${ID}%'`,
    );
    expect([name, found]).toEqual([name, []]);
  }
});

test("the name that a record masks is masked in its texts too", async () => {
  const { data } = await hub.query(
    "{ penalties(where: { partyKind: { eq: NATURAL_PERSON } }) { nodes { partyName violationFacts } } }",
  );
  expect(valueAt(data, "penalties", "nodes")).toEqual([
    { partyName: "张某某", violationFacts: "当事人张某某无照经营，经张某某签字确认" },
  ]);
});

test("a text with a person's number is released only when a reviewer acknowledges it and says why", async () => {
  const [clerk, reviewer] = [await hub.token("clerk", MARKET.code), await hub.token("reviewer", MARKET.code)];
  const row = penaltyRow(30, {
    violationFacts: "当事人手机号一三九〇〇〇〇〇〇〇一，邮箱person@example.com",
  });
  const { body } = await hub.submit("enforcement.penalties", penaltyCsv([row]), clerk);
  const id = body.submission?.id;
  expect(body.findings?.find(({ code }) => code === "PERSONAL_DATA")).toMatchObject({
    field: "violationFacts",
    value: null,
    message: expect.stringContaining("手机号、电子邮箱"),
  });
  const asked = await hub.query(
    "mutation ($id: ID!) { submitForReview(id: $id) { difference { digest unusual { name count } } } }",
    { id },
    clerk,
  );
  expect(valueAt(asked.data, "submitForReview", "difference", "unusual")).toEqual([
    { name: "PERSONAL_DATA", count: 1 },
  ]);
  const digest = valueAt(asked.data, "submitForReview", "difference", "digest");
  const approve = (acknowledged: readonly string[], note: string | null): ReturnType<TestHub["query"]> =>
    hub.query(
      "mutation ($id: ID!, $digest: String!, $acknowledged: [String!], $note: String) { approve(id: $id, differenceDigest: $digest, acknowledged: $acknowledged, note: $note) { state events { acknowledged note } } }",
      { id, digest, acknowledged, note },
      reviewer,
    );
  expect((await approve([], "已核")).errors?.[0]?.extensions["code"]).toBe("CHANGES_UNACKNOWLEDGED");
  expect((await approve(["PERSONAL_DATA"], " ")).errors?.[0]?.extensions["code"]).toBe(
    "PERSONAL_DATA_UNEXPLAINED",
  );
  const approved = await approve(["PERSONAL_DATA"], "经本人同意公开");
  expect(Object.values(valueAt(approved.data, "approve", "events") ?? {}).at(-1)).toEqual({
    acknowledged: ["PERSONAL_DATA"],
    note: "经本人同意公开",
  });
});

test("requests that go wrong, each in its way, are logged without what they hold", async () => {
  const bad = `Bearer ${Buffer.from(CANARY).toString("base64url")}.${LOGGED}.${LOGGED}`;
  const ask = (body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const asked = [
    ask({ query: "{ feeds { nodes { id } } }" }, { authorization: bad }),
    ask(
      { query: "{ feeds { nodes { id } } }" },
      { "graphql-client-name": LOGGED, "x-request-id": LOGGED, cookie: LOGGED },
    ),
    ask({ query: `{ penalties(where: { partyName: { eq: "${LOGGED}" } }) { nodes { ${LOGGED} } } }` }),
    ask({ query: `{ penalty(id: "${LOGGED}") { id } }` }),
    ask({ query: `{ penalties(after: "${LOGGED}", asOf: "${LOGGED}") { totalCount } }` }),
    ask({
      query: "query ($id: ID!, $at: DateTime) { penalty(id: $id, asOf: $at) { id } }",
      variables: { id: LOGGED, at: LOGGED, [LOGGED]: LOGGED },
    }),
    ask(`{"query": "${LOGGED}`),
    fetch(`${hub.url}/${LOGGED}/%ff?${LOGGED}=${LOGGED}`),
    fetch(`${hub.url}/graphql?query=${LOGGED}&variables=${LOGGED}`),
    fetch(`${hub.url}/intake/${LOGGED}`, { method: "POST", headers: { authorization: bad }, body: LOGGED }),
    fetch(`${hub.url}/alerts/${LOGGED}.atom?before=${LOGGED}`),
    hub.submit(
      "enforcement.penalties",
      `${LOGGED},${LOGGED}\n${LOGGED}`,
      await hub.token("clerk", MARKET.code),
    ),
    fetch(`${hub.url}/intake/enforcement.penalties?name=${LOGGED}`, {
      method: "POST",
      headers: { authorization: `Bearer ${await hub.token("clerk", MARKET.code)}`, "x-file-name": LOGGED },
      body: `{"${LOGGED}": ["${LOGGED}"`,
    }),
  ];
  for (const answer of await Promise.all(asked)) expect(answer.status).toBeGreaterThanOrEqual(200);
  expect(hub.logged.join("")).not.toContain(LOGGED);
});

test("who hangs up is no error of the hub", async () => {
  const { hostname, port } = new URL(hub.url);
  const token = await hub.token("clerk", MARKET.code);
  const hangUp = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(text, () => {
          socket.resetAndDestroy();
          resolve();
        });
      });
      socket.on("error", reject);
    });
  const body = JSON.stringify({ query: "{ penalties { nodes { id partyName } groups { count } } }" });
  const head = "host: hub\r\ncontent-type: application/json\r\n";
  await hangUp(`POST /graphql HTTP/1.1\r\n${head}content-length: ${body.length}\r\n\r\n${body}`);
  await hangUp(`POST /graphql HTTP/1.1\r\n${head}content-length: 500\r\n\r\n{"query"`);
  await hangUp(
    `POST /graphql HTTP/1.1\r\n${head}accept: text/event-stream\r\ncontent-length: 68\r\n\r\n{"query":"subscription { released { number } }","variables":{"a":12}}`,
  );
  await hangUp(
    `POST /intake/enforcement.penalties HTTP/1.1\r\nhost: hub\r\nauthorization: Bearer ${token}\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n`,
  );
  await hangUp(
    `GET /intake/submissions/${draft}/report.xlsx HTTP/1.1\r\nhost: hub\r\nauthorization: Bearer ${token}\r\n\r\n`,
  );
  await hangUp(
    "GET /graphql HTTP/1.1\r\nhost: hub\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n",
  );
  // Whatever came of them has been by the time that the others are answered.
  for (let asked = 0; asked < 20; asked += 1) await hub.query("{ penalties { totalCount } }");
  expect(hub.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

test("the log does not have it", () => {
  expect(hub.logged.join("")).not.toContain(CANARY);
  expect(hub.logged.join("")).not.toContain(ID);
});

async function withdraw(number: number): Promise<void> {
  const [clerk, reviewer] = [await hub.token("clerk", MARKET.code), await hub.token("reviewer", MARKET.code)];
  const found = await hub.query(
    `{ penalties(where: { decisionNumber: { eq: "${String(penaltyRow(number)["decisionNumber"])}" } }) { nodes { id } } }`,
  );
  const asked = await hub.query(
    `mutation ($ids: [ID!]!) { requestWithdrawal(feed: "enforcement.penalties", recordIds: $ids, kind: REPAIR, documentNumber: "京密信修〔2026〕1号", date: "2026-11-01", reason: "信用修复") { id difference { digest } } }`,
    { ids: [valueAt(found.data, "penalties", "nodes", 0, "id")] },
    clerk,
  );
  const id = valueAt(asked.data, "requestWithdrawal", "id");
  await hub.query(
    "mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest) { id } }",
    { id, digest: valueAt(asked.data, "requestWithdrawal", "difference", "digest") },
    reviewer,
  );
  await hub.query("mutation ($id: ID!) { publish(id: $id) { id } }", { id }, reviewer);
}
