/** Who may do what: every cell of the table, over HTTP; and what is closed to whoever has no role. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ACCESS, type Action } from "#schema/access.js";
import { ROLES, type Role } from "#schema/caller.js";
import { demoPerson } from "../../scripts/start/demo-people.js";
import { codeOf, followOverWebSocket } from "../live/clients.js";
import { EMERGENCY, MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_PENALTIES } from "../prepared.js";
import { startDepartmentService, type DepartmentService } from "../registry/department-service.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
type Area @key(fields: "code") {
  code: String!
  """经过的公交线路数 / Bus lines that pass"""
  busLines: Int
}`;
const PERMISSION = "11111111-1111-4111-8111-111111111111";
const DISCREPANCY = "22222222-2222-4222-8222-222222222222";
const CONCURRENCE = "33333333-3333-4333-8333-333333333333";
const THIRD_PARTY = "44444444-4444-4444-8444-444444444444";
const DIRECTORY = "zwfwj";

let hub: TestHub;
let service: DepartmentService;
let folder: string;
/** Published by the market's people. */
let submission: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tongcha-privilege-"));
  const sources = join(folder, "sources.json");
  const from = { kind: "folder", folder };
  const source = {
    id: "register",
    title: "示例",
    feed: "enforcement.penalties",
    schedule: "0 6 * * *",
    from,
  };
  writeFileSync(sources, JSON.stringify([{ ...source, department: MARKET.code }]));
  hub = await startHub({
    domains: [...WITH_PENALTIES, "discrepancies", "progress"],
    holds: "directory",
    settings: {
      SOURCES: sources,
      SUBGRAPH_NETWORKS: "127.0.0.0/8",
      TRUSTED_PROXIES: "127.0.0.1",
      OPERATOR_NETWORKS: "192.0.2.0/24",
    },
  });
  submission = await hub.publish("enforcement.penalties", penaltyCsv([penaltyRow(1)]), MARKET.code);
  service = await startDepartmentService(SDL, {
    Area: { __resolveReference: ({ code }: { readonly code: string }) => ({ code, busLines: 7 }) },
  });
  const published = await hub.query(
    'mutation ($url: String!) { publishSubgraph(input: { name: "buses", url: $url }) { ok } }',
    { url: service.url },
    await hub.token("developer", MARKET.code),
  );
  expect(published).toEqual({ data: { publishSubgraph: { ok: true } } });
  const { pool } = hub.parts.database;
  await pool.query("INSERT INTO registry.client (name, owner) VALUES ('portal', $1)", [MARKET.code]);
  await pool.query(
    `INSERT INTO registry.permission (id, kind, subgraph, coordinate, decider, reason, until, state, requested_by, requested_by_name)
     VALUES ($1, 'CONSENT', 'buses', 'Area.busLines', $2, '示例', now() + interval '1 day', 'REQUESTED', 'somebody', '示例')`,
    [PERMISSION, MARKET.code],
  );
  await pool.query(
    `INSERT INTO disclosure.concurrence (id, submission, digest, department, days, silence, basis, records, asked_at)
     VALUES ($1, $2, '', $3, 5, 'CONSENT', '示例', 1, now())`,
    [CONCURRENCE, submission, MARKET.code],
  );
  await pool.query(
    `INSERT INTO disclosure.third_party (id, submission, party, interest, about, received_on, asked_at, asked_by_name)
     VALUES ($1, $2, '示例公司', 'PRIVACY', '示例', '2026-11-02', now(), '示例')`,
    [THIRD_PARTY, submission],
  );
  await pool.query(
    `INSERT INTO discrepancies.found (id, feed, agreement, code, thing, here_department, there_department, found_at)
     VALUES ($1, 'enforcement.penalties', 'none', 'NONE', '示例', $2, $2, now())`,
    [DISCREPANCY, MARKET.code],
  );
});
afterAll(async () => {
  service.close();
  await hub.close();
  rmSync(folder, { recursive: true });
});

type Headers = Readonly<Record<string, string>>;
/** Gives the code of what was refused; null where nothing was. */
type Attempt = (headers: Headers) => Promise<unknown>;

async function post(text: string, headers: Headers): Promise<unknown> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: text }),
  });
  return response.json();
}
const ask =
  (text: () => string): Attempt =>
  async (headers) =>
    codeOf(await post(text(), headers)) ?? null;
const get =
  (...paths: readonly string[]): Attempt =>
  async (headers) => {
    const codes = await Promise.all(
      paths.map(async (path) => {
        const response = await fetch(`${hub.url}/intake/submissions/${submission}/${path}`, { headers });
        const bytes = await response.arrayBuffer();
        return response.ok ? null : valueAt(JSON.parse(Buffer.from(bytes).toString()), "code");
      }),
    );
    expect(new Set(codes).size).toBe(1);
    return codes[0];
  };
/** Null where the answer has something at a path. */
const has =
  (text: string, ...path: readonly string[]): Attempt =>
  async (headers) =>
    (valueAt(await post(text, headers), "data", ...path) ?? null) === null ? "NOTHING" : null;
const move = (name: string, more = ""): Attempt =>
  ask(() => `mutation { ${name}(id: "${submission}"${more}) { id } }`);

/** Whoever may publish is told soon that this is no subgraph. */
const NO_SUBGRAPH = (): string => `name: "buses", url: "${service.url}", sdl: "type {"`;
const NONE = "00000000-0000-0000-0000-000000000000";
const ATTEMPTS: Readonly<Record<Action, readonly [owner: string, attempt: Attempt]>> = {
  "graph.whole": [MARKET.code, has('{ __type(name: "Submission") { name } }', "__type", "name")],
  "graph.labels": [
    MARKET.code,
    (headers) => ask(() => "{ __typename }")({ ...headers, "tongcha-override-labels": "nothing" }),
  ],
  "submission.send": [
    DIRECTORY,
    async (headers) => {
      const response = await fetch(`${hub.url}/intake/directory.areas`, {
        method: "POST",
        headers,
        body: "",
      });
      return valueAt(await response.json(), "code");
    },
  ],
  "submission.see": [MARKET.code, get("report.json")],
  "submission.download": [MARKET.code, get("original", "report.xlsx")],
  "submission.submit": [MARKET.code, move("submitForReview")],
  "submission.withdraw": [MARKET.code, move("withdrawSubmission")],
  "submission.requestWithdrawal": [
    DIRECTORY,
    ask(
      () =>
        `mutation { requestWithdrawal(feed: "directory.areas", recordIds: ["${NONE}"], kind: REPAIR, documentNumber: "1", date: "2026-11-01", reason: "信用修复") { id } }`,
    ),
  ],
  "submission.approve": [MARKET.code, move("approve", ', differenceDigest: "0"')],
  "submission.return": [MARKET.code, move("returnForCorrection", ', reason: "示例"')],
  "submission.reject": [MARKET.code, move("reject", ', reason: "示例"')],
  "submission.publish": [MARKET.code, move("publish")],
  "concurrence.see": [MARKET.code, has("{ concurrences { nodes { id } } }", "concurrences", "nodes", "0")],
  "concurrence.answer": [
    MARKET.code,
    ask(
      () =>
        `mutation { answerConcurrence(id: "${CONCURRENCE}", differenceDigest: "", answer: AGREED) { id } }`,
    ),
  ],
  "concurrence.override": [
    MARKET.code,
    ask(() => `mutation { overrideConcurrence(id: "${CONCURRENCE}", reason: "示例") { id } }`),
  ],
  "thirdParty.record": [
    MARKET.code,
    ask(
      () =>
        `mutation { askThirdParty(submission: "${submission}", party: "示例公司", interest: TRADE_SECRET, about: "示例", receivedOn: "2026-11-02") { id } }`,
    ),
  ],
  "thirdParty.decide": [
    MARKET.code,
    ask(
      () => `mutation { decideThirdParty(id: "${THIRD_PARTY}", decision: PUBLISH, ground: CONSENT) { id } }`,
    ),
  ],
  "discrepancy.see": [MARKET.code, has("{ discrepancies { nodes { id } } }", "discrepancies", "nodes", "0")],
  "discrepancy.answer": [
    MARKET.code,
    ask(() => `mutation { answerDiscrepancy(id: "${DISCREPANCY}", text: "示例") { id } }`),
  ],
  "mail.see": [MARKET.code, ask(() => "{ reminderMails { state } }")],
  "source.see": [MARKET.code, ask(() => '{ source(id: "register") { id } }')],
  "source.run": [MARKET.code, ask(() => 'mutation { runSource(id: "register") { id } }')],
  "case.keep": [
    MARKET.code,
    async (headers) => {
      const response = await fetch(`${hub.url}/progress/${MARKET.code}`, {
        method: "POST",
        headers,
        body: "",
      });
      return valueAt(await response.json(), "code");
    },
  ],
  "chain.verify": [MARKET.code, ask(() => "{ verification { lastHash } }")],
  "trail.read": [MARKET.code, ask(() => "{ trail { nodes { number } } }")],
  "key.keep": [MARKET.code, ask(() => "{ apiKeys { totalCount } }")],
  "subgraph.check": [
    MARKET.code,
    ask(() => `mutation { checkSubgraph(input: { ${NO_SUBGRAPH()} }) { ok } }`),
  ],
  "subgraph.publish": [
    MARKET.code,
    ask(() => `mutation { publishSubgraph(input: { ${NO_SUBGRAPH()} }) { ok } }`),
  ],
  "subgraph.rollback": [
    MARKET.code,
    ask(() => 'mutation { rollbackSubgraph(name: "buses", version: 9) { ok } }'),
  ],
  "subgraph.remove": [MARKET.code, ask(() => 'mutation { checkSubgraphRemoval(name: "buses") { ok } }')],
  "subgraph.seeUrl": [
    MARKET.code,
    has('{ subgraph(name: "buses") { version { url } } }', "subgraph", "version", "url"),
  ],
  "subgraph.assign": [
    MARKET.code,
    ask(
      () =>
        `mutation { assignSubgraph(name: "buses", department: "${MARKET.code}", reason: "示例") { name } }`,
    ),
  ],
  "graph.restore": [MARKET.code, ask(() => "mutation { restoreGraph(number: 999) { ok } }")],
  "gateway.see": [MARKET.code, ask(() => "{ gateways { nodes { host } } }")],
  "permission.request": [
    MARKET.code,
    ask(
      () =>
        'mutation { requestPermission(input: { kind: BREAKING, subgraph: "buses", coordinate: "Area.busLines", reason: "示例" }) { id } }',
    ),
  ],
  "permission.decide": [
    MARKET.code,
    ask(() => `mutation { decidePermission(id: "${PERMISSION}", decision: GRANTED) { id } }`),
  ],
  "permission.see": [MARKET.code, ask(() => "{ subgraphPermissions { totalCount } }")],
  "documents.keep": [MARKET.code, ask(() => 'mutation { withdrawDocuments(client: "portal", ids: ["no"]) }')],
  "documents.see": [MARKET.code, ask(() => '{ clientDocuments(client: "portal") { totalCount } }')],
};

/** What says that somebody may not. Whatever else is refused was allowed. */
const DENIED: ReadonlySet<unknown> = new Set([
  "TOKEN_MISSING",
  "FORBIDDEN",
  "SUBMISSION_UNKNOWN",
  "CONCURRENCE_UNKNOWN",
  "THIRD_PARTY_UNKNOWN",
  "DISCREPANCY_UNKNOWN",
  "SOURCE_UNKNOWN",
  "SUBGRAPH_NAME_TAKEN",
  "CLIENT_NAME_TAKEN",
  "GRAPHQL_VALIDATION_FAILED",
  // The public view has no mutation at all.
  "OPERATION_RESOLUTION_FAILURE",
  "NOTHING",
]);

const bearer = async (role: Role | null, department: string | null): Promise<Headers> => {
  const person = demoPerson(role ?? "clerk", department);
  const token = await hub.issuer.issue(role === null ? { ...person, roles: [] } : person, 1);
  return { authorization: `Bearer ${token}` };
};

describe.each(Object.entries(ATTEMPTS))("%s", (name, [owner, attempt]) => {
  // The names are those of the table.
  const reaches: Readonly<Partial<Record<Role, string>>> = ACCESS[name as Action];

  test.each(ROLES)("by a %s, of the department, of another, of the district", async (role) => {
    const other = owner === EMERGENCY.code ? MARKET.code : EMERGENCY.code;
    const allowed: boolean[] = [];
    for (const department of [owner, other, null])
      allowed.push(!DENIED.has(await attempt(await bearer(role, department))));
    const reach = reaches[role];
    expect(allowed).toEqual([reach !== undefined, reach === "any", reach === "any"]);
  });

  test("by nobody, and by who has no role", async () => {
    for (const headers of [{}, await bearer(null, owner), await bearer(null, null)])
      expect(DENIED).toContain(await attempt(headers));
  });
});

describe("without a role", () => {
  const introspect = "{ __schema { types { name fields { name } } } }";
  const at = async (path: string, headers: Headers = {}, query = introspect): Promise<unknown> => {
    const response = await fetch(`${hub.url}${path}?query=${encodeURIComponent(query)}`, { headers });
    return [response.status, await response.json()];
  };

  test("/graphql is the public view, with its answers and its mistakes; with a role it is the whole graph", async () => {
    for (const query of [
      introspect,
      "{ submissions { nodes { id } } }",
      "{ penalties { totalCount } }",
      "{ nothing }",
    ])
      expect(await at("/graphql", {}, query)).toEqual(await at("/graphql/public", {}, query));
    const clerk = await bearer("clerk", MARKET.code);
    expect(await at("/graphql", await bearer(null, MARKET.code))).toEqual(await at("/graphql/public"));
    const desk = '{ __type(name: "Submission") { name } }';
    for (const [path, name] of [
      ["/graphql", "Submission"],
      ["/graphql/internal", "Submission"],
      ["/graphql/public", undefined],
    ] as const)
      expect(valueAt(await at(path, clerk, desk), 1, "data", "__type", "name")).toBe(name);
  });

  test("so it is over WebSocket", async () => {
    const over = async (options: object): Promise<unknown> => {
      const asking = followOverWebSocket(hub.url, "{ submissions { nodes { id } } }", {}, options);
      try {
        return codeOf(await asking.next().catch((error: unknown) => error)) ?? null;
      } finally {
        asking.stop();
      }
    };
    expect(await over({})).toBe("GRAPHQL_VALIDATION_FAILED");
    expect(await over({ connectionParams: await bearer("clerk", MARKET.code) })).toBeNull();
  });

  test("the departments' view is refused, and its schema", async () => {
    const nobody = await bearer(null, MARKET.code);
    const codes = async (headers: Headers): Promise<readonly unknown[]> => {
      const schema = await fetch(`${hub.url}/schema/internal.graphql`, { headers });
      const [, answer] = Object.values(Object(await at("/graphql/internal", headers)) as object);
      return [codeOf(answer), valueAt(await schema.json(), "code")];
    };
    expect(await codes({})).toEqual(["TOKEN_MISSING", "TOKEN_MISSING"]);
    expect(await codes(nobody)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  });

  test("/schema.graphql is what the caller gets at /graphql, and no cache gives one's to another", async () => {
    const texts = await Promise.all(
      (
        [
          ["/schema.graphql", {}],
          ["/schema/public.graphql", {}],
          ["/schema.graphql", await bearer("clerk", MARKET.code)],
        ] as const
      ).map(async ([path, headers]) => {
        const response = await fetch(`${hub.url}${path}`, { headers });
        expect(response.headers.get("vary")).toBe("authorization, cookie");
        return [response.headers.get("cache-control"), await response.text()];
      }),
    );
    expect(texts[0]).toEqual(texts[1]);
    expect(texts[0]?.[1]).not.toContain("type Submission ");
    expect(texts[2]).toEqual(["private, no-cache", expect.stringContaining("type Submission ")]);
  });
});

test("metrics, and what a process lacks, are told to operators' addresses; whether it is ready to everybody", async () => {
  const from = (address: string, path: string): Promise<Response> =>
    fetch(`${hub.url}${path}`, { headers: { "x-forwarded-for": address } });
  const [operator, stranger] = ["192.0.2.7", "198.51.100.7"];
  expect((await from(operator, "/metrics")).status).toBe(200);
  const refused = await from(stranger, "/metrics");
  expect([refused.status, valueAt(await refused.json(), "code")]).toEqual([403, "FORBIDDEN"]);
  expect(await (await from(operator, "/health/ready")).json()).toMatchObject({ revision: 2 });
  const ready = await from(stranger, "/health/ready");
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ready" }]);
  expect(await (await from(stranger, "/health/live")).json()).toEqual({ status: "live" });
});
