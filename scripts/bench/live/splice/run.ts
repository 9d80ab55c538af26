/**
 * A thousand subscribers across twenty changes of the schema, a killed gateway and cut connections, on
 * PostgreSQL: what they miss, what they see twice, and how long after its publication a change is in what
 * they get.
 *
 *   node dist/scripts/bench/live/splice/run.js [subscribers = 1000] [changes = 20] [streams = 20]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchDatabase } from "../../bench-database.js";
import { soak } from "./soak.js";

const [subscribers = 1_000, changes = 20, streams = 20] = process.argv.slice(2).map(Number);
const database = await benchDatabase();
const directory = mkdtempSync(join(tmpdir(), "tongcha-splice-"));
const started = performance.now();
try {
  const {
    penalties,
    gaps,
    repetitions,
    codes,
    lost,
    splices,
    streams: open,
  } = await soak({
    databaseUrl: database.url,
    directory,
    subscribers,
    streams,
    changes,
    rowsOfRelease: 3,
    say: (line) =>
      process.stdout.write(`${((performance.now() - started) / 1_000).toFixed(0).padStart(4)} s  ${line}\n`),
  });
  const sorted = splices.toSorted((one, other) => one - other);
  const at = (share: number): string =>
    (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(0);
  process.stdout
    .write(`${penalties} penalties to each: ${gaps} missing, ${repetitions} twice, errors ${JSON.stringify(codes)}
connections that ended: ${lost.byChanges} while the schema changed, ${lost.byKill} by the kill, ${lost.byCut} by the cut
streams behind the subscriptions at the end: ${open.join(" and ")}
from a change's publication to the first event with it (releases one after the other): median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms, of ${sorted.length}
`);
  if (gaps + repetitions > 0) process.exitCode = 1;
} finally {
  database.stop();
  rmSync(directory, { recursive: true, force: true });
}
