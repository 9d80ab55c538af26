/**
 * What was withdrawn, and what expired, is in no answer, whichever way somebody asks: each root field of the
 * public graph is a door below, or is named as one that has nothing of records. A new one has to be added.
 */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { expireRecords } from "../../services/kit/store/write/withdraw.js";
import { addMonths, today } from "../../services/kit/values/dates.js";
import { save, untilMatched, type Saved } from "../alerts/save.js";
import { followOverEventStream } from "../live/clients.js";
import { MARKET, penaltyCsv, penaltyRow, type PenaltyRow } from "../penalty-file.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

/** In every text of the record that goes; what all records have; what the one that stays has. */
const [WITHDRAWN, EXPIRED, COMMON, STAYS] = ["金丝雀撤回", "金丝雀期满", "同一字样", "留存示例"];

const contracts = await discoverContracts();
const texts = (word: string): PenaltyRow => ({
  partyName: `${word}有限公司`,
  violationType: `${word}类型`,
  violationFacts: `${COMMON}${word}事实`,
});
const long = { penaltyValidTo: addMonths(today(), 30), publicityEnds: addMonths(today(), 30) };

let hub: TestHub;
let saved: Saved;
let ids: readonly string[] = [];
let before = "";
const tags = new Map<string, string>();

beforeAll(async () => {
  hub = await startHub({ holds: "directory" });
  saved = await save(hub, { words: COMMON });
  await hub.publish(
    penalties.id,
    penaltyCsv([
      penaltyRow(1, { ...texts(WITHDRAWN), ...long }),
      penaltyRow(2, texts(EXPIRED)),
      penaltyRow(3, { ...texts(STAYS), ...long }),
    ]),
    MARKET.code,
  );
  await untilMatched(hub);
  before = new Date().toISOString();
  const { data } = await hub.query("{ penalties(orderBy: DECISION_NUMBER_ASC) { nodes { id } } }");
  ids = Object.values(valueAt(data, "penalties", "nodes") ?? {}).map((node) => String(valueAt(node, "id")));
  await until(async () => (await DOORS["search"]?.())?.includes(STAYS) === true, "all is found by its words");
});
afterAll(() => hub.close());

const RECORD =
  "id partyName violationType violationFacts party { name } provenance { row release { number } }";
const PROOF = "provenance { proof { content } }";
const TABLE = "totalCount rows { permalink cells { text value link { key } } }";
const GROUPS = "count keys { text value }";
const SHOWN = "fields { text value } versions { row changes { before after } }";

/** By URL, so that it is answered from what is stored, with the tag that came last. */
async function get(query: string): Promise<string> {
  const response = await fetch(`${hub.url}/graphql?query=${encodeURIComponent(query)}`, {
    headers: { "if-none-match": tags.get(query) ?? '"none"' },
  });
  tags.set(query, response.headers.get("etag") ?? "");
  return `${response.status} ${await response.text()}`;
}

/** All events from the first on, until the record that stays has come. */
async function replay(query: string, isLast: (text: string) => boolean): Promise<string> {
  const stream = await followOverEventStream(hub.url, query);
  let text = "";
  try {
    while (!isLast(text)) text += JSON.stringify(await stream.next());
  } finally {
    stream.stop();
  }
  return text;
}

type Door = () => Promise<string>;
const each = (query: (id: string) => string): Promise<string> =>
  Promise.all(ids.map((id) => get(query(id)))).then((answers) => answers.join("\n"));

/** Root fields that lead to records of a feed. */
const DOORS: Readonly<Record<string, Door>> = {
  penalties: () =>
    get(
      `{ penalties { totalCount nodes { ${RECORD} ${PROOF} } edges { cursor node { id } } groups(by: [PARTY_NAME]) { count key { partyName } } }
        past: penalties(asOf: "${before}", orderBy: PARTY_NAME_DESC) { nodes { ${RECORD} } groups(by: [PARTY_NAME]) { key { partyName } } } }`,
    ),
  penalty: () =>
    each(
      (id) =>
        `{ penalty(id: "${id}") { ${RECORD} ${PROOF} ${SHOWN} } past: penalty(id: "${id}", asOf: "${before}") { ${RECORD} ${PROOF} ${SHOWN} } }`,
    ),
  node: () =>
    each(
      (id) => `{ node(id: "${id}") { id ... on Record { title ${SHOWN} } ... on Penalty { ${RECORD} } } }`,
    ),
  notPublic: () =>
    get(
      `{ notPublic { documents { documents } shares { published } columns { note } suppressedFigures { records } decisions { open }
        removals { cause records } refusals { rejected } } }`,
    ),
  removedRecord: () =>
    each((id) => `{ removedRecord(type: "Penalty", id: "${id}") { id removal release { number } } }`),
  nodes: () =>
    get(`{ nodes(ids: ${JSON.stringify(ids)}) { id ... on Record { title } ... on Penalty { ${RECORD} } } }`),
  changes: () =>
    get(
      `{ changes(first: 100, types: [PENALTY]) { totalCount nodes { kind id removal record { ... on Record { title } ... on Penalty { ${RECORD} } } } } }`,
    ),
  party: () =>
    Promise.all(
      [1, 2, 3].map((number) =>
        get(
          `{ party(id: "${String(penaltyRow(number)["unifiedSocialCreditCode"])}") { name penalties { nodes { ${RECORD} } } past: penalties(asOf: "${before}") { nodes { id } } } }`,
        ),
      ),
    ).then((answers) => answers.join("\n")),
  parties: () =>
    get(
      `{ parties(first: 100) { totalCount nodes { name recordCount penalties { nodes { ${RECORD} } } } } }`,
    ),
  latest: () =>
    get(`{ latest(types: [PENALTY]) { totalCount nodes { id title ... on Penalty { ${RECORD} } } } }`),
  downloads: async () => {
    const { data } = await hub.query(
      `{ now: downloads(dataset: "${penalties.id}") { path } past: downloads(dataset: "${penalties.id}", asOf: "${before}") { path } }`,
    );
    const paths = [
      ...Object.values(valueAt(data, "now") ?? {}),
      ...Object.values(valueAt(data, "past") ?? {}),
    ]
      .map((one) => String(valueAt(one, "path")))
      .filter((path) => /\.(?:csv|json|ndjson)\b/.test(path));
    expect(paths).toHaveLength(6);
    return (await Promise.all(paths.map(async (path) => (await fetch(`${hub.url}${path}`)).text()))).join(
      "\n",
    );
  },
  dataset: () =>
    get(
      `{ dataset(id: "${penalties.id}") { table { ${TABLE} } groups(by: ["partyName"]) { ${GROUPS} }
        past: table(asOf: "${before}", orderBy: ["PARTY_NAME_DESC"]) { ${TABLE} } were: groups(by: ["partyName"], asOf: "${before}") { ${GROUPS} } } }`,
    ),
  datasets: () =>
    get(
      `{ datasets(first: 5, where: { text: "${penalties.id}" }) { nodes { table(first: 3, columns: ["partyName", "violationFacts"]) { ${TABLE} } } } }`,
    ),
  datasetUpdated: () =>
    replay(
      `subscription { datasetUpdated(id: "${penalties.id}", after: "0") { dataset { table { ${TABLE} } } } }`,
      (text) => text.includes(STAYS),
    ),
  department: () =>
    get(
      `{ department(code: "${MARKET.code}") { penalties { totalCount nodes { ${RECORD} ${PROOF} } groups(by: [PARTY_NAME]) { key { partyName } } } } }`,
    ),
  departments: () => get(`{ departments(first: 100) { nodes { penalties { nodes { violationFacts } } } } }`),
  search: () =>
    get(
      `{ search(text: "${COMMON}", departments: ["${MARKET.code}"]) { totalCount departmentFacets { name count } yearFacets { year count } nodes { id title excerpt record { ... on Penalty { ${RECORD} } } } } }`,
    ),
  suggestions: () =>
    get(
      `{ gone: suggestions(text: "${WITHDRAWN.slice(0, 3)}") { text id } stays: suggestions(text: "${STAYS}") { text } }`,
    ),
  standingQuery: () =>
    get(`{ standingQuery(id: "${saved.id}") { matches(first: 100) { nodes { title } } } }`),
  feeds: () => get("{ feeds { nodes { id description columns { example } } } }"),
  feed: () => get(`{ feed(id: "${penalties.id}") { id description columns { example } } }`),
  releases: () => get("{ releases { nodes { number kind added changed removed digest hash } } }"),
  release: () => get('{ release(id: "1") { number digest hash feed { id title } } }'),
  penaltyPublished: () =>
    replay(
      `subscription { penaltyPublished(after: "0") { cursor isCorrection record { ${RECORD} } removed { id removal } } }`,
      (text) => text.includes(STAYS),
    ),
  standingQueryMatched: () =>
    replay(
      `subscription { standingQueryMatched(id: "${saved.id}", after: "0") { cursor total match { title } } }`,
      (text) => text.includes(STAYS),
    ),
  released: () =>
    replay(
      `subscription { released(after: "0", feeds: ["${penalties.id}"]) { number kind added removed } }`,
      (text) => text.includes("released"),
    ),
};
/** Beside the graph. */
const OUTLETS: Readonly<Record<string, Door>> = {
  "changes of a dataset": async () => {
    const address = `${hub.url}/data/${penalties.id}/changes`;
    const files = await Promise.all([fetch(address), fetch(`${address}.csv?since=0&first=100`)]);
    return (await Promise.all(files.map((file) => file.text()))).join("\n");
  },
  "the proof of a dataset": async () => (await fetch(`${hub.url}/data/${penalties.id}/proof`)).text(),
  "an Atom feed": async () => (await fetch(new URL(new URL(saved.atom, hub.url).pathname, hub.url))).text(),
  "a query whose hash is known": async () => {
    const query = `{ penalties(first: 3) { nodes { ${RECORD} } } }`;
    const sha256Hash = createHash("sha256").update(query).digest("hex");
    const response = await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
    });
    return response.text();
  },
  "a registered document": async () => {
    const text = `{ penalties(first: 4) { nodes { ${RECORD} } } }`;
    const id = createHash("sha256").update(text).digest("hex");
    const published = await hub.query(
      'mutation ($documents: [DocumentInput!]!) { publishDocuments(client: "portal", documents: $documents) { ok } }',
      { documents: [{ id, text }] },
      await hub.token("developer", MARKET.code),
    );
    expect(valueAt(published.data, "publishDocuments", "ok")).toBe(true);
    return (await fetch(`${hub.url}/graphql?documentId=${id}`)).text();
  },
  "the schema": async () => (await fetch(`${hub.url}/schema.graphql`)).text(),
  "the metrics": async () => (await fetch(`${hub.url}/metrics`)).text(),
};
/** These have what is said of the graph, of data sets or of places, and nothing of a record. */
const NOT_ABOUT_RECORDS = [
  "caseQueryLimits",
  "codeLists",
  // Of a record they have the address alone.
  "duties",
  "dutyBoard",
  "dutyChanged",
  // It has titles of then, as the Atom feed of the same reminders.
  "dutyReminded",
  "dutyClocks",
  "lateRecords",
  "supervisionReport",
  "executionReport",
  // It has values of its own feed, and its test withdraws one.
  "annualReport",
  "graphRevision",
  "graphRevisions",
  "schoolsFor",
  "serviceGuide",
  "serviceGuideNames",
  "subgraph",
  "subgraphs",
  "totals",
];
/** They show what is asked of them before it goes. */
const SHOW_RECORDS = [
  "penalties",
  "penalty",
  "node",
  "nodes",
  "latest",
  "changes",
  "downloads",
  "dataset",
  "datasets",
  "datasetUpdated",
  "department",
  "search",
  "suggestions",
  "standingQuery",
  "penaltyPublished",
  "standingQueryMatched",
  "changes of a dataset",
  "a query whose hash is known",
  "a registered document",
];

test("every root field of the public graph is a door that is tried, or has nothing of records", async () => {
  const schema = buildSchema(await (await fetch(`${hub.url}/schema/public.graphql`)).text());
  const fields = [schema.getQueryType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}),
  );
  // The fields of every feed are made by the same code as those of penalties.
  const ofFeeds = contracts.flatMap(({ type, plural }) => {
    const single = type.charAt(0).toLowerCase() + type.slice(1);
    return [single, plural, `${single}Published`];
  });
  const known = new Set([...Object.keys(DOORS), ...NOT_ABOUT_RECORDS, ...ofFeeds]);
  expect(fields.filter((field) => !known.has(field))).toEqual([]);
  expect([...Object.keys(DOORS), ...NOT_ABOUT_RECORDS].filter((field) => !fields.includes(field))).toEqual(
    [],
  );
});

describe("while they are public", () => {
  test.each(Object.entries({ ...DOORS, ...OUTLETS }))("%s answers", async (name, door) => {
    const text = await door();
    expect(text).not.toContain('"errors"');
    if (SHOW_RECORDS.includes(name)) for (const word of [WITHDRAWN, EXPIRED]) expect(text).toContain(word);
  });
});

describe("once one is withdrawn and one has expired", () => {
  beforeAll(async () => {
    await withdraw(ids[0] ?? "");
    const [release] = await expireRecords(hub.parts.database, penalties, addMonths(today(), 20));
    expect(release?.removed).toBe(1);
    await untilMatched(hub);
    await until(async () => {
      const { data } = await hub.query("{ penalties { totalCount } }");
      return valueAt(data, "penalties", "totalCount") === 1;
    }, "both are gone");
  });

  test("everybody is told how many were taken out, and why, and no more", async () => {
    const { data } = await hub.query("{ notPublic { removals { cause records department { code } } } }");
    expect(valueAt(data, "notPublic", "removals")).toEqual([
      { cause: "EXPIRY", records: 1, department: { code: MARKET.code } },
      { cause: "REPAIR", records: 1, department: { code: MARKET.code } },
    ]);
  });

  test.each(Object.entries({ ...DOORS, ...OUTLETS }))("%s has neither", async (name, door) => {
    const text = await door();
    for (const word of [WITHDRAWN, EXPIRED]) expect(text).not.toContain(word);
    if (SHOW_RECORDS.includes(name)) expect(text).toContain(STAYS);
  });

  test("somebody who followed it knows where to go on, and gets neither", async () => {
    const { data } = await hub.query('{ release(id: "1") { cursor } }');
    const first = `${String(valueAt(data, "release", "cursor"))}:0`;
    const text = await replay(
      `subscription { penaltyPublished(after: "${first}") { record { ${RECORD} } } }`,
      (all) => all.includes(STAYS) || all.includes("errors"),
    );
    for (const word of [WITHDRAWN, EXPIRED]) expect(text).not.toContain(word);
  });
});

async function withdraw(id: string): Promise<void> {
  const [clerk, reviewer] = [await hub.token("clerk", MARKET.code), await hub.token("reviewer", MARKET.code)];
  const asked = await hub.query(
    `mutation ($ids: [ID!]!) { requestWithdrawal(feed: "${penalties.id}", recordIds: $ids, kind: REPAIR, documentNumber: "京密信修〔2026〕1号", date: "2026-11-01", reason: "信用修复") { id difference { digest } } }`,
    { ids: [id] },
    clerk,
  );
  const submission = valueAt(asked.data, "requestWithdrawal", "id");
  await hub.query(
    "mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest) { id } }",
    { id: submission, digest: valueAt(asked.data, "requestWithdrawal", "difference", "digest") },
    reviewer,
  );
  const done = await hub.query(
    "mutation ($id: ID!) { publish(id: $id) { id } }",
    { id: submission },
    reviewer,
  );
  if (done.errors) throw new Error(JSON.stringify(done.errors));
}
