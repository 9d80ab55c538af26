/**
 * Keys that a hub makes for itself at its first start: kept in the data directory, readable by its owner
 * only, never in the database.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { calculateJwkThumbprint, type JWK } from "jose";
import { generateIssuerKey } from "../../gateway/rights/issuer.js";
import { makeDirectory, unwritable } from "./data-directory.js";
import type { Settings } from "./settings.js";

export interface Keys {
  /** Signs requests from the gateway to subgraphs. */
  readonly hub: Uint8Array;
  /** Pseudonymises persons' numbers. Lost, the same person's next record gets another pseudonym. */
  readonly person: Uint8Array;
  /** Private key of the built-in issuer. */
  readonly issuer: JWK;
  /** Private key by which the gateways state to departments' subgraphs who asks. */
  readonly callers: JWK;
}

/** Throws DATA_UNWRITABLE. */
export async function openKeys({ dataDirectory, hubKey, personKey, callersKey }: Settings): Promise<Keys> {
  const readOrWrite = (name: string, make: () => Promise<string>): Promise<string> =>
    readOrMake(dataDirectory, name, make).catch((error: unknown) => {
      throw unwritable(dataDirectory, error);
    });
  const kept = (name: string): Promise<string> =>
    readOrWrite(name, async () => randomBytes(32).toString("base64"));
  const keptPair = async (name: string): Promise<JWK> =>
    // written by this function
    JSON.parse(await readOrWrite(name, async () => JSON.stringify(await generateIssuerKey()))) as JWK;
  return {
    hub: hubKey === null ? Buffer.from(await kept("hub.key"), "base64") : Buffer.from(hubKey[0]),
    person: personKey === null ? Buffer.from(await kept("person.key"), "base64") : Buffer.from(personKey[0]),
    issuer: await keptPair("issuer.json"),
    callers: callersKey === null ? await keptPair("callers.json") : await named(callersKey[0]),
  };
}

/** It has the same name in all processes: its thumbprint (RFC 7638). */
async function named(key: JWK): Promise<JWK> {
  return { ...key, alg: "ES256", use: "sig", kid: await calculateJwkThumbprint(key) };
}

/** Two processes that start at once agree on the one that was first: a key is there whole or not at all. */
async function readOrMake(directory: string, name: string, make: () => Promise<string>): Promise<string> {
  const path = join(directory, name);
  const existing = await readFile(path, "utf8").catch(() => null);
  if (existing !== null) return existing;
  await makeDirectory(directory);
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, await make(), { flag: "wx", mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if (!(typeof error === "object" && error !== null && "code" in error && error.code === "EEXIST"))
      throw error;
  } finally {
    await rm(draft);
  }
  return readFile(path, "utf8");
}
