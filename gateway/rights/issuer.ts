/**
 * The built-in issuer of tokens, for a hub without an identity provider: ES256, its key kept in the data
 * directory.
 */
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JSONWebKeySet, type JWK } from "jose";
import type { Caller } from "#schema/caller.js";
import type { KeyRing } from "#schema/key-ring.js";

export interface Issuer {
  /** The public keys, which everyone may see. */
  readonly keys: JSONWebKeySet;
  readonly issue: (caller: Caller, hours: number) => Promise<string>;
}

export interface IssuerOptions {
  readonly keys: KeyRing<JWK>;
  readonly issuer: string;
  readonly audience: string;
}

/** Generates a private key for issuing tokens: ES256. */
export async function generateIssuerKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: "ES256", use: "sig", kid: crypto.randomUUID() };
}

/** The public keys that verify the signatures. */
export function publicKeys(keys: KeyRing<JWK>): JSONWebKeySet {
  return { keys: keys.map(({ d: _private, ...publicKey }) => publicKey) };
}

export function createIssuer({ keys, issuer, audience }: IssuerOptions): Issuer {
  const [key] = keys;
  return {
    keys: publicKeys(keys),
    issue: async ({ subject, name, department, roles, scopes = [], policies = [] }, hours) =>
      new SignJWT({
        name,
        roles: [...roles],
        ...(department === null ? {} : { department }),
        ...(scopes.length > 0 && { scope: scopes.join(" ") }),
        ...(policies.length > 0 && { policies: [...policies] }),
      })
        .setProtectedHeader({ alg: "ES256", ...(key.kid === undefined ? {} : { kid: key.kid }) })
        .setSubject(subject)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${hours}h`)
        .sign(await importJWK(key, "ES256")),
  };
}
