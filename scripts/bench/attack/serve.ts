/**
 * The hub as a process of its own, with the settings of its environment and, without TONGCHA_DATA, a database
 * in memory: says where it serves, and, whenever
 * it is asked, how long its event loop was held at most since it was asked last, and how much memory it has.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { makeKeys } from "../../start/keys/keys.js";
import { openDatabase } from "../../../services/kit/store/open/database.js";
import { openHub } from "../../start/hub.js";
import { createLog } from "../../start/log.js";
import { publishSamples } from "../../start/publish-samples.js";
import { readSettings } from "../../start/settings.js";
import { watchTurns } from "./turns.js";

export interface State {
  /** Longest delay of the event loop, in milliseconds. */
  readonly heldMs: number;
  /** The same in processor time of its thread, which other processes have no part in. */
  readonly workedMs: number;
  readonly rssMiB: number;
  /** What is left when all garbage is collected. */
  readonly heapMiB: number;
}

// Attackers and honest clients have one address here.
const settings = readSettings({ RATE_LIMITS: "off", ...process.env, PORT: "0" });
const { url } = await openHub({
  settings,
  keys: await makeKeys(),
  log: createLog(() => undefined),
  database: await openDatabase({
    url: settings.databaseUrl,
    directory: process.env["TONGCHA_DATA"] ?? ":memory:",
  }),
  beforeReady: ({ parts }) => publishSamples(parts, () => undefined),
});
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const turns = watchTurns();
process.on("message", () => {
  const [heldMs, rssMiB] = [delay.max / 1e6, process.memoryUsage.rss() / 1_048_576];
  const workedMs = turns.longest();
  globalThis.gc?.();
  process.send?.({
    heldMs,
    workedMs,
    rssMiB,
    heapMiB: process.memoryUsage().heapUsed / 1_048_576,
  } satisfies State);
  delay.reset();
  // What was collected for this answer is not counted.
  turns.longest();
});
process.on("disconnect", () => process.exit());
process.send?.(url);
