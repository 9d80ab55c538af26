/** What a hub needs, looked at one by one. Nothing is made but the data directory. */
import { access } from "node:fs/promises";
import { join } from "node:path";
import { HubError } from "#schema/errors.js";
import { openDatabase, type Database } from "../../services/kit/store/open/database.js";
import { assertWritable } from "./data-directory.js";
import { KEY_PLACES, openKeys, type KeyName, type Keys } from "./keys/keys.js";
import { fingerprintsOf, placeOf } from "./keys/admit-keys.js";
import { checkSettings, type Environment, type Settings } from "./settings.js";

export interface Look {
  /** `odd`: it works, and somebody should know. */
  readonly state: "good" | "odd" | "bad";
  readonly zh: string;
  readonly en: string;
}

const good = (zh: string, en: string): Look => ({ state: "good", zh, en });
const odd = (zh: string, en: string): Look => ({ state: "odd", zh, en });
const bad = (zh: string, en: string): Look => ({ state: "bad", zh, en });

export async function* examine(environment: Environment): AsyncGenerator<Look, void> {
  const { settings, faults } = checkSettings(environment);
  for (const fault of faults) yield toLook(fault);
  // Nothing can be looked for where it is not known.
  if (!settings) return;
  yield good("设置无误", "The settings are right");
  yield lookAtProxies(settings);
  yield good(`Node ${process.version}`, `on ${process.platform}`);
  yield await told(async () => {
    await assertWritable(settings.dataDirectory);
    return good(`数据目录可写：${settings.dataDirectory}`, "The data directory can be written to");
  });
  const missing = await missingKeys(settings);
  let keys: Keys | null = null;
  yield await told(async () => {
    if (missing.length === NAMES.length)
      return odd("尚无密钥，首次启动时生成", "There are no keys yet: the first start makes them");
    if (missing.length > 0)
      return bad(`缺少密钥文件，请从备份恢复：${missing.join("、")}`, "Restore these files of keys");
    keys = await openKeys(settings);
    return good("密钥完整", "The keys are whole");
  });
  if (settings.databaseUrl === null && !(await isThere(join(settings.dataDirectory, "database"))))
    yield odd("尚无嵌入式数据库，首次启动时建立", "There is no database yet: the first start makes it");
  else yield* lookAtDatabase(settings, keys);
  yield await lookAtHub(settings);
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

const NAMES: readonly KeyName[] = ["hub", "person", "issuer", "callers"];

/** Files that should be there, unless nothing was started yet. */
async function missingKeys(settings: Settings): Promise<readonly string[]> {
  const kept = NAMES.flatMap((name) => {
    const file = join(settings.dataDirectory, KEY_PLACES[name].file);
    return placeOf(settings, name) === file ? [file] : [];
  });
  const found = await Promise.all(kept.map(isThere));
  return kept.filter((_, at) => found[at] !== true);
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
    if (keys) yield await told(() => lookAtKeys(database, settings, keys));
  } finally {
    await database.close();
  }
}

const [TOLD_MS, BAD_MS] = [1_000, 60_000];

function lookAtClock(version: string, offMs: number): Look {
  const seconds = (offMs / 1_000).toFixed(1);
  const [zh, en] = [
    `PostgreSQL ${version}，与本机时钟相差 ${seconds} 秒`,
    `Its clock and this machine's are ${seconds} s apart`,
  ];
  return offMs > BAD_MS ? bad(zh, en) : offMs > TOLD_MS ? odd(zh, en) : good(zh, en);
}

function isUsed(name: KeyName, { jwksUrl, hubUrl }: Settings): boolean {
  return !(name === "issuer" && jwksUrl !== null) && !(name === "person" && hubUrl !== null);
}

async function lookAtKeys({ pool }: Database, settings: Settings, keys: Keys): Promise<Look> {
  const { rows: tables } = await pool.query<{ there: boolean }>(
    "SELECT to_regclass('hub.key') IS NOT NULL AS there",
  );
  if (tables[0]?.there !== true)
    return odd("数据库尚未建立", "The database is empty: the first start fills it");
  const { rows } = await pool.query<{ name: string; fingerprint: string }>(
    "SELECT name, fingerprint FROM hub.key",
  );
  const strange: string[] = [];
  for (const name of NAMES.filter((one) => isUsed(one, settings))) {
    const known = rows.filter((row) => row.name === name).map(({ fingerprint }) => fingerprint);
    const found = await fingerprintsOf(keys[name]);
    if (known.length > 0 && !found.some((one) => known.includes(one))) strange.push(placeOf(settings, name));
  }
  return strange.length === 0
    ? good("密钥属于此数据库", "The keys are the database's")
    : bad(`不是此数据库的密钥：${strange.join("、")}`, `Not the database's keys: ${strange.join(", ")}`);
}

const WITHIN_MS = 5_000;

async function lookAtHub({ hubUrl, host, port }: Settings): Promise<Look> {
  const bare = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  const own = `http://${bare.includes(":") ? `[${bare}]` : bare}:${port}`;
  const url = new URL("/health/ready", hubUrl ?? own);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(WITHIN_MS) });
    const said = (await response.text()).slice(0, 1_000);
    return response.ok && !said.includes('"degraded"')
      ? good(`${url.origin} 已就绪`, `It is ready: ${said}`)
      : bad(`${url.origin} 未就绪或缺少子图`, `It is not ready, or lacks subgraphs: ${said}`);
  } catch {
    return hubUrl === null
      ? odd(`${url.origin} 没有通查在运行`, "No hub runs there")
      : bad(`${url.origin} 无法连接`, "The hub cannot be reached");
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
