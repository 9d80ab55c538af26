/** One backup: the database and its keys at one moment, in one encrypted file. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Encrypter } from "age-encryption";
import {
  copyEmbedded,
  databaseIn,
  isThere,
  type EmbeddedCopy,
} from "../../services/kit/store/open/copy-directory.js";
import type { Facts } from "../../services/kit/store/open/facts.js";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { HubError } from "#schema/errors.js";
import type { Settings } from "../start/settings.js";
import { packCopy } from "./embedded.js";
import { readKeys } from "./kept-keys.js";
import { FORMAT, type Manifest } from "./manifest.js";
import { dumpServer, MAIN_DUMP, STAGED_DUMP } from "./server.js";
import { MANIFEST_ENTRY, writeArchive, type Writing } from "./write-archive.js";

export interface BackingUp {
  readonly settings: Settings;
  readonly file: string;
  readonly lock: Encrypter;
  /** Has the hub that runs on the embedded database copy it. */
  readonly askHub: () => Promise<EmbeddedCopy>;
}

/** Throws what the parts throw; then there is no file. */
export async function backUp({ settings, file, lock, askHub }: BackingUp): Promise<Manifest> {
  const { databaseUrl: url, dataDirectory } = settings;
  if (await isThere(file))
    throw new HubError("BACKUP_FILE", {
      file,
      reason: "已有同名文件",
      reasonEn: "there is one of that name",
    });
  if (url === null) {
    const { name, facts } = await copyOf(settings, askHub);
    const copy = join(dataDirectory, name);
    try {
      return await write({ settings, file, lock }, "embedded", facts, (writing) => packCopy(writing, copy));
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  }
  const database = await openDatabase({ url, directory: dataDirectory });
  try {
    return await dumpServer(database, url, ({ facts, staged, main }) =>
      write({ settings, file, lock }, "server", facts, async (writing) => {
        await writing.addStream(STAGED_DUMP, staged);
        await writing.addStream(MAIN_DUMP, main);
      }),
    );
  } finally {
    await database.close();
  }
}

async function copyOf(
  { dataDirectory }: Settings,
  askHub: () => Promise<EmbeddedCopy>,
): Promise<EmbeddedCopy> {
  if (!(await isThere(databaseIn(dataDirectory)))) throw new HubError("BACKUP_NOTHING");
  let database;
  try {
    database = await openDatabase({ url: null, directory: dataDirectory });
  } catch (error) {
    if (error instanceof HubError && error.code === "DATA_LOCKED") return askHub();
    throw error;
  }
  try {
    return await copyEmbedded(database, dataDirectory);
  } finally {
    await database.close();
  }
}

async function write(
  { settings, file, lock }: Omit<BackingUp, "askHub">,
  kind: Manifest["kind"],
  facts: Facts,
  fill: (writing: Writing) => Promise<void>,
): Promise<Manifest> {
  const keys = await readKeys(settings, facts.keys);
  const manifest: Manifest = {
    format: FORMAT,
    version: await ownVersion(),
    madeAt: new Date().toISOString(),
    kind,
    facts,
  };
  await writeArchive(file, lock, async (writing) => {
    await writing.addText(MANIFEST_ENTRY, JSON.stringify(manifest, null, 2));
    for (const { entry, text } of keys) await writing.addText(entry, text);
    await fill(writing);
  });
  return manifest;
}

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL("../../../package.json", import.meta.url), "utf8");
  const { version }: { readonly version: string } = JSON.parse(text);
  return version;
}
