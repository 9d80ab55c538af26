/**
 * Keys belong to their database: it knows them by their fingerprints, and a process that comes with others is
 * refused. Whoever has a key that is known may bring others along, so that one takes the place of another:
 * the hub's own process says which there are, and forgets those that it no longer has.
 */
import { createHmac } from "node:crypto";
import { join } from "node:path";
import { calculateJwkThumbprint, type JWK } from "jose";
import { HubError } from "#schema/errors.js";
import type { KeyRing } from "#schema/key-ring.js";
import type { Database } from "../../../services/kit/store/open/database.js";
import type { Settings } from "../settings.js";
import { KEY_PLACES, type KeyName, type Keys } from "./keys.js";

export interface Admission {
  readonly settings: Settings;
  readonly keys: Keys;
  /** Names of the keys that the process uses. */
  readonly names: readonly KeyName[];
  /** True for the process whose keys are the hub's. */
  readonly decides: boolean;
}

/** Throws KEY_OTHER. A database that knows no key of a name learns the first that comes. */
export async function admitKeys(database: Database, admission: Admission): Promise<void> {
  const { settings, keys, names, decides } = admission;
  for (const name of names) {
    const found = await fingerprintsOf(keys[name]);
    await database.transaction(async (client) => {
      const { rows } = await client.query<{ fingerprint: string }>(
        "SELECT fingerprint FROM hub.key WHERE name = $1",
        [name],
      );
      const known = rows.map(({ fingerprint }) => fingerprint);
      if (known.length > 0 && !found.some((fingerprint) => known.includes(fingerprint)))
        throw otherKey(settings, name, known, found);
      if (known.length > 0 && (!decides || isSame(known, found))) return;
      await client.query(
        "INSERT INTO hub.key (name, fingerprint) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING",
        [name, found],
      );
      if (decides)
        await client.query("DELETE FROM hub.key WHERE name = $1 AND NOT fingerprint = ANY ($2::text[])", [
          name,
          found,
        ]);
    });
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return new Set([...one, ...other]).size === one.length && one.length === other.length;
}

export function otherKey(
  settings: Settings,
  name: KeyName,
  known: readonly string[],
  found: readonly string[],
): HubError {
  return new HubError("KEY_OTHER", {
    place: placeOf(settings, name),
    name,
    known: known.join(" "),
    found: found.join(" "),
  });
}

/** Source of the key, in words that a person can follow. */
export function placeOf(settings: Settings, name: KeyName): string {
  const { file, variable } = KEY_PLACES[name];
  const isGiven = {
    hub: settings.hubKey,
    person: settings.personKey,
    issuer: settings.issuerKey,
    callers: settings.callersKey,
    log: settings.logKey,
    session: settings.sessionKey,
  };
  return isGiven[name] === null ? join(settings.dataDirectory, file) : variable;
}

/** They tell nothing of the keys. */
export function fingerprintsOf(ring: KeyRing<Uint8Array> | KeyRing<JWK>): Promise<readonly string[]> {
  return Promise.all(ring.map((key) => fingerprintOf(key)));
}

export async function fingerprintOf(key: Uint8Array | JWK): Promise<string> {
  const whole =
    key instanceof Uint8Array
      ? createHmac("sha256", key).update("tongcha fingerprint").digest("base64url")
      : await calculateJwkThumbprint(key);
  return whole.slice(0, SHOWN);
}

const SHOWN = 16;
