/** The keys of a hub on their way into a backup and out of it, in the form of their files. */
import { readFile } from "node:fs/promises";
import type { JWK } from "jose";
import type { KeyRing } from "#schema/key-ring.js";
import type { Facts } from "../../services/kit/store/open/facts.js";
import { HubError } from "#schema/errors.js";
import { makeDirectory } from "../start/data-directory.js";
import { fingerprintsOf, otherKey, placeOf } from "../start/keys/admit-keys.js";
import { PAIRS, readRing, TEXT_KEYS } from "../start/keys/key-files.js";
import {
  givenKeys,
  isText,
  KEY_NAMES,
  KEY_PLACES,
  openKeys,
  type KeyName,
  type Keys,
} from "../start/keys/keys.js";
import { replaceFile } from "../start/place-file.js";
import { systemCode, systemWords } from "../start/read-text.js";
import type { Settings } from "../start/settings.js";

const FOLDER = "keys/";

export interface KeptKey {
  readonly name: KeyName;
  /** Name in the archive. */
  readonly entry: string;
  readonly text: string;
}

/** Throws KEY_UNUSABLE, and KEY_OTHER for keys that are not the database's. */
export async function readKeys(settings: Settings, known: Facts["keys"]): Promise<readonly KeptKey[]> {
  const keys = await openKeys(settings, "refuse");
  for (const name of KEY_NAMES) await refuseOther(settings, name, known[name] ?? [], keys[name]);
  return KEY_NAMES.map((name) => ({
    name,
    entry: `${FOLDER}${KEY_PLACES[name].file}`,
    text: textOf(keys, name),
  }));
}

async function refuseOther(
  settings: Settings,
  name: KeyName,
  known: readonly string[],
  ring: KeyRing<Uint8Array> | KeyRing<JWK>,
): Promise<void> {
  const found = await fingerprintsOf(ring);
  if (known.length > 0 && !found.some((one) => known.includes(one)))
    throw otherKey(settings, name, known, found);
}

/** Null for an entry that is no key. */
export function keyNameOf(entry: string): KeyName | null {
  return KEY_NAMES.find((name) => entry === `${FOLDER}${KEY_PLACES[name].file}`) ?? null;
}

/**
 * Puts keys where the next start looks for them. Nothing is written unless all can be: throws KEY_OTHER for
 * one that a setting gives and that is another, RESTORE_NOT_EMPTY for a file of another key.
 */
export async function restoreKeys(
  settings: Settings,
  kept: readonly Pick<KeptKey, "name" | "text">[],
): Promise<void> {
  const given = await givenKeys(settings);
  const missing: { readonly path: string; readonly text: string }[] = [];
  for (const { name, text } of kept) {
    const fingerprints = await fingerprintsOf(ringOf(name, name, text));
    const own = given[name];
    if (own) await refuseOther(settings, name, fingerprints, own);
    else {
      const path = placeOf(settings, name);
      const there = await readIfThere(path);
      if (there === null) missing.push({ path, text });
      else if ((await fingerprintsOf(ringOf(name, path, there))).join() !== fingerprints.join())
        throw new HubError("RESTORE_NOT_EMPTY", {
          target: settings.dataDirectory,
          reason: `${path} 是另一个密钥`,
          reasonEn: `${path} is another key`,
        });
    }
  }
  await makeDirectory(settings.dataDirectory);
  for (const { path, text } of missing) await replaceFile(path, text);
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    throw new HubError("FILE_UNREADABLE", { file: path, ...systemWords(error) });
  }
}

function textOf(keys: Keys, name: KeyName): string {
  return isText(name) ? TEXT_KEYS.write(keys[name]) : PAIRS.write(keys[name]);
}

function ringOf(name: KeyName, file: string, text: string): KeyRing<Uint8Array> | KeyRing<JWK> {
  return isText(name) ? readRing(file, text, TEXT_KEYS) : readRing(file, text, PAIRS);
}
