/**
 * A page of a hundred changes, through the graph and as bare statements, beside a page of the list of the
 * same records: from the beginning, and since corrections of ever more of them.
 *
 *   node dist/scripts/bench/changes.js [rows = 300000]
 */
import { makeKeys } from "../start/keys/keys.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { countRecordChanges, readRecordChanges } from "../../services/kit/store/read/changes.js";
import { lastRelease } from "../../services/kit/store/read/releases.js";
import { openHub } from "../start/hub.js";
import { createLog } from "../start/log.js";
import { publishSamples } from "../start/publish-samples.js";
import { readSettings } from "../start/settings.js";
import { benchDatabase } from "./bench-database.js";
import { loadSamples } from "./load-samples.js";
import { measureInTurns, printTimings } from "./measure.js";

const ROWS = Number(process.argv[2] ?? "300000");
const DEPARTMENT = "scjgj";
const FIELDS = "decisionNumber partyName violationType penaltyContent fineAmount decisionDate authorityName";

const server = await benchDatabase();
const database = await openDatabase({ url: server.url, directory: ":memory:" });
const { pool } = database;
const contracts = await discoverContracts();
const feeds = [{ contract: penalties, wasThere: true, goneIn: null }];
const hub = await openHub({
  // Stored answers are off: only answers that are made are measured.
  settings: readSettings({ PORT: "0", RATE_LIMITS: "off", ANSWER_STORE_MIB: "0" }),
  keys: await makeKeys(),
  log: createLog(),
  database,
  beforeReady: async ({ parts }) => {
    await publishSamples(parts, () => undefined);
    await loadSamples(database, contracts, penalties, { rows: ROWS, department: DEPARTMENT });
    await pool.query("VACUUM ANALYZE");
  },
});

await compare("From the beginning", 0);
for (const share of [0.001, 0.01, 0.1, 0.3, 1]) {
  const since = await latest();
  const rows = Math.round(ROWS * share);
  const changes = { violationFacts: `当事人未按规定建立进货查验记录，更正${rows}` };
  await loadSamples(database, contracts, penalties, { rows, department: DEPARTMENT, changes });
  await compare(`Since ${rows.toLocaleString("en")} were corrected`, since);
}
await hub.close();
server.stop();

async function latest(): Promise<number> {
  return (await lastRelease(pool))?.number ?? 0;
}

async function compare(title: string, from: number): Promise<void> {
  const span = { from, to: await latest() };
  const since = from === 0 ? "0" : await cursorOf(from);
  const of = `feeds: ["${penalties.id}"]`;
  const list = `{ penalties(first: 100) { nodes { ${FIELDS} } } }`;
  const page = `{ changes(since: "${since}", ${of}, first: 100) { nextSince pageInfo { hasNextPage endCursor } nodes { kind id record { ... on Penalty { ${FIELDS} } } } } }`;
  const timings = await measureInTurns(
    [
      { name: "a page of the list, over HTTP", run: () => ask(list) },
      { name: "a page of changes, over HTTP", run: () => ask(page) },
      {
        name: "its statement alone",
        run: () => readRecordChanges(pool, feeds, span, null, 101),
      },
      { name: "how many there are", run: () => countRecordChanges(pool, feeds, span) },
    ],
    { rounds: 30, warmUp: 5 },
  );
  printTimings(title, timings);
}

async function cursorOf(release: number): Promise<string> {
  return /"cursor":"([^"]+)"/.exec(await ask(`{ release(id: "${release}") { cursor } }`))?.[1] ?? "";
}

async function ask(query: string): Promise<string> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  if (text.includes('"errors"')) throw new Error(text.slice(0, 500));
  return text;
}
