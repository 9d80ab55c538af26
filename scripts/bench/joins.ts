/**
 * The joins that no department's site can do, at a hundred times the district's size: one enterprise, one
 * town, one department, a search. Each through the graph over HTTP and by hand-written SQL for the same
 * answer, turn by turn, with the number of the graph's statements.
 *
 *   node dist/scripts/bench/joins.js [rows = 1000000]
 */
import pg from "pg";
import { makeKeys } from "../start/keys/keys.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { openHub } from "../start/hub.js";
import { createLog } from "../start/log.js";
import { publishSamples } from "../start/publish-samples.js";
import { readSettings } from "../start/settings.js";
import { ask } from "./ask.js";
import { benchDatabase } from "./bench-database.js";
import { JOINS, type Join } from "./joins-by-hand.js";
import { loadSamples } from "./load-samples.js";
import { measureInTurns, printTimings } from "./measure.js";
import { untilIndexed } from "./until-indexed.js";

const ROWS = Number(process.argv[2] ?? "1000000");

/** Ten years of monthly figures have 20 areas and two kinds. */
const LOADS: readonly { readonly feed: string; readonly department: string; readonly rows: number }[] = [
  { feed: "enforcement.penalties", department: "scjgj", rows: ROWS },
  { feed: "enforcement.licences", department: "scjgj", rows: ROWS },
  { feed: "employment.vacancies", department: "rsj", rows: ROWS / 10 },
  { feed: "social-assistance.minimum-living", department: "mzj", rows: 120 * 20 * 2 },
];

const server = await benchDatabase();
const database = await openDatabase({ url: server.url, directory: ":memory:" });
let statements = 0;
// A request takes a connection for each of its statements.
database.pool.on("acquire", () => {
  statements += 1;
});
const contracts = await discoverContracts();
const hub = await openHub({
  // Stored answers are off: only answers that are made are measured.
  settings: readSettings({ PORT: "0", RATE_LIMITS: "off", ANSWER_STORE_MIB: "0" }),
  keys: await makeKeys(),
  log: createLog(),
  database,
  beforeReady: async ({ parts }) => {
    await publishSamples(parts, () => undefined);
    for (const { feed, department, rows } of LOADS) {
      const contract = contracts.find(({ id }) => id === feed);
      if (contract)
        await timed(`${rows} rows of ${feed}`, () =>
          loadSamples(database, contracts, contract, { rows, department }),
        );
    }
    await database.pool.query("VACUUM ANALYZE");
  },
});
const client = new pg.Client({ connectionString: server.url });
await client.connect();
await timed("search index", () => untilIndexed(client));

const {
  rows: [party],
} = await client.query<{ id: string }>(
  "SELECT party_id AS id FROM enforcement.penalties WHERE party_id LIKE '91%' AND closed_in IS NULL ORDER BY md5(party_id) LIMIT 1",
);
for (const join of JOINS(party?.id ?? "")) await compare(join);

await client.end();
await hub.close();
server.stop();

async function compare({ title, query, sql }: Join): Promise<void> {
  const body = JSON.stringify({ query });
  const throughGraph = (): Promise<string> => ask(`${hub.url}/graphql`, body);
  const first = await throughGraph();
  if (first.includes('"errors"')) throw new Error(first.slice(0, 500));
  statements = 0;
  await throughGraph();
  const count = statements;
  const timings = await measureInTurns(
    [
      {
        name: `hand-written SQL (${sql.length} statements)`,
        run: async () => {
          for (const text of sql) await client.query(text);
        },
      },
      {
        name: `graph over HTTP (${count} statements, ${(first.length / 1024).toFixed(1)} KiB)`,
        run: throughGraph,
      },
    ],
    { rounds: 100, warmUp: 20 },
  );
  printTimings(title, timings);
}

async function timed(what: string, work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await work();
  process.stdout.write(`${what}: ${((performance.now() - started) / 1_000).toFixed(1)} s\n`);
}
