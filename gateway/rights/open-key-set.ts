/** The public keys of an identity provider (JWKS), from a text that is watched for changes. */
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";

/** The source of the text. */
export interface KeySource {
  readonly read: () => Promise<string>;
  /** Calls back with each new text, and with each error; returns a function that stops watching. */
  readonly watch: (
    onChange: (text: string) => void,
    onFailure: (error: unknown) => void,
  ) => () => Promise<void> | void;
}

export interface KeySet {
  readonly keys: JWTVerifyGetKey;
  readonly close: () => Promise<void>;
}

/**
 * Rejects with a plain Error when there are no valid keys at first. After a later failure the last keys stay.
 */
export async function openKeySet(source: KeySource, onFailure: (error: unknown) => void): Promise<KeySet> {
  let known = readKeys(await source.read());
  const end = source.watch((text) => {
    try {
      known = readKeys(text);
    } catch (error) {
      onFailure(error);
    }
  }, onFailure);
  return {
    keys: (header, token) => known(header, token),
    close: async () => {
      await end();
    },
  };
}

function readKeys(text: string): JWTVerifyGetKey {
  return createLocalJWKSet(JSON.parse(text) as JSONWebKeySet); // which checks that it is one
}
