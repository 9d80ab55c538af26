/**
 * The keys of a hub: given by settings, or made at its first start and kept in the data directory. Each may
 * be several, while one takes the place of another.
 */
import { join } from "node:path";
import { calculateJwkThumbprint, type JWK } from "jose";
import type { KeyRing } from "#schema/key-ring.js";
import type { Settings } from "../settings.js";
import { PAIRS, readKeys, readOrMakeKeys, TEXT_KEYS, type KeyFormat } from "./key-files.js";

export interface Keys {
  /** Sign requests from the gateway to subgraphs. */
  readonly hub: KeyRing<Uint8Array>;
  /** Wrap the secret by which persons' numbers become pseudonyms. */
  readonly person: KeyRing<Uint8Array>;
  /** Private keys of the built-in issuer. */
  readonly issuer: KeyRing<JWK>;
  /** Private keys by which the gateways state to departments' subgraphs who asks. */
  readonly callers: KeyRing<JWK>;
  /** Private keys that sign the head of the public log. */
  readonly log: KeyRing<JWK>;
  /** Seal the cookies of people who sign in by a browser. */
  readonly session: KeyRing<Uint8Array>;
}

export type KeyName = keyof Keys;

/** True for a key that is a text; the others are pairs. */
export function isText(name: KeyName): name is "hub" | "person" | "session" {
  return name === "hub" || name === "person" || name === "session";
}

/** By the key's name: where it is kept, unless the setting gives it. */
export const KEY_PLACES = {
  hub: { file: "hub.key", variable: "HUB_KEY" },
  person: { file: "person.key", variable: "PERSON_KEY" },
  issuer: { file: "issuer.json", variable: "ISSUER_KEY" },
  callers: { file: "callers.json", variable: "CALLERS_KEY" },
  log: { file: "log.json", variable: "LOG_KEY" },
  session: { file: "session.key", variable: "SESSION_KEY" },
} as const satisfies Record<KeyName, { readonly file: string; readonly variable: string }>;

/**
 * The keys of a process. One that is missing is made by the hub alone; whoever else comes without it is told
 * to bring the hub's, of those that it uses. Throws DATA_UNWRITABLE, or KEY_UNUSABLE.
 */
export async function openKeys(settings: Settings, missing: "make" | "refuse" = "make"): Promise<Keys> {
  const open = missing === "make" ? readOrMakeKeys : readKeys;
  const isGateway = settings.hubUrl !== null;
  const kept = async <K>(name: KeyName, format: KeyFormat<K>): Promise<KeyRing<K>> =>
    isGateway && !isUsed(name, settings)
      ? [await format.make()]
      : open(join(settings.dataDirectory, KEY_PLACES[name].file), format);
  const { hub, person, issuer, callers, log, session } = await givenKeys(settings);
  return {
    hub: hub ?? (await kept("hub", TEXT_KEYS)),
    person: person ?? (await kept("person", TEXT_KEYS)),
    issuer: issuer ?? (await kept("issuer", PAIRS)),
    callers: callers ?? (await kept("callers", PAIRS)),
    log: log ?? (await kept("log", PAIRS)),
    session: session ?? (await kept("session", TEXT_KEYS)),
  };
}

/**
 * Pseudonyms and the log's heads are the hub's; an identity provider's tokens need no key of the issuer, and
 * a gateway at which nobody signs in none of sessions.
 */
export function isUsed(name: KeyName, { jwksUrl, hubUrl, oidcClientId }: Settings): boolean {
  if (name === "issuer") return jwksUrl === null;
  if (name === "session") return hubUrl === null || oidcClientId !== null;
  return hubUrl === null || (name !== "person" && name !== "log");
}

export const KEY_NAMES: readonly KeyName[] = ["hub", "person", "issuer", "callers", "log", "session"];

/** Those that settings give; null for each other. */
export async function givenKeys({
  hubKey,
  personKey,
  issuerKey,
  callersKey,
  logKey,
  sessionKey,
}: Settings): Promise<{ readonly [Name in KeyName]: Keys[Name] | null }> {
  return {
    hub: hubKey && bytesOf(hubKey),
    person: personKey && bytesOf(personKey),
    issuer: issuerKey && (await named(issuerKey)),
    callers: callersKey && (await named(callersKey)),
    log: logKey && (await named(logKey)),
    session: sessionKey && bytesOf(sessionKey),
  };
}

/** Keys that nobody keeps, for a hub whose database goes with it. */
export async function makeKeys(): Promise<Keys> {
  return {
    hub: [await TEXT_KEYS.make()],
    person: [await TEXT_KEYS.make()],
    issuer: [await PAIRS.make()],
    callers: [await PAIRS.make()],
    log: [await PAIRS.make()],
    session: [await TEXT_KEYS.make()],
  };
}

function bytesOf([first, ...others]: KeyRing<string>): KeyRing<Uint8Array> {
  return [Buffer.from(first), ...others.map((key) => Buffer.from(key))];
}

/** They have the same names in all processes: their thumbprints (RFC 7638). */
async function named([first, ...others]: KeyRing<JWK>): Promise<KeyRing<JWK>> {
  return [await withName(first), ...(await Promise.all(others.map(withName)))];
}

async function withName(key: JWK): Promise<JWK> {
  return { ...key, alg: "ES256", use: "sig", kid: await calculateJwkThumbprint(key) };
}
