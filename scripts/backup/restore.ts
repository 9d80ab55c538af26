/**
 * Puts a backup into an empty database and data directory. The file is read twice: nothing is written before
 * all of it was found whole. What was restored is brought up to date, and is another history from then on.
 */
import type { Decrypter } from "age-encryption";
import { lockDataDirectory } from "../../services/kit/store/open/data-lock.js";
import { databaseIn, isThere } from "../../services/kit/store/open/copy-directory.js";
import { countRows, differingTables, STAGING, tablesOf } from "../../services/kit/store/open/facts.js";
import { openDatabase, type Database } from "../../services/kit/store/open/database.js";
import { HubError } from "#schema/errors.js";
import { makeDirectory, unwritable } from "../start/data-directory.js";
import { markRestored } from "../start/mark-restored.js";
import type { Settings } from "../start/settings.js";
import { checkBackup } from "./check-backup.js";
import { isInside, openUnpacking } from "./embedded.js";
import { restoreKeys } from "./kept-keys.js";
import type { Manifest } from "./manifest.js";
import { findTool } from "./postgres-tools.js";
import { readArchive } from "./read-archive.js";
import { MAIN_DUMP, restoreDump, STAGED_DUMP } from "./server.js";

export interface Restoring {
  readonly settings: Settings;
  readonly file: string;
  readonly key: Decrypter;
}

/** Throws RESTORE_NOT_EMPTY, DATA_LOCKED, DATA_UNWRITABLE, KEY_OTHER, and what `checkBackup` throws. */
export async function restore(restoring: Restoring): Promise<Manifest> {
  const { settings, file, key } = restoring;
  const { databaseUrl: url, dataDirectory } = settings;
  await refuseFull(settings);
  const { manifest, keys } = await checkBackup(file, key);
  if ((manifest.kind === "server") !== (url !== null)) throw otherKind(file, manifest);
  if (url !== null) {
    await restoreKeys(settings, keys);
    await restoreServer(restoring, url);
  } else {
    await makeDirectory(dataDirectory);
    const unlock = lockDataDirectory(dataDirectory);
    try {
      await restoreKeys(settings, keys);
      await restoreEmbedded(restoring);
    } finally {
      unlock();
    }
  }
  await onDatabase(settings, async (database) => {
    await compare(database, file, manifest);
    await markRestored(database);
  });
  return manifest;
}

async function onDatabase<T>(
  { databaseUrl, dataDirectory }: Settings,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ url: databaseUrl, directory: dataDirectory });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function refuseFull(settings: Settings): Promise<void> {
  const { databaseUrl, dataDirectory } = settings;
  if (databaseUrl === null) {
    if (await isThere(databaseIn(dataDirectory)))
      throw notEmpty(dataDirectory, "已有数据库", "there is a database");
    return;
  }
  const tables = await onDatabase(settings, ({ pool }) => tablesOf(pool));
  const [first] = tables;
  if (first)
    throw notEmpty(
      "DATABASE_URL",
      `数据库中已有表，如 ${first.schema}.${first.table}`,
      `the database has tables, such as ${first.schema}.${first.table}`,
    );
}

function notEmpty(target: string, reason: string, reasonEn: string): HubError {
  return new HubError("RESTORE_NOT_EMPTY", { target, reason, reasonEn });
}

function otherKind(file: string, { kind }: Manifest): HubError {
  return new HubError("BACKUP_OTHER", {
    file,
    ...(kind === "server"
      ? {
          reason: "它是 PostgreSQL 数据库的备份，请设置 DATABASE_URL",
          reasonEn: "it is of a PostgreSQL server: set DATABASE_URL",
        }
      : {
          reason: "它是嵌入式数据库的备份，请不设 DATABASE_URL",
          reasonEn: "it is of the embedded database: unset DATABASE_URL",
        }),
  });
}

async function restoreServer({ settings, file, key }: Restoring, url: string): Promise<void> {
  const tool = await findTool("pg_restore", 15);
  try {
    await readArchive(file, key, async ({ name, content }) => {
      if (name === STAGED_DUMP || name === MAIN_DUMP) await restoreDump(tool, url, content);
    });
  } catch (error) {
    // Each dump is there whole or not at all; the first without the second is nothing.
    await onDatabase(settings, ({ pool }) => pool.query(`DROP SCHEMA IF EXISTS ${STAGING} CASCADE`));
    throw error;
  }
}

async function restoreEmbedded({ settings, file, key }: Restoring): Promise<void> {
  const unpacking = await openUnpacking(settings.dataDirectory);
  try {
    await readArchive(file, key, async (entry) => {
      if (isInside(entry.name)) await unpacking.take(entry);
    });
    await unpacking.place();
  } catch (error) {
    await unpacking.drop();
    throw unwritable(settings.dataDirectory, error);
  }
}

/** Throws BACKUP_DAMAGED. */
async function compare({ pool }: Database, file: string, { facts }: Manifest): Promise<void> {
  const now = await countRows(pool, await tablesOf(pool));
  if (differingTables(facts.counts, now).length > 0) throw new HubError("BACKUP_DAMAGED", { file });
}
