/**
 * Another key in the place of one. Each step is followed by a restart of all processes, one after the other:
 * none meets a key that it does not know.
 */
import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { HubError } from "#schema/errors.js";
import { databaseIn, isThere } from "../../../services/kit/store/open/copy-directory.js";
import { openDatabase, type Database } from "../../../services/kit/store/open/database.js";
import { isTable } from "../../../services/kit/store/open/history.js";
import { readText } from "../read-text.js";
import type { Environment, Settings } from "../settings.js";
import { PEM_BLOCK } from "../settings/kinds.js";
import { FILE_SUFFIX } from "../settings/secret-files.js";
import { replaceFile } from "../place-file.js";
import { PAIRS, readRing, TEXT_KEYS } from "./key-files.js";
import { fingerprintsOf } from "./admit-keys.js";
import { secretsUnder, wrappedBy } from "./kept-secrets.js";
import { isText, KEY_PLACES, openKeys, type KeyName, type Keys } from "./keys.js";

export const ROTATION_STEPS = ["add", "use", "drop"] as const;
export type RotationStep = (typeof ROTATION_STEPS)[number];

export interface Rotating {
  readonly settings: Settings;
  readonly environment: Environment;
}

/**
 * Rewrites the file of keys. Throws OPTION_INVALID for a step out of turn, ROTATION_EARLY for one that comes
 * before the hub has taken the one before, SETTING_INVALID for a key that is no file's, KEY_UNUSABLE,
 * FILE_UNREADABLE, or DATA_LOCKED.
 */
export async function rotateKey(rotating: Rotating, name: KeyName, step: RotationStep): Promise<void> {
  const { path, split, join: joined, make } = keyFile(rotating, name);
  const keys = split(await readText(path));
  const moved = await MOVES[step](keys, make);
  if (moved && step !== "add") await refuseEarly(rotating.settings, name);
  if (!moved)
    throw new HubError("OPTION_INVALID", {
      option: "<step>",
      wanted: keys.length === 1 ? "add" : "use | drop",
      wantedEn: keys.length === 1 ? "add" : "use | drop",
    });
  await replaceFile(path, joined(moved));
}

async function refuseEarly(settings: Settings, name: KeyName): Promise<void> {
  const { databaseUrl: url, dataDirectory: directory } = settings;
  // Nothing was started yet, and nothing can be lost.
  if (url === null && !(await isThere(databaseIn(directory)))) return;
  const { [name]: ring } = await openKeys(settings, "refuse");
  const database = await openDatabase({ url, directory });
  try {
    await assertTaken(database, name, ring);
  } finally {
    await database.close();
  }
}

/**
 * The hub was started since the step before: its database knows each key, and what is wrapped is wrapped by
 * the first. A key that is dropped earlier would be lost, and with it what it wraps. Throws ROTATION_EARLY.
 */
export async function assertTaken({ pool }: Database, name: KeyName, ring: Keys[KeyName]): Promise<void> {
  if (!(await isTable(pool, "hub.key"))) return;
  const found = await fingerprintsOf(ring);
  const known = await pool.query<{ fingerprint: string }>("SELECT fingerprint FROM hub.key WHERE name = $1", [
    name,
  ]);
  // None of the issuer where tokens are another's.
  if (known.rows.length === 0) return;
  const isKnown = found.every((one) => known.rows.some(({ fingerprint }) => fingerprint === one));
  const wrapped = await pool.query<{ wrapped: string }>(
    "SELECT wrapped FROM hub.secret WHERE name = ANY ($1)",
    [secretsUnder(name)],
  );
  const isFirst = wrapped.rows.every((row) => wrappedBy(row.wrapped) === found[0]);
  if (!isKnown || !isFirst) throw new HubError("ROTATION_EARLY", { name });
}

/** The keys as text, in their order; null where the step is out of turn. */
type Move = (keys: readonly string[], make: () => Promise<string>) => Promise<readonly string[] | null>;

const MOVES: Readonly<Record<RotationStep, Move>> = {
  add: async (keys, make) => (keys.length === 1 ? [...keys, await make()] : null),
  use: (keys) => Promise.resolve(keys.length === 2 ? keys.toReversed() : null),
  drop: (keys) => Promise.resolve(keys.length === 2 ? keys.slice(0, 1) : null),
};

interface KeyText {
  readonly split: (text: string) => readonly string[];
  readonly join: (keys: readonly string[]) => string;
  readonly make: () => Promise<string>;
}

const LINES: KeyText = {
  split: (text) => text.split(/[\s,]+/).filter(Boolean),
  join: (keys) => `${keys.join("\n")}\n`,
  make: async () => TEXT_KEYS.write([await TEXT_KEYS.make()]),
};

const PEM: KeyText = {
  split: (text) => text.match(PEM_BLOCK) ?? [],
  join: (keys) => `${keys.join("\n")}\n`,
  make: () =>
    Promise.resolve(
      generateKeyPairSync("ec", { namedCurve: "P-256" })
        .privateKey.export({ type: "pkcs8", format: "pem" })
        .trim(),
    ),
};

function json(file: string): KeyText {
  return {
    split: (text) => readRing(file, text, PAIRS).map((key) => JSON.stringify(key)),
    join: (keys) => (keys.length === 1 ? keys.join() : `[${keys.join(",\n")}]`),
    make: async () => PAIRS.write([await PAIRS.make()]),
  };
}

function keyFile({ settings, environment }: Rotating, name: KeyName): KeyText & { readonly path: string } {
  const { variable, file } = KEY_PLACES[name];
  const areLines = isText(name);
  const path = environment[`${variable}${FILE_SUFFIX}`] || null;
  if (path !== null) return { path, ...(areLines ? LINES : PEM) };
  if (environment[variable])
    throw new HubError("SETTING_INVALID", {
      name: variable,
      reason: `须写在文件中才能更换，请改用 ${variable}${FILE_SUFFIX}`,
      reasonEn: `in a file to be rotated, which ${variable}${FILE_SUFFIX} names`,
    });
  const kept = join(settings.dataDirectory, file);
  return { path: kept, ...(areLines ? LINES : json(kept)) };
}

/**
 * The database takes the key that comes next. Secrets wrapped by a lost key are lost with it: pseudonyms are
 * others from then on, and files that were handed in before cannot be read.
 */
export async function forgetKey(settings: Settings, name: KeyName): Promise<void> {
  const database = await openDatabase({ url: settings.databaseUrl, directory: settings.dataDirectory });
  try {
    await database.transaction(async (client) => {
      await client.query("DELETE FROM hub.key WHERE name = $1", [name]);
      await client.query("DELETE FROM hub.secret WHERE name = ANY ($1)", [secretsUnder(name)]);
    });
  } finally {
    await database.close();
  }
}
