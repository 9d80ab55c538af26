/**
 * Intake of penalties, from the file to the published record, against the floor: plain COPY of the same rows
 * into a table of the same columns and indexes, in the same run on the same server.
 *
 *   node dist/scripts/bench/intake.js [rows = 1000000] [embedded]
 *
 * The hub runs as a process of its own, which has its samples from an earlier start, so that it does nothing
 * else; its peak memory is what the kernel counted (VmHWM, Linux).
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import { Readable } from "node:stream";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { createIssuer } from "../../gateway/rights/issuer.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { generateRows } from "../../services/kit/sample/generate-rows.js";
import { findSampleGenerator } from "../../services/kit/sample/discover-sample.js";
import { writeSample } from "../../services/kit/sample/write-sample.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { today } from "../../services/kit/values/dates.js";
import { demoPerson } from "../start/demo-people.js";
import { openKeys } from "../start/keys/keys.js";
import { findSampleDepartment } from "../start/sample-department.js";
import { readSettings } from "../start/settings.js";
import { benchDatabase } from "./bench-database.js";

const [rowsText = "1000000", kind] = process.argv.slice(2);
const ROWS = Number(rowsText);
const DEPARTMENT = "scjgj";
const PORT = 4927;
const HUB = `http://127.0.0.1:${PORT}`;

const folder = await mkdtemp(join(tmpdir(), "tongcha-bench-"));
const server = kind === "embedded" ? null : await benchDatabase();
try {
  const file = await makeFile();
  const environment = {
    PORT: String(PORT),
    TONGCHA_DATA: join(folder, "data"),
    FEED_LIMIT_MIB: "4096",
    ...(server ? { DATABASE_URL: server.url } : {}),
  };
  const { stages, peakMiB } = await measure(file, environment);
  report(stages, peakMiB, (await stat(file)).size);
  if (server) reportFloor(stages, await floorSeconds(server.url));
} finally {
  server?.stop();
  await rm(folder, { recursive: true, force: true });
}

interface Stages {
  readonly received: number;
  readonly difference: number;
  readonly approved: number;
  readonly released: number;
}

async function makeFile(): Promise<string> {
  const contracts = await discoverContracts();
  const file = join(folder, "penalties.csv");
  const rows = generateRows(penalties, {
    rows: ROWS,
    seed: 1,
    today: today(),
    department: await findSampleDepartment(contracts, DEPARTMENT),
    sample: (await findSampleGenerator(penalties.id)) ?? undefined,
  });
  await writeSample(penalties, rows, { format: "csv", encoding: "gbk" }, createWriteStream(file));
  return file;
}

async function measure(
  file: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly stages: Stages; readonly peakMiB: number }> {
  await running(environment, untilSamplesAreInTheGraph);
  return running(environment, async (hub) => ({
    stages: await publish(file, environment),
    peakMiB: peakOf(hub),
  }));
}

async function running<T>(
  environment: Readonly<Record<string, string>>,
  work: (hub: ChildProcess) => Promise<T>,
): Promise<T> {
  const hub = await startHub(environment);
  try {
    return await work(hub);
  } finally {
    const ended = once(hub, "exit");
    hub.kill("SIGTERM");
    await ended;
  }
}

/** A feed that is data makes another graph, whose composition takes more memory than a file. */
async function untilSamplesAreInTheGraph(): Promise<void> {
  while (!(await ask(null, '{ __type(name: "BusLineChange") { name } }')).includes("BusLineChange"))
    await setTimeout(100);
}

async function startHub(environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const hub = spawn(
    process.execPath,
    ["--max-semi-space-size=8", new URL("../tongcha.js", import.meta.url).pathname, "start"],
    { env: { ...process.env, ...environment }, stdio: ["ignore", "ignore", "inherit"] },
  );
  for (;;) {
    const ready = await fetch(`${HUB}/health/ready`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (ready) return hub;
    await setTimeout(100);
  }
}

/** Seconds of each stage, as its user waits for it. */
async function publish(file: string, environment: Readonly<Record<string, string>>): Promise<Stages> {
  const settings = readSettings(environment);
  const issuer = createIssuer({
    keys: (await openKeys(settings)).issuer,
    issuer: settings.tokenIssuer,
    audience: settings.tokenAudience,
  });
  const [clerk, reviewer] = await Promise.all([
    issuer.issue(demoPerson("clerk", DEPARTMENT), 1),
    issuer.issue(demoPerson("reviewer", DEPARTMENT), 1),
  ]);
  let id = "";
  const received = await seconds(async () => {
    const response = await fetch(`${HUB}/intake/${penalties.id}`, {
      method: "POST",
      duplex: "half",
      headers: { authorization: `Bearer ${clerk}`, "content-type": "text/csv" },
      body: Readable.toWeb(createReadStream(file)),
    });
    const text = await response.text();
    if (response.status !== 201) throw new Error(text.slice(0, 500));
    id = /"id":"([^"]+)"/.exec(text)?.[1] ?? "";
  });
  let [digest, unusual] = ["", "[]"];
  await ask(clerk, `mutation { submitForReview(id: "${id}") { id } }`);
  const difference = await seconds(async () => {
    const shown = await ask(
      reviewer,
      `{ submission(id: "${id}") { difference { added digest unusual { name } } } }`,
    );
    digest = /"digest":"(\w+)"/.exec(shown)?.[1] ?? "";
    unusual = JSON.stringify([...shown.matchAll(/"name":"([^"]+)"/g)].map(([, name]) => name));
  });
  const approved = await seconds(() =>
    ask(
      reviewer,
      `mutation { approve(id: "${id}", differenceDigest: "${digest}", acknowledged: ${unusual}, note: "generated") { id } }`,
    ),
  );
  const released = await seconds(() => ask(reviewer, `mutation { publish(id: "${id}") { id } }`));
  return { received, difference, approved, released };
}

async function ask(token: string | null, query: string): Promise<string> {
  const response = await fetch(`${HUB}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  if (text.includes('"errors"')) throw new Error(text.slice(0, 500));
  return text;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function peakOf({ pid }: ChildProcess): number {
  const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1] ?? Number.NaN) / 1024;
}

/** The released rows, written out and read into an empty copy of their table with all of its indexes. */
async function floorSeconds(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const file = join(folder, "floor.copy");
    await pipeline(
      client.query(copyTo("COPY (SELECT * FROM enforcement.penalties WHERE closed_in IS NULL) TO STDOUT")),
      createWriteStream(file),
    );
    await client.query("CREATE TABLE floor (LIKE enforcement.penalties INCLUDING ALL)");
    const floor = await seconds(() =>
      pipeline(createReadStream(file), client.query(copyFrom("COPY floor FROM STDIN"))),
    );
    const { rows } = await client.query<{ rows: string }>("SELECT count(*) AS rows FROM floor");
    if (Number(rows[0]?.rows) < ROWS) throw new Error("The floor has fewer rows than were released");
    return floor;
  } finally {
    await client.end();
  }
}

function report({ received, difference, approved, released }: Stages, peakMiB: number, bytes: number): void {
  const line = (name: string, time: number): void => {
    process.stdout.write(
      `  ${name.padEnd(34)} ${time.toFixed(1).padStart(8)} s ${Math.round(ROWS / time)
        .toLocaleString("en")
        .padStart(12)} rows/s\n`,
    );
  };
  process.stdout.write(
    `\nIntake of ${ROWS.toLocaleString("en")} penalties, GBK CSV of ${(bytes / 2 ** 20).toFixed(0)} MiB, ${server ? "PostgreSQL server" : "embedded database"}\n`,
  );
  line("receive, read, check, stage", received);
  line("difference for the reviewer", difference);
  line("approve (difference again)", approved);
  line("release", released);
  line("whole way", received + difference + approved + released);
  process.stdout.write(`  peak memory of the hub's process   ${peakMiB.toFixed(0).padStart(8)} MiB\n`);
}

function reportFloor(stages: Stages, floor: number): void {
  const whole = Object.values(stages).reduce((sum: number, time: number) => sum + time, 0);
  process.stdout.write(
    `  floor: plain COPY, same table      ${floor.toFixed(1).padStart(8)} s ${Math.round(ROWS / floor)
      .toLocaleString("en")
      .padStart(12)} rows/s\n`,
  );
  process.stdout.write(`  whole way is ${(floor / whole).toFixed(2)} of the floor's speed (aim: 0.35)\n`);
}
