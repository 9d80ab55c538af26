/**
 * A dataset as one file, in each format, against `COPY (…) TO STDOUT` of the same columns and rows in the
 * same run: megabytes do not count, records do. The hub runs in a process of its own, and so does each
 * client; the hub's memory is what the kernel says, above what it was before; beside four downloads at a
 * time, how long other people wait for a page.
 *
 *   node dist/scripts/bench/downloads.js [rows = 1000000]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { storedFields } from "../../services/kit/feed/stored-fields.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { ask } from "./ask.js";
import { benchDatabase } from "./bench-database.js";
import { fill } from "./operate/rows.js";
import { serve } from "./operate/served.js";
import { takeApart, type Taken } from "./take.js";
import { untilIndexed } from "./until-indexed.js";

const ROWS = Number(process.argv[2] ?? "1000000");
const FORMATS = ["csv", "ndjson", "json", "parquet", "xlsx"];

const server = await benchDatabase();
const directory = mkdtempSync(join(tmpdir(), "tongcha-bench-"));
await fill(server.url, directory, ROWS);
const client = new pg.Client({ connectionString: server.url });
await client.connect();
// The first start makes the search index; the process that is measured has not.
const first = await serve(server.url, directory);
await untilIndexed(client);
await first.close();
// What the database would do by itself in the minutes after so many new rows.
await client.query("VACUUM (ANALYZE)");
await client.query("CHECKPOINT");
const hub = await serve(server.url, directory);
await hub.untilIdle();
const idle = hub.memoryMiB();
// The first ones compile the hub's code, which no other has to.
for (const format of ["csv", "ndjson"]) await download(format);
const copied = await copySeconds();
print(`${ROWS.toLocaleString("en")} penalties; the hub's process has ${idle.toFixed(0)} MiB before\n`);
print(`COPY TO STDOUT   ${copied.toFixed(1)} s\n`);
for (const format of FORMATS) {
  const { seconds, firstMs, bytes, peak } = await download(format);
  print(
    `${format.padEnd(9)} ${seconds.toFixed(1).padStart(6)} s, ${(copied / seconds).toFixed(2)} of COPY's speed; first byte after ${firstMs.toFixed(0)} ms; ${(bytes / 2 ** 20).toFixed(0)} MiB; memory at most ${(peak - idle).toFixed(0)} MiB above idle\n`,
  );
}
for (const format of ["parquet", "xlsx"]) {
  const { firstMs } = await download(format);
  print(`${format.padEnd(9)} again: first byte after ${firstMs.toFixed(0)} ms, by a thread that is ready\n`);
}
const alone = await waits(100);
const four = Promise.all(["csv", "ndjson", "csv", "ndjson"].map((format, at) => download(format, at)));
const beside = await waits(100);
await four;
print(
  `a page of 5 records: p99 ${alone.toFixed(0)} ms alone, ${beside.toFixed(0)} ms beside four downloads\n`,
);
await client.end();
await hub.close();
server.stop();
rmSync(directory, { recursive: true });

/** Seconds for the columns that a download has. */
async function copySeconds(): Promise<number> {
  const columns = storedFields(penalties)
    .filter(({ exposed }) => exposed)
    .map(({ sqlName }) => `"${sqlName}"`);
  const { seconds } = await takeApart(
    "copy",
    server.url,
    `COPY (SELECT record_id, ${columns.join(", ")}, department, opened_in FROM enforcement.penalties WHERE closed_in IS NULL ORDER BY decision_date DESC, record_id DESC) TO STDOUT (FORMAT csv)`,
  );
  return seconds;
}

interface Download extends Taken {
  /** The most memory that the hub had meanwhile, in MiB. */
  readonly peak: number;
}

async function download(format: string, address = 0): Promise<Download> {
  let peak = 0;
  const watching = setInterval(() => {
    peak = Math.max(peak, hub.memoryMiB());
  }, 50);
  try {
    const url = `${hub.url}/data/enforcement.penalties.${format}`;
    return { ...(await takeApart("file", url, `127.0.0.${2 + address}`)), peak };
  } finally {
    clearInterval(watching);
  }
}

/** Of so many pages, the 99th percentile in milliseconds. */
async function waits(count: number): Promise<number> {
  const times: number[] = [];
  for (let number = 0; number < count; number += 1) {
    const began = performance.now();
    await ask(
      `${hub.url}/graphql`,
      JSON.stringify({
        query: `{ penalties(first: 5, where: { fineAmount: { gte: "${number}" } }) { nodes { id } } }`,
      }),
    );
    times.push(performance.now() - began);
  }
  return times.toSorted((one, other) => one - other)[Math.floor(count * 0.99) - 1] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(line);
}
