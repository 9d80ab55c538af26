/** The public keys of an identity provider (JWKS) as a text that is looked at again and again. */
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";

/** Where the text comes from. */
export interface KeySource {
  readonly read: () => Promise<string>;
  /** Calls back with each text, and with what went wrong; returns what ends it. */
  readonly watch: (
    onChange: (text: string) => void,
    onFailure: (error: unknown) => void,
  ) => () => Promise<void> | void;
}

export interface KeySet {
  readonly keys: JWTVerifyGetKey;
  readonly close: () => Promise<void>;
}

/** Rejects with a plain Error when there are no keys now. Later on the last good ones stay. */
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
