/**
 * Signs the statement that identifies the caller to a department's subgraph: a JWT (ES256), valid for at most
 * a minute and for that subgraph alone. The private key stays with the gateways; the public key is published.
 * The person is named by a pairwise pseudonym (as in OpenID Connect), so that two departments cannot link the
 * requests of one person; the hub can resolve the pseudonym.
 */
import { createHmac } from "node:crypto";
import { importJWK, SignJWT, type JSONWebKeySet, type JWK } from "jose";
import { LRUCache } from "lru-cache";
import { CALLER_STATEMENT_TYPE, CALLER_TOKEN_MAX_AGE_SECONDS, type Caller } from "#schema/caller.js";
import type { KeyRing } from "#schema/key-ring.js";
import { publicKeys } from "./issuer.js";
import type { SignCaller } from "./sign-caller.js";

export interface CallerStatements {
  /** The public keys, for `/.well-known/tongcha-callers.json`. */
  readonly keys: JSONWebKeySet;
  readonly sign: SignCaller;
}

export interface CallerStatementsOptions {
  /** The gateways' own private keys, P-256. */
  readonly callerKeys: KeyRing<JWK>;
  readonly issuer: string;
  /** Key for the pseudonyms; the same in all processes of a hub. */
  readonly pseudonymKey: Uint8Array;
}

/** A statement is reused for half its lifetime: signing is the most expensive step of a small call. */
const KEPT_MS = (CALLER_TOKEN_MAX_AGE_SECONDS * 1_000) / 2;
const KEPT = 10_000;

export function createCallerStatements({
  callerKeys,
  issuer,
  pseudonymKey,
}: CallerStatementsOptions): CallerStatements {
  const [key] = callerKeys;
  const imported = importJWK(key, "ES256");
  const kept = new LRUCache<string, Promise<string>>({ max: KEPT, ttl: KEPT_MS });
  const pseudonymOf = (subject: string, subgraph: string): string =>
    createHmac("sha256", pseudonymKey)
      .update(JSON.stringify(["caller", subgraph, subject]))
      .digest("base64url");
  const make = async (caller: Caller | null, subgraph: string): Promise<string> => {
    const told =
      caller === null
        ? null
        : {
            subject: pseudonymOf(caller.subject, subgraph),
            department: caller.department,
            roles: [...caller.roles],
          };
    return new SignJWT({ caller: told })
      .setProtectedHeader({
        alg: "ES256",
        typ: CALLER_STATEMENT_TYPE,
        ...(key.kid === undefined ? {} : { kid: key.kid }),
      })
      .setIssuer(issuer)
      .setAudience(subgraph)
      .setIssuedAt()
      .setExpirationTime(`${CALLER_TOKEN_MAX_AGE_SECONDS}s`)
      .sign(await imported);
  };
  return {
    keys: publicKeys(callerKeys),
    sign: (caller, subgraph) => {
      const id = JSON.stringify([subgraph, caller]);
      const known = kept.get(id);
      if (known) return known;
      const made = make(caller, subgraph);
      kept.set(id, made);
      return made;
    },
  };
}
