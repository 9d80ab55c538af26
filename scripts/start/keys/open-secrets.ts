/** The secrets of a process of a hub, once its keys are known to be those of its database. */
import type { Database } from "../../../services/kit/store/open/database.js";
import type { Settings } from "../settings.js";
import { admitKeys } from "./admit-keys.js";
import { openSecret, type SecretName } from "./kept-secrets.js";
import { isUsed, type KeyName, type Keys } from "./keys.js";

export interface Secrets {
  /** Makes pseudonyms of persons' numbers. A gateway before a hub has none of its own to make. */
  readonly personKey: Uint8Array;
  /** Seals files as they came. */
  readonly originalKey: Uint8Array;
  readonly callerSecret: Uint8Array;
}

export interface SecretsOptions {
  readonly settings: Settings;
  readonly keys: Keys;
  /** The only subgraph of the process. */
  readonly only?: string;
}

/** Throws KEY_OTHER. */
export async function openSecrets(
  database: Database,
  { settings, keys, only }: SecretsOptions,
): Promise<Secrets> {
  const isGateway = settings.hubUrl !== null;
  const decides = !isGateway && only === undefined;
  const names: readonly KeyName[] = [
    "hub",
    ...(isGateway ? [] : (["person"] as const)),
    ...(decides ? (["log"] as const) : []),
    ...(only === undefined && isUsed("session", settings) ? (["session"] as const) : []),
    ...(only === undefined ? (["callers"] as const) : []),
    ...(only === undefined && settings.jwksUrl === null ? (["issuer"] as const) : []),
  ];
  await admitKeys(database, { settings, keys, names, decides });
  const open = (name: SecretName): Promise<Uint8Array> =>
    openSecret(database, { name, settings, keys, decides });
  return {
    personKey: isGateway ? keys.person[0] : await open("person"),
    originalKey: isGateway ? keys.person[0] : await open("original"),
    // It asks no department's subgraph.
    callerSecret: only !== undefined ? keys.hub[0] : await open("caller"),
  };
}
