/**
 * Files of keys. Of text: a key a line, 32 random bytes in base64. Of pairs: a private key of P-256 as JSON,
 * or a list of them. Readable by their owner only, never in the database.
 */
import { createPrivateKey, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { JWK } from "jose";
import { HubError } from "#schema/errors.js";
import type { KeyRing } from "#schema/key-ring.js";
import { generateIssuerKey } from "../../../gateway/rights/issuer.js";
import { makeDirectory, unwritable } from "../data-directory.js";
import { writeNew } from "../place-file.js";
import { systemCode, systemWords } from "../read-text.js";

export interface KeyFormat<K> {
  readonly make: () => Promise<K>;
  readonly write: (keys: KeyRing<K>) => string;
  /** Null for what holds none, or one that is none. */
  readonly read: (text: string) => KeyRing<K> | null;
}

const LEAST_BYTES = 32;

export const TEXT_KEYS: KeyFormat<Uint8Array> = {
  make: () => Promise.resolve(randomBytes(LEAST_BYTES)),
  write: (keys) => keys.map((key) => Buffer.from(key).toString("base64")).join("\n"),
  read: (text) => {
    const lines = text.split(/\s+/).filter(Boolean);
    const [first, ...others] = lines
      .filter((line) => /^[A-Za-z0-9+/]+={0,2}$/.test(line))
      .map((line) => Buffer.from(line, "base64"))
      .filter(({ length }) => length >= LEAST_BYTES);
    return first && others.length + 1 === lines.length ? [first, ...others] : null;
  },
};

export const PAIRS: KeyFormat<JWK> = {
  make: generateIssuerKey,
  write: (keys) => JSON.stringify(keys.length === 1 ? keys[0] : keys),
  read: (text) => {
    const given: readonly unknown[] = [parseOrNull(text)].flat();
    const [first, ...others] = given.flatMap((key) => readPair(key) ?? []);
    return first && others.length + 1 === given.length ? [first, ...others] : null;
  },
};

function readPair(given: unknown): JWK | null {
  if (typeof given !== "object" || given === null) return null;
  const key: JWK = { ...given };
  try {
    createPrivateKey({ format: "jwk", key });
    return key.crv === "P-256" ? key : null;
  } catch {
    return null;
  }
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Throws KEY_UNUSABLE, also where there is no such file. */
export async function readKeys<K>(path: string, format: KeyFormat<K>): Promise<KeyRing<K>> {
  try {
    return readRing(path, await readFile(path, "utf8"), format);
  } catch (error) {
    if (error instanceof HubError) throw error;
    throw new HubError("KEY_UNUSABLE", { file: path, ...systemWords(error) });
  }
}

/**
 * Makes the file where there is none. Two processes that start at once agree on the key that was first: it is
 * there whole or not at all. Throws KEY_UNUSABLE, DATA_UNWRITABLE.
 */
export async function readOrMakeKeys<K>(path: string, format: KeyFormat<K>): Promise<KeyRing<K>> {
  try {
    return readRing(path, await readOrMake(path, format), format);
  } catch (error) {
    throw unwritable(dirname(path), error);
  }
}

async function readOrMake<K>(path: string, { make, write }: KeyFormat<K>): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
  await makeDirectory(dirname(path));
  try {
    await writeNew(path, write([await make()]));
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
  }
  return readFile(path, "utf8");
}

export function readRing<K>(file: string, text: string, { read }: KeyFormat<K>): KeyRing<K> {
  const keys = read(text);
  if (keys) return keys;
  throw new HubError("KEY_UNUSABLE", {
    file,
    ...(text.trim() === ""
      ? { reason: "文件是空的", reasonEn: "it is empty" }
      : { reason: "不是完整的密钥，或过短", reasonEn: "it holds no whole key, or a short one" }),
  });
}
