/**
 * Secrets that last as long as the database: pseudonyms are made by them, and one that is published never
 * changes; files as they came are encrypted by one, and stay readable. They are kept in the database, wrapped
 * (JWE) by a key that is not: another key takes that one's place, and nothing else changes.
 */
import { hkdfSync, randomBytes } from "node:crypto";
import { compactDecrypt, CompactEncrypt, decodeProtectedHeader, errors } from "jose";
import type { KeyRing } from "#schema/key-ring.js";
import type { Database } from "../../../services/kit/store/open/database.js";
import type { Settings } from "../settings.js";
import { fingerprintOf, fingerprintsOf, otherKey } from "./admit-keys.js";
import type { KeyName, Keys } from "./keys.js";

/**
 * Secrets of pseudonyms: `person` for persons in published data, `caller` for those who ask departments'
 * subgraphs; and `original`, of files as they came.
 */
export type SecretName = keyof typeof WRAPPED_BY;

const WRAPPED_BY = {
  person: "person",
  original: "person",
  caller: "hub",
} as const satisfies Record<string, KeyName>;

/** Names of the secrets that are lost with a key. */
export function secretsUnder(key: KeyName): readonly string[] {
  return Object.entries(WRAPPED_BY).flatMap(([name, by]) => (by === key ? [name] : []));
}

export interface KeptSecret {
  readonly name: SecretName;
  readonly settings: Settings;
  readonly keys: Pick<Keys, "person" | "hub">;
  /** True for the process that wraps it anew when another key has become the first. */
  readonly decides: boolean;
}

/**
 * Made where there is none. A database with releases of before secrets were kept has pseudonyms that the key
 * itself made: there the key becomes the secret. Throws KEY_OTHER.
 */
export async function openSecret(
  { pool }: Database,
  { name, settings, keys, decides }: KeptSecret,
): Promise<Uint8Array> {
  const ring = keys[WRAPPED_BY[name]];
  const [first] = ring;
  const read = async (): Promise<string | undefined> =>
    (await pool.query<{ wrapped: string }>("SELECT wrapped FROM hub.secret WHERE name = $1", [name])).rows[0]
      ?.wrapped;
  let wrapped = await read();
  if (wrapped === undefined) {
    const made = (await isKeyItself(pool, name)) ? first : randomBytes(SECRET_BYTES);
    await pool.query("INSERT INTO hub.secret (name, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
      name,
      await wrap(name, made, first),
    ]);
    wrapped = await read();
  }
  const secret = await unwrap(name, wrapped ?? "", ring);
  const by = wrapped === undefined ? undefined : wrappedBy(wrapped);
  if (!secret) throw otherKey(settings, WRAPPED_BY[name], [by ?? ""], await fingerprintsOf(ring));
  if (decides && by !== (await fingerprintOf(first)))
    await pool.query("UPDATE hub.secret SET wrapped = $2 WHERE name = $1", [
      name,
      await wrap(name, secret, first),
    ]);
  return secret;
}

/** Fingerprint of the key that wrapped a secret. */
export function wrappedBy(wrapped: string): string | undefined {
  return decodeProtectedHeader(wrapped).kid;
}

const SECRET_BYTES = 32;

async function isKeyItself(pool: Database["pool"], name: SecretName): Promise<boolean> {
  return name !== "original" && (await pool.query("SELECT FROM hub.release LIMIT 1")).rowCount !== 0;
}

async function wrap(name: SecretName, secret: Uint8Array, key: Uint8Array): Promise<string> {
  return new CompactEncrypt(secret)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: await fingerprintOf(key) })
    .encrypt(wrappingKey(name, key));
}

/** Null when no key of the ring has wrapped it. */
async function unwrap(
  name: SecretName,
  wrapped: string,
  ring: KeyRing<Uint8Array>,
): Promise<Uint8Array | null> {
  for (const key of ring)
    try {
      return (await compactDecrypt(wrapped, wrappingKey(name, key))).plaintext;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  return null;
}

function wrappingKey(name: SecretName, key: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key, "", `tongcha secret ${name}`, SECRET_BYTES));
}
