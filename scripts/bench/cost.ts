/**
 * Compares the estimated cost of operations with the time that they take: on PostgreSQL with all samples and
 * so many penalties, each answer made anew. Prints for each operation points, milliseconds and microseconds a
 * point, and how well the two ranks agree (Spearman).
 *
 *   node dist/scripts/bench/cost.js [rows = 100000]
 */
import { readFileSync } from "node:fs";
import { getIntrospectionQuery } from "graphql";
import { makeKeys } from "../start/keys/keys.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { openHub } from "../start/hub.js";
import { createLog } from "../start/log.js";
import { publishSamples } from "../start/publish-samples.js";
import { readSettings } from "../start/settings.js";
import { benchDatabase } from "./bench-database.js";
import { loadSamples } from "./load-samples.js";
import { median, spearman } from "./statistics.js";

const ROWS = Number(process.argv[2] ?? "100000");
const LONGEST_MS = 3_000;
const MOST_ROUNDS = 15;

/**
 * `isBound`: its lists are shorter here than they are asked, so that its estimate is a bound that says
 * nothing of its time.
 */
interface Case {
  readonly name: string;
  readonly query: string;
  readonly isBound?: true;
}
interface Measured {
  readonly name: string;
  readonly points: number;
  readonly milliseconds: number;
}

const server = await benchDatabase();
const database = await openDatabase({ url: server.url, directory: ":memory:" });
const contracts = await discoverContracts();
const settings = {
  PORT: "0",
  ANSWER_STORE_MIB: "0",
  SHARE_IN_FLIGHT: "false",
  COST_MODE: "measure",
  RATE_LIMITS: "off",
  PLANNING_BUDGET_MS: "600000",
};
const hub = await openHub({
  settings: readSettings(settings),
  keys: await makeKeys(),
  log: createLog(() => undefined),
  database,
  beforeReady: async ({ parts }) => {
    await publishSamples(parts, () => undefined);
    if (ROWS > 0) await loadSamples(database, contracts, penalties, { rows: ROWS, department: "scjgj" });
    await database.pool.query("VACUUM ANALYZE");
  },
});

const measured: Measured[] = [];
for (const { name, query, isBound } of [...guideCases(), ...plainCases()]) {
  const one = await measure(name, query);
  if (!isBound) measured.push(one);
  const { points, milliseconds } = one;
  process.stdout.write(
    `${name.padEnd(58)} ${String(points).padStart(9)} points ${milliseconds.toFixed(1).padStart(8)} ms ${((1_000 * milliseconds) / Math.max(1, points)).toFixed(0).padStart(7)} µs/point\n`,
  );
}
const [points, times] = [measured.map((each) => each.points), measured.map((each) => each.milliseconds)];
process.stdout.write(
  `rank correlation ${spearman(points, times).toFixed(2)}; median ${(1_000 * median(measured.map((each) => each.milliseconds / Math.max(1, each.points)))).toFixed(0)} µs/point\n`,
);
await hub.close();
server.stop();

async function measure(name: string, query: string): Promise<Measured> {
  const ask = async (headers: Readonly<Record<string, string>>): Promise<string> =>
    (
      await fetch(`${hub.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query }),
      })
    ).text();
  const { errors, extensions }: Told = JSON.parse(await ask({ "tongcha-cost": "true" }));
  if (errors || !extensions) throw new Error(`${name}: ${JSON.stringify(errors).slice(0, 500)}`);
  const samples: number[] = [];
  for (
    const deadline = performance.now() + LONGEST_MS;
    samples.length < 3 || (performance.now() < deadline && samples.length < MOST_ROUNDS);
  ) {
    const started = performance.now();
    await ask({});
    samples.push(performance.now() - started);
  }
  return { name, points: extensions.cost.estimate, milliseconds: median(samples) };
}

interface Told {
  readonly errors?: unknown;
  readonly extensions?: { readonly cost: { readonly estimate: number } };
}

/** The queries of the guide for front-end developers. */
function guideCases(): readonly Case[] {
  const text = readFileSync(new URL("../../../gateway/FRONT-ENDS.md", import.meta.url), "utf8");
  return [...text.matchAll(/```graphql\n(\{[\s\S]*?)```/g)].map(([, query = ""], index) => ({
    name: `FRONT-ENDS ${index + 1}: ${query.slice(0, 40).replace(/\s+/g, " ")}`,
    query,
  }));
}

/** One thing at a time, and many of it. */
function plainCases(): readonly Case[] {
  const times = (count: number, field: (at: number) => string): string =>
    `{ ${Array.from({ length: count }, (_, at) => `a${at}: ${field(at)}`).join(" ")} }`;
  const whole =
    "nodes { id decisionNumber partyName violationType penaltyContent fineAmount decisionDate authorityName }";
  const groups = "groups(by: [PENALTY_CATEGORIES]) { key { penaltyCategory } count }";
  return [
    { name: "the schema as explorers ask for it", query: getIntrospectionQuery() },
    { name: "one field of the schema", query: '{ __type(name: "Area") { name } }' },
    { name: "one department", query: '{ department(code: "scjgj") { name } }' },
    { name: "20 penalties", query: `{ penalties { ${whole} } }` },
    { name: "100 penalties", query: `{ penalties(first: 100) { ${whole} } }` },
    {
      name: "100 penalties with their parties",
      query:
        "{ penalties(first: 100) { nodes { id party { name } agency { name } provenance { release { releasedAt } } } } }",
    },
    {
      name: "100 penalties with 10 licences of their parties",
      query:
        "{ penalties(first: 100) { nodes { party { licences(first: 10) { nodes { certificateName } } } } } }",
    },
    {
      name: "10 lists of 100 penalties",
      query: times(
        10,
        (at) => `penalties(first: 100, where: { decisionDate: { gte: "2020-01-${10 + at}" } }) { ${whole} }`,
      ),
    },
    { name: "penalties counted", query: "{ penalties { totalCount } }" },
    {
      name: "areas with 6 counts each",
      query:
        "{ areas { nodes { name schools { totalCount } vacancies { totalCount } jobFairs { totalCount } elderlyCareInstitutions { totalCount } children { totalCount } minimumLivingFigures { totalCount } } } }",
    },
    { name: "penalties in groups by one field", query: `{ penalties { ${groups} } }` },
    {
      name: "penalties in groups by 4 fields and month",
      query:
        "{ penalties { groups(by: [PENALTY_CATEGORIES, AUTHORITY_NAME, PARTY_KIND], every: MONTH, date: DECISION_DATE, first: 1000) { key { authorityName partyKind } period count values { fineAmount { sum average } } } } }",
    },
    {
      name: "10 times penalties in groups",
      query: times(
        10,
        (at) => `penalties(where: { decisionDate: { gte: "2020-01-${10 + at}" } }) { ${groups} }`,
      ),
    },
    {
      name: "a series",
      query:
        "{ minimumLivingFigures { series(measure: PERSONS) { points { period value changePercent } } } }",
    },
    {
      name: "10 series by area",
      query: times(
        10,
        (at) =>
          `minimumLivingFigures { series(measure: PERSONS, from: "2026-0${(at % 9) + 1}", by: AREA_CODE) { key { area { name } } points { period value } } }`,
      ),
    },
    { name: "a search", query: '{ search(text: "食品经营 许可") { nodes { title excerpt } } }' },
    {
      name: "a search with a wrong character",
      query: '{ search(text: "溪瓮庄镇 学校") { totalCount facets { type count } nodes { title } } }',
    },
    { name: "20 searches", query: times(20, (at) => `search(text: "食品 ${at}号") { nodes { title } }`) },
    {
      name: "the schema",
      query:
        "{ __schema { types { name kind fields { name args { name type { name kind ofType { name kind } } } type { name kind ofType { name kind ofType { name } } } } } } }",
    },
    {
      name: "all feeds with their columns",
      query: "{ feeds { nodes { id title columns { field header show unit } } } }",
    },
    {
      name: "all datasets with their columns",
      query: "{ datasets(first: 100) { totalCount nodes { id title rows modified publisher { name } } } }",
    },
    {
      name: "areas nested twice (a bound)",
      isBound: true,
      query:
        "{ areas(first: 100) { nodes { parent { children(first: 100) { nodes { name parent { children(first: 100) { nodes { name } } } } } } } } }",
    },
  ];
}
