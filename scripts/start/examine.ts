/** What a hub needs, looked at one by one. Nothing is made but the data directory. */
import { access, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { HubError } from "#schema/errors.js";
import { VERSION } from "#schema/runtime/version.js";
import { createNetworks, SOURCES } from "../../gateway/subgraphs/networks.js";
import { readSources } from "../../services/disclosure/sources/definition.js";
import { openDatabase, type Database } from "../../services/kit/store/open/database.js";
import { isTable } from "../../services/kit/store/open/history.js";
import { refuseUnwritable } from "../../services/kit/store/open/refuse-unwritable.js";
import { TOLD_MS, UNREADY_MS } from "../../services/kit/store/follow/clock.js";
import { isCopyFor, ownerNames } from "../../services/kit/store/follow/owner.js";
import { readEpoch } from "../../services/kit/store/read/epoch.js";
import { assertWritable } from "./data-directory.js";
import { examineOther, examineOthers } from "./examine-others.js";
import { isUsed, KEY_NAMES, KEY_PLACES, openKeys, type Keys } from "./keys/keys.js";
import { fingerprintsOf, placeOf } from "./keys/admit-keys.js";
import { bad, good, odd, type Look } from "./look.js";
import { refuseUnknownViews } from "./refuse-unknown-views.js";
import { checkSettings, type Environment, type Settings } from "./settings.js";

export async function* examine(environment: Environment): AsyncGenerator<Look, void> {
  const { settings, faults } = checkSettings(environment);
  for (const fault of faults) yield toLook(fault);
  // Nothing can be looked for where it is not known.
  if (!settings) return;
  yield good("设置无误", "The settings are right");
  yield lookAtProxies(settings);
  yield await told(() => {
    refuseUnknownViews(settings);
    return Promise.resolve(good(`通查 ${VERSION}，Node ${process.version}`, `on ${process.platform}`));
  });
  yield await told(async () => {
    await assertWritable(settings.dataDirectory);
    return lookAtDisk(settings.dataDirectory);
  });
  const missing = await missingKeys(settings);
  let keys: Keys | null = null;
  yield await told(async () => {
    if (settings.hubUrl === null && missing.length === KEY_NAMES.length)
      return odd("尚无密钥，首次启动时生成", "There are no keys yet: the first start makes them");
    if (settings.hubUrl === null && missing.length > 0 && missing.every((path) => isNew(path, settings)))
      return odd(`尚无密钥 ${missing.join("、")}，下次启动时生成`, "The next start makes these keys");
    if (missing.length > 0)
      return bad(
        `缺少密钥文件，请从中心的数据目录或备份中复制：${missing.join("、")}`,
        "Copy these files of keys from the hub's data directory, or from the backup",
      );
    keys = await openKeys(settings, "refuse");
    const open = await readableFiles(settings);
    return open.length === 0
      ? good("密钥完整", "The keys are whole")
      : odd(
          `密钥完整，但本机其他用户也能读取：${open.join("、")}`,
          "The keys are whole, but others can read them",
        );
  });
  yield* lookAtSources(settings);
  if (settings.databaseUrl === null && !(await isThere(join(settings.dataDirectory, "database"))))
    yield odd("尚无嵌入式数据库，首次启动时建立", "There is no database yet: the first start makes it");
  else yield* lookAtDatabase(settings, keys);
  yield* examineOthers(settings);
  const { hubUrl } = settings;
  if (hubUrl !== null)
    yield await lookAtProcess(hubUrl, bad(`${hubUrl} 无法连接`, "The hub cannot be reached"));
  const own = ownAddress(settings);
  yield await lookAtProcess(own, odd(`${own} 没有通查在运行`, "No hub runs there"));
}

async function* lookAtSources({
  sources: file,
  sourceSecrets,
  sourceNetworks,
}: Settings): AsyncGenerator<Look> {
  if (file === null) return;
  yield await told(async () => {
    const networks = createNetworks(sourceNetworks, SOURCES);
    const found = await readSources({ file, secrets: sourceSecrets ?? new Map(), networks });
    return good(`数据源文件无误，共${found.length}个`, "The file of sources is right");
  });
}

const ENOUGH_GIB = 2;

async function lookAtDisk(directory: string): Promise<Look> {
  const { bavail, bsize } = await statfs(directory);
  const gib = (bavail * bsize) / 1024 ** 3;
  const left = gib.toFixed(1);
  return gib < ENOUGH_GIB
    ? odd(`数据目录 ${directory} 的磁盘只剩 ${left} GiB`, "Its disk is nearly full")
    : good(`数据目录可写：${directory}，磁盘剩余 ${left} GiB`, "The data directory can be written to");
}

function lookAtProxies({ host, trustedProxies }: Settings): Look {
  if (trustedProxies !== "") return good(`信任的代理：${trustedProxies}`, "Proxies that are believed");
  return /^(?:127\.|::1$|localhost$)/.test(host)
    ? good("未设代理", "No proxy is believed")
    : odd(
        "未设 TRUSTED_PROXIES：若前有反向代理，所有用户会算作一个地址",
        "TRUSTED_PROXIES is not set: behind a reverse proxy all clients are one address",
      );
}

/** Files that should be there, unless nothing was started yet. */
async function missingKeys(settings: Settings): Promise<readonly string[]> {
  const kept = keyFiles(settings);
  const found = await Promise.all(kept.map(isThere));
  return kept.filter((_, at) => found[at] !== true);
}

/** Keys that a hub of an earlier version did not have. */
function isNew(path: string, { dataDirectory }: Settings): boolean {
  return [KEY_PLACES.log, KEY_PLACES.session].some(({ file }) => path === join(dataDirectory, file));
}

const OTHERS = 0o077;

/** Files of keys that are not their owner's alone, as where a file system knows of no rights. */
async function readableFiles(settings: Settings): Promise<readonly string[]> {
  // Windows has rights of another kind.
  if (process.platform === "win32") return [];
  const kept = keyFiles(settings);
  const modes = await Promise.all(kept.map(async (path) => (await stat(path)).mode));
  return kept.filter((_, at) => ((modes[at] ?? 0) & OTHERS) !== 0);
}

function keyFiles(settings: Settings): readonly string[] {
  return KEY_NAMES.filter((name) => isUsed(name, settings)).flatMap((name) => {
    const file = join(settings.dataDirectory, KEY_PLACES[name].file);
    return placeOf(settings, name) === file ? [file] : [];
  });
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function* lookAtDatabase(settings: Settings, keys: Keys | null): AsyncGenerator<Look, void> {
  let database: Database;
  try {
    database = await openDatabase({ url: settings.databaseUrl, directory: settings.dataDirectory });
  } catch (error) {
    if (error instanceof HubError && error.code === "DATA_LOCKED")
      yield odd("嵌入式数据库正由运行中的通查使用", "The embedded database is in use by a hub that runs");
    else yield toLook(error);
    return;
  }
  try {
    yield await told(async () => {
      const { rows } = await database.pool.query<{ version: string; now: Date }>(
        "SELECT current_setting('server_version') AS version, clock_timestamp() AS now",
      );
      const [row] = rows;
      return row
        ? lookAtClock(row.version, Math.abs(row.now.getTime() - Date.now()))
        : bad("数据库没有响应", "The database does not answer");
    });
    const tables = await told(() => lookAtTables(database));
    yield tables;
    // Nothing can be read from tables that are another's.
    if (tables.state === "bad") return;
    if (keys) yield await told(() => lookAtKeys(database, settings, keys));
    yield await told(() => lookAtOwner(database, settings));
    yield* lookAtDepartments(database);
  } finally {
    await database.close();
  }
}

function lookAtClock(version: string, offMs: number): Look {
  const seconds = (offMs / 1_000).toFixed(1);
  const [zh, en] = [
    `PostgreSQL ${version}，与本机时钟相差 ${seconds} 秒`,
    `Its clock and this machine's are ${seconds} s apart`,
  ];
  return offMs > UNREADY_MS ? bad(zh, en) : offMs > TOLD_MS ? odd(zh, en) : good(zh, en);
}

async function lookAtTables(database: Database): Promise<Look> {
  await refuseUnwritable(database.pool);
  const { planUpgrade } = await import("./upgrade.js");
  const { from, steps, feeds } = await planUpgrade(database);
  if (from === null) return odd("数据库尚未建立", "The database is empty: the first start fills it");
  const changes = steps.length + feeds.length;
  return changes === 0
    ? good("数据库的表已是本版本的", "Its tables are as this version needs them")
    : odd(
        `数据库的表由 ${from} 建立，启动时将升级，共${changes}项，见 npx tongcha migrate --dry-run`,
        "Its tables are older: a start brings them up to date",
      );
}

/** Services of departments in the graph that is served. */
async function* lookAtDepartments({ pool }: Database): AsyncGenerator<Look, void> {
  if (!(await isTable(pool, "registry.member"))) return;
  const { rows } = await pool.query<{ name: string; url: string }>(`
    SELECT p.subgraph AS name, p.url FROM registry.member m JOIN registry.publication p ON p.id = m.publication
    WHERE m.revision = (SELECT max(number) FROM registry.revision) AND p.url ~ '^https?:' ORDER BY 1`);
  for (const { name, url } of rows) yield examineOther({ name, url, otherwise: odd });
}

async function lookAtKeys({ pool }: Database, settings: Settings, keys: Keys): Promise<Look> {
  if (!(await isTable(pool, "hub.key")))
    return odd("数据库中尚无密钥的记录", "The database knows no keys yet");
  const { rows } = await pool.query<{ name: string; fingerprint: string }>(
    "SELECT name, fingerprint FROM hub.key",
  );
  const strange: string[] = [];
  for (const name of KEY_NAMES.filter((one) => isUsed(one, settings))) {
    const known = rows.filter((row) => row.name === name).map(({ fingerprint }) => fingerprint);
    const found = await fingerprintsOf(keys[name]);
    if (known.length > 0 && !found.some((one) => known.includes(one))) strange.push(placeOf(settings, name));
  }
  return strange.length === 0
    ? good("密钥属于此数据库", "The keys are the database's")
    : bad(`不是此数据库的密钥：${strange.join("、")}`, `Not the database's keys: ${strange.join(", ")}`);
}

async function lookAtOwner(database: Database, { hubUrl, publicUrl }: Settings): Promise<Look> {
  if (!(await isTable(database.pool, "hub.epoch")))
    return good("数据库尚无归属", "Nobody owns the database yet");
  const { epoch, owner } = await readEpoch(database.pool);
  const isCopy = hubUrl === null && isCopyFor(owner, await ownerNames(database, publicUrl));
  return isCopy
    ? odd(
        `数据库是 ${String(owner)} 的副本，不推送、不自动撤回；若由本中心接替，请运行 npx tongcha adopt`,
        "The database is a copy, which sends and withdraws nothing; npx tongcha adopt makes it this hub's",
      )
    : good(`数据库归属：${owner ?? "未定（PUBLIC_URL 未设）"}，历史 ${epoch}`, "Owner and epoch");
}

const WITHIN_MS = 5_000;

function ownAddress({ host, port }: Settings): string {
  const bare = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  return `http://${bare.includes(":") ? `[${bare}]` : bare}:${port}`;
}

async function lookAtProcess(address: string, nobody: Look): Promise<Look> {
  const url = new URL("/health/ready", address);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(WITHIN_MS) });
    const said = (await response.text()).slice(0, 1_000);
    return response.ok && !said.includes('"degraded"')
      ? good(`${url.origin} 已就绪`, `It is ready: ${said}`)
      : bad(`${url.origin} 未就绪或缺少子图`, `It is not ready, or lacks subgraphs: ${said}`);
  } catch {
    return nobody;
  }
}

/** A refusal as its sentence. */
async function told(look: () => Promise<Look>): Promise<Look> {
  try {
    return await look();
  } catch (error) {
    return toLook(error);
  }
}

function toLook(error: unknown): Look {
  if (!(error instanceof HubError)) throw error;
  return bad(error.message, error.english);
}
