/**
 * The built-in issuer of tokens, for a hub without an identity provider: ES256, its key kept in the data
 * directory.
 */
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JSONWebKeySet, type JWK } from "jose";
import type { Caller } from "#schema/caller.js";

export interface Issuer {
  /** The public key, which everyone may see. */
  readonly keys: JSONWebKeySet;
  readonly issue: (caller: Caller, hours: number) => Promise<string>;
}

export interface IssuerOptions {
  readonly key: JWK;
  readonly issuer: string;
  readonly audience: string;
}

/** A new private key for whoever issues tokens: ES256. */
export async function generateIssuerKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: "ES256", use: "sig", kid: crypto.randomUUID() };
}

export function createIssuer({ key, issuer, audience }: IssuerOptions): Issuer {
  const { d: _private, ...publicKey } = key;
  return {
    keys: { keys: [publicKey] },
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
