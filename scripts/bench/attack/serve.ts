/**
 * The hub as a process of its own, with the settings of its environment and all samples: says where it serves
 * and by which token a clerk hands in files; logs to its standard output. Whenever it is asked, it says how
 * long its event loop was held at most since it was asked last, and how much memory it has.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { openDatabase } from "../../../services/kit/store/open/database.js";
import { demoPerson } from "../../start/demo-people.js";
import { openHub } from "../../start/hub.js";
import { openKeys } from "../../start/keys/keys.js";
import { createLog } from "../../start/log.js";
import { publishSamples } from "../../start/publish-samples.js";
import { readSettings } from "../../start/settings.js";
import { watchTurns } from "./turns.js";

export interface Served {
  readonly url: string;
  /** A clerk's of the market regulator. */
  readonly clerk: string;
}

export interface State {
  /** Longest delay of the event loop, in milliseconds. */
  readonly heldMs: number;
  /** The same in processor time of its thread, which other processes have no part in. */
  readonly workedMs: number;
  readonly rssMiB: number;
  /** Heap of objects, with their garbage unless a collection was asked for. */
  readonly heapMiB: number;
}

const settings = readSettings({ ...process.env, PORT: "0" });
const { url, issuer } = await openHub({
  settings,
  keys: await openKeys(settings),
  log: createLog((line) => process.stdout.write(line)),
  database: await openDatabase({ url: settings.databaseUrl, directory: settings.dataDirectory }),
  beforeReady: ({ parts }) => publishSamples(parts, () => undefined),
});
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const turns = watchTurns();
process.on("message", (asked) => {
  const heldMs = delay.max / 1e6;
  const workedMs = turns.longest();
  if (asked === "collected") globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({
    heldMs,
    workedMs,
    rssMiB: rss / 1_048_576,
    heapMiB: heapUsed / 1_048_576,
  } satisfies State);
  delay.reset();
  // The collection for this answer is not counted.
  turns.longest();
});
process.on("disconnect", () => process.exit());
process.send?.({ url, clerk: await issuer.issue(demoPerson("clerk", "scjgj"), 12) } satisfies Served);
