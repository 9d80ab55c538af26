/** Reads a whole backup without restoring it: that it opens, is whole, and holds what its head says. */
import type { Decrypter } from "age-encryption";
import { HubError } from "#schema/errors.js";
import { assertFile } from "../start/read-text.js";
import { isInside } from "./embedded.js";
import { keyNameOf, type KeptKey } from "./kept-keys.js";
import { readManifest, type Manifest } from "./manifest.js";
import { findTool } from "./postgres-tools.js";
import { readArchive, textOf, type ReadEntry } from "./read-archive.js";
import { listDump, MAIN_DUMP, STAGED_DUMP } from "./server.js";
import { MANIFEST_ENTRY } from "./write-archive.js";

export interface CheckedBackup {
  readonly manifest: Manifest;
  readonly keys: readonly Pick<KeptKey, "name" | "text">[];
}

/** Without these no embedded database starts. */
const NEEDED = ["database/PG_VERSION", "database/global/pg_control"];

/**
 * Throws FILE_UNREADABLE, BACKUP_LOCKED, BACKUP_DAMAGED, BACKUP_OTHER; and for a server's BACKUP_TOOL and
 * BACKUP_TOOL_FAILED.
 */
export async function checkBackup(file: string, key: Decrypter): Promise<CheckedBackup> {
  await assertFile(file);
  let manifest: Manifest | null = null;
  const keys: Pick<KeptKey, "name" | "text">[] = [];
  const found = new Set<string>();
  await readArchive(file, key, async (entry) => {
    const { name, content } = entry;
    if (name === MANIFEST_ENTRY) manifest = readManifest(file, await textOf(content));
    else if (!manifest) readManifest(file, "");
    const keyName = keyNameOf(name);
    if (keyName) keys.push({ name: keyName, text: await textOf(content) });
    else for (const part of await partsOf(entry)) found.add(part);
  });
  const whole = manifest ?? readManifest(file, "");
  const missing = neededFor(whole).filter((name) => !found.has(name));
  if (missing.length > 0 || keys.length === 0) throw new HubError("BACKUP_DAMAGED", { file });
  return { manifest: whole, keys };
}

/** Tables of a dump; the name of anything else. */
async function partsOf({ name, content }: ReadEntry): Promise<readonly string[]> {
  if (name === MAIN_DUMP || name === STAGED_DUMP) return listDump(await findTool("pg_restore", 15), content);
  return isInside(name) ? [name] : [];
}

function neededFor({ kind, facts }: Manifest): readonly string[] {
  return kind === "embedded" ? NEEDED : Object.keys(facts.counts);
}
