/**
 * Reads of published penalties at a million rows, through the graph and through the bare SQL of the same
 * answer, turn by turn.
 *
 *   node dist/scripts/bench/read.js [rows = 1000000]
 */
import pg from "pg";
import { makeKeys } from "../start/keys/keys.js";
import { licences } from "../../services/enforcement/feeds/licences.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { openHub } from "../start/hub.js";
import { createLog } from "../start/log.js";
import { publishSamples } from "../start/publish-samples.js";
import { readSettings } from "../start/settings.js";
import { benchDatabase } from "./bench-database.js";
import { loadSamples } from "./load-samples.js";
import { measureInTurns, printTimings } from "./measure.js";

const ROWS = Number(process.argv[2] ?? "1000000");

const server = await benchDatabase();
const database = await openDatabase({ url: server.url, directory: ":memory:" });
const contracts = await discoverContracts();

const statements: string[] = [];
const hub = await openHub({
  // Stored answers are off: only answers that are made are measured.
  settings: readSettings({ PORT: "0", RATE_LIMITS: "off", ANSWER_STORE_MIB: "0" }),
  keys: await makeKeys(),
  log: createLog(),
  database,
  onStatement: (text) => statements.push(text),
  beforeReady: async ({ parts }) => {
    // Every feed refers to these records, so they are published first.
    await publishSamples(parts, () => undefined);
    for (const contract of [penalties, licences])
      await loadSamples(database, contracts, contract, { rows: ROWS, department: "scjgj" });
    await database.pool.query("VACUUM ANALYZE");
  },
});
const client = new pg.Client({ connectionString: server.url });
await client.connect();

await compare(
  "A page of 50 penalties by filter, 8 fields",
  `{ penalties(first: 50, where: { partyKind: { eq: ORGANISATION }, decisionDate: { lte: "2026-06-01" } }, orderBy: DECISION_DATE_DESC) { nodes { id decisionNumber partyName violationType penaltyContent fineAmount decisionDate authorityName } } }`,
  [
    `SELECT record_id, decision_number, party_name, violation_type, penalty_content, fine_amount, decision_date, authority_name FROM enforcement.penalties
    WHERE closed_in IS NULL AND party_kind = 'ORGANISATION' AND decision_date <= '2026-06-01' ORDER BY decision_date DESC, record_id DESC LIMIT 50`,
  ],
);

const {
  rows: [party],
} = await client.query<{ id: string }>(
  "SELECT party_id AS id FROM enforcement.penalties WHERE party_id IS NOT NULL AND closed_in IS NULL LIMIT 1",
);
const id = party?.id ?? "";
const ofParty = (table: string, fields: string): string =>
  `SELECT record_id, ${fields} FROM enforcement.${table} WHERE closed_in IS NULL AND party_id = '${id}' LIMIT 21`;
await compare(
  "One enterprise with its licences, penalties and inspections",
  `{ party(id: "${id}") { name licences { nodes { decisionNumber certificateName } } penalties { nodes { decisionNumber fineAmount } } inspections { nodes { taskNumber outcome } } } }`,
  [
    ofParty("licences", "decision_number, certificate_name, decision_date, party_name"),
    ofParty("penalties", "decision_number, fine_amount, decision_date, party_name"),
    ofParty("inspection_results", "task_number, outcome, inspection_date, party_name"),
  ],
);

await client.end();
await hub.close();
server.stop();

async function compare(title: string, query: string, sql: readonly string[]): Promise<void> {
  const body = JSON.stringify({ query });
  const subgraphAnswer = async (): Promise<string> =>
    (
      await fetch(`${hub.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      })
    ).text();
  const first = await subgraphAnswer();
  if (first.includes('"errors"')) throw new Error(first.slice(0, 500));
  statements.length = 0;
  await subgraphAnswer();
  const count = statements.length;
  const timings = await measureInTurns(
    [
      {
        name: "bare SQL through pg",
        run: async () => {
          for (const text of sql) await client.query(text);
        },
      },
      { name: `through the gateway over HTTP (${count} statements)`, run: subgraphAnswer },
    ],
    { rounds: 200, warmUp: 30 },
  );
  printTimings(title, timings);
}
