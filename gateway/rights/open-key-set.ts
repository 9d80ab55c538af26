/**
 * The public keys of an identity provider (JWKS): at its address, where a key that is not known yet is looked
 * for, or in a file that is looked at again and again.
 */
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { openSource } from "../graph/source.js";

export interface KeySet {
  readonly keys: URL | JWTVerifyGetKey;
  readonly close: () => Promise<void>;
}

/**
 * Rejects with a plain Error when the file has no keys now. Later on the last good ones stay, and `onFailure`
 * is told.
 */
export async function openKeySet(where: string, onFailure: (error: unknown) => void): Promise<KeySet> {
  if (/^https?:\/\//.test(where)) return { keys: new URL(where), close: () => Promise.resolve() };
  const source = openSource(where);
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
