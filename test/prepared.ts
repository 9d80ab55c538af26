/**
 * Databases that a hub has started on once. A test begins with a copy: its hub finds the tables, the graph
 * and the releases, and has nothing to compose or to publish. They are kept under the digest of all that they
 * were made of, so that another build makes its own.
 */
import { createHash } from "node:crypto";
import { constants, existsSync, globSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { HubError } from "#schema/errors.js";
import { openHub } from "../scripts/start/hub.js";
import { KEY_PLACES, openKeys } from "../scripts/start/keys/keys.js";
import { createLog } from "../scripts/start/log.js";
import { discoverSubgraphs } from "../services/kit/graph/serve/discover.js";
import type { Subgraph } from "../services/kit/graph/serve/define-subgraph.js";
import { publishSamples } from "../scripts/start/publish-samples.js";
import { readSettings } from "../scripts/start/settings.js";
import type { Database } from "../services/kit/store/open/database.js";
import { until } from "./until.js";
import { lockDataDirectory } from "../services/kit/store/open/data-lock.js";

export interface Prepared {
  /** The subgraphs that the hub has; null for all. */
  readonly domains: readonly string[] | null;
  /** Published data: none, the directory's samples, or the samples of all feeds. */
  readonly holds: "nothing" | "directory" | "samples";
}

/** Enough for files to be checked and published, and for departments' own subgraphs beside. */
export const CORE = ["directory", "disclosure", "open-data"];
/** With penalties. */
export const WITH_PENALTIES = [...CORE, "enforcement"];
/** With figures of towns, and with what is made of records: their files, and the search. */
export const WITH_FILES = [...WITH_PENALTIES, "social-assistance", "downloads", "search"];

/** Where the graph itself changes: the smaller it is, the sooner another is composed. */
export const SMALL: Prepared = { domains: [...CORE, "downloads", "education", "search"], holds: "samples" };
/** A hub as it is shipped. */
export const SHIPPED: Prepared = { domains: null, holds: "nothing" };
export const WITH_DIRECTORY: Prepared = { domains: null, holds: "directory" };
export const WITH_SAMPLES: Prepared = { domains: null, holds: "samples" };

const nameOf = ({ domains, holds }: Prepared): string =>
  `${domains?.toSorted().join("_").replaceAll("-", "_") ?? "all"}_${holds}`;

/** Subgraphs of those names; all for null. */
export async function subgraphsOf(domains: Prepared["domains"]): Promise<readonly Subgraph[]> {
  const all = await discoverSubgraphs();
  return all.filter(({ name }) => domains?.includes(name) ?? true);
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const KEPT = join(ROOT, "node_modules", ".cache", "tongcha-tests");
/** Types, contracts, tables and migrations, samples, and what composes and stores a graph. */
const MADE_OF = [
  "package-lock.json",
  "dist/{schema,services}/**/*.js",
  "dist/gateway/{graph,registry}/**/*.js",
  "services/*/samples/**/*.*",
];

/** A data directory with its keys, to be copied. */
export async function preparedDirectory(kind: Prepared): Promise<string> {
  const ready = join(KEPT, digest(), nameOf(kind));
  while (!existsSync(ready)) {
    const unlock = tryLock(`${ready}.lock`);
    if (unlock === null) await pause(100);
    else await make(kind, ready).finally(unlock);
  }
  return ready;
}

export async function copyPrepared(kind: Prepared, directory: string): Promise<void> {
  await cp(await preparedDirectory(kind), directory, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

/** Its keys alone: what is prepared on a server belongs to them. */
export async function copyKeys(kind: Prepared, directory: string): Promise<void> {
  const from = await preparedDirectory(kind);
  for (const { file } of Object.values(KEY_PLACES)) await cp(join(from, file), join(directory, file));
}

/** The name of a database of the server that a hub has started on; the run's first to ask makes it. */
export async function prepareOnServer(server: string, run: string, kind: Prepared): Promise<string> {
  // A server cuts names at 63 bytes.
  const name = `${run}_${createHash("sha256").update(nameOf(kind)).digest("hex").slice(0, 16)}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    // Another worker waits here until it is made.
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [name]);
    if ((await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name])).rowCount !== 0)
      return name;
    const draft = `${name}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft}`);
    await client.query(`CREATE DATABASE ${draft} ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0`);
    const url = new URL(server);
    url.pathname = `/${draft}`;
    // A hub on a server writes beside its keys, which others copy meanwhile.
    const directory = await mkdtemp(join(tmpdir(), "tongcha-prepared-"));
    await copyKeys(kind, directory);
    await startOnce({ DATABASE_URL: url.href, TONGCHA_DATA: directory }, kind);
    await rm(directory, { recursive: true });
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

let known: string | null = null;

function digest(): string {
  if (known !== null) return known;
  const hash = createHash("sha256");
  for (const file of globSync(MADE_OF, { cwd: ROOT })
    .filter((name) => !name.endsWith(".test.js"))
    .toSorted())
    hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  known = hash.digest("hex").slice(0, 16);
  return known;
}

/** Null while another process holds it. */
function tryLock(directory: string): (() => void) | null {
  try {
    return lockDataDirectory(directory);
  } catch (error) {
    if (error instanceof HubError && error.code === "DATA_LOCKED") return null;
    throw error;
  }
}

async function make(kind: Prepared, ready: string): Promise<void> {
  if (existsSync(ready)) return;
  const draft = `${ready}.draft`;
  await rm(draft, { recursive: true, force: true });
  const empty = join(dirname(ready), nameOf({ ...kind, holds: "nothing" }));
  if (existsSync(empty)) await cp(empty, draft, { recursive: true, mode: constants.COPYFILE_FICLONE });
  else await mkdir(draft, { recursive: true });
  await startOnce({ TONGCHA_DATA: draft }, kind);
  await rename(draft, ready);
  await forgetOthers(dirname(ready));
}

async function startOnce(environment: Readonly<Record<string, string>>, kind: Prepared): Promise<void> {
  const settings = readSettings({ PORT: "0", ...environment });
  const hub = await openHub({
    settings,
    keys: await openKeys(settings),
    log: createLog(() => undefined),
    subgraphs: await subgraphsOf(kind.domains),
    beforeReady: async ({ parts }) => {
      if (kind.holds !== "nothing")
        await publishSamples(parts, () => undefined, kind.holds === "directory" ? "directory" : null);
    },
  });
  if (kind.holds !== "nothing" && (kind.domains?.includes("search") ?? true))
    await until(() => isIndexed(hub.parts.database), "the samples are found by search");
  await hub.close();
}

async function isIndexed({ pool }: Database): Promise<boolean> {
  const { rows } = await pool.query(
    "SELECT id FROM hub.feed LEFT JOIN search.progress ON feed = id WHERE version > coalesce(release, 0)",
  );
  return rows.length === 0;
}

async function forgetOthers(folder: string): Promise<void> {
  for (const other of await readdir(KEPT))
    if (other !== basename(folder)) await rm(join(KEPT, other), { recursive: true, force: true });
}
