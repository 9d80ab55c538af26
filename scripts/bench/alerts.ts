/**
 * A release against standing queries: the time from its number to all matches kept, turn by turn with the
 * bare statements that no design could do without: reading the release's records, and inserting the same
 * matches from a table that has them.
 *
 *   node dist/scripts/bench/alerts.js [records = 10000] [queries = 10000]
 */
import { UNLIMITED_ANSWER } from "#schema/runtime/meter.js";
import { createNetworks, SOURCES, WEBHOOKS } from "../../gateway/subgraphs/networks.js";
import { matchNext } from "../../services/alerts/match/match-releases.js";
import { readCriteria, type GivenCriteria } from "../../services/alerts/query/criteria.js";
import { saveQuery } from "../../services/alerts/query/standing-queries.js";
import { beginMatching } from "../../services/alerts/tables.js";
import { deskOf } from "../../services/disclosure/open-desk.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import type { HubParts } from "../../services/kit/graph/resolve/hub-request.js";
import { discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { migrate } from "../../services/kit/store/open/migrate.js";
import { lastRelease } from "../../services/kit/store/read/releases.js";
import { fieldNames, prepareTables, tableOf } from "../../services/kit/store/open/tables.js";
import { createLog } from "../start/log.js";
import { publishSamples } from "../start/publish-samples.js";
import { tablesOf } from "../start/tables.js";
import { benchDatabase } from "./bench-database.js";
import { loadSamples } from "./load-samples.js";
import { measureInTurns, printTimings } from "./measure.js";

const [RECORDS, QUERIES] = [Number(process.argv[2] ?? "10000"), Number(process.argv[3] ?? "10000")];
const ROUNDS = 7;

const server = await benchDatabase();
const database = await openDatabase({ url: server.url, directory: ":memory:" });
const { pool } = database;
const found = await discoverSubgraphs();
const contracts = found.flatMap(({ feeds }) => feeds);
await migrate(database, tablesOf(found));
await prepareTables(database, contracts);
const parts: HubParts = {
  database,
  contracts: () => contracts,
  catalogue: new Map(),
  history: { definedBy: [], at: () => Promise.resolve(contracts) },
  refresh: () => Promise.resolve(),
  personKey: new Uint8Array(32),
  originalKey: new Uint8Array(32),
  now: () => new Date(),
  limits: {
    feedBytes: 1_048_576,
    findings: 100,
    originalDays: 365,
    spoolBytes: 2 ** 20,
    answer: UNLIMITED_ANSWER,
    operationMs: 30_000,
  },
  webhooks: createNetworks("", WEBHOOKS),
  sources: { file: null, secrets: new Map(), networks: createNetworks("", SOURCES) },
  publicUrl: null,
  bucket: null,
  mail: null,
  isCopy: () => false,
  log: createLog(),
};
// Every feed refers to these records, so they are published first.
await publishSamples(parts, () => undefined);
await (await deskOf(parts)).close();
await beginMatching(database);
await loadSamples(database, contracts, penalties, { rows: RECORDS, department: "scjgj" });
const release = (await lastRelease(pool))?.number ?? 0;
const { rows: parties } = await pool.query<{ id: string; name: string }>(
  `SELECT DISTINCT party_id AS id, party_name AS name FROM ${tableOf(penalties)} WHERE opened_in = $1 AND party_id IS NOT NULL ORDER BY 1`,
  [release],
);

/**
 * As people would: most about one enterprise, by code or by name; some about something that this release has
 * not; a few about all of a kind.
 */
function criteriaOf(at: number): GivenCriteria {
  const party = parties[(at * 7919) % parties.length];
  switch (at % 10) {
    case 0:
    case 1:
    case 2:
    case 3:
      return { parties: [party?.id ?? ""] };
    case 4:
    case 5:
      return { words: party?.name ?? "" };
    case 6:
      return { parties: [`91110118MA0${String(at).padStart(7, "0")}`] };
    case 7:
      return { words: `没有此公司${at}号` };
    case 8:
      return { areas: ["110118101"], persons: ["GRADUATES"] };
    default:
      return at % 1_000 === 9
        ? { feeds: [penalties.id], persons: ["SOLE_TRADER"] }
        : { words: party?.name ?? "", persons: ["ORGANISATION"] };
  }
}

for (let at = 0; at < QUERIES; at += 1)
  await saveQuery(
    database,
    {
      title: null,
      hasReminders: false,
      criteria: readCriteria(criteriaOf(at)),
      webhook: null,
      owner: String(at),
    },
    new Date(at * 10_000),
  );
await pool.query("UPDATE alerts.query SET since = 0");

const clear = async (): Promise<void> => {
  await pool.query("TRUNCATE alerts.hit, alerts.match");
};
const matchAll = async (): Promise<void> => {
  await clear();
  await pool.query("UPDATE alerts.progress SET release = $1, row = -1", [release - 1]);
  while (await matchNext(parts, () => new Date()));
};
await matchAll();
await pool.query("CREATE TABLE kept AS SELECT * FROM alerts.match");
await pool.query("CREATE TABLE hits AS SELECT * FROM alerts.hit");
await pool.query("VACUUM ANALYZE");
const {
  rows: [counts],
} = await pool.query<{ matches: number; told: number }>(
  "SELECT (SELECT count(*) FROM kept) AS matches, (SELECT count(*) FROM hits) AS told",
);

const timings = await measureInTurns(
  [
    {
      name: "floor: read the records, insert the matches",
      run: async () => {
        await clear();
        await pool.query(`SELECT ${fieldNames(penalties)} FROM ${tableOf(penalties)} WHERE opened_in = $1`, [
          release,
        ]);
        await pool.query("INSERT INTO alerts.hit SELECT * FROM hits");
        await pool.query("INSERT INTO alerts.match SELECT * FROM kept");
      },
    },
    { name: "match the release", run: matchAll },
  ],
  { rounds: ROUNDS, warmUp: 1 },
);
printTimings(
  `${RECORDS} records, ${QUERIES} standing queries, ${counts?.matches ?? 0} matches of ${counts?.told ?? 0} queries`,
  timings,
);

await database.close();
server.stop();
