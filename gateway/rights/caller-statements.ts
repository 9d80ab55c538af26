/**
 * What a department's subgraph is told of who asks: a JWT (ES256) of at most a minute, for that subgraph and
 * that body alone. Whoever can verify it cannot make it: the private key stays with the gateways, the public
 * one is published. The person is told by a pseudonym of that subgraph's own (pairwise, as in OpenID
 * Connect), so that two departments cannot put together what one person asked them; the hub can tell who it
 * was.
 */
import { createHmac } from "node:crypto";
import { importJWK, SignJWT, type JSONWebKeySet, type JWK } from "jose";
import { LRUCache } from "lru-cache";
import { CALLER_STATEMENT_TYPE, CALLER_TOKEN_MAX_AGE_SECONDS } from "#schema/caller.js";
import type { KeyRing } from "#schema/key-ring.js";
import { publicKeys } from "./issuer.js";
import { lifeOf, type SignCaller } from "./sign-caller.js";

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
  /** The database's clock; without it the machine's. */
  readonly now?: () => Date;
}

/** Beside the same body it is sent again for half its life: signing costs more than a small call's rest. */
const KEPT_MS = (CALLER_TOKEN_MAX_AGE_SECONDS * 1_000) / 2;
const KEPT = 10_000;

export function createCallerStatements({
  callerKeys,
  issuer,
  pseudonymKey,
  now = () => new Date(),
}: CallerStatementsOptions): CallerStatements {
  const [key] = callerKeys;
  const imported = importJWK(key, "ES256");
  const kept = new LRUCache<string, Promise<string>>({ max: KEPT, ttl: KEPT_MS });
  const pseudonymOf = (subject: string, subgraph: string): string =>
    createHmac("sha256", pseudonymKey)
      .update(JSON.stringify(["caller", subgraph, subject]))
      .digest("base64url");
  const make: SignCaller = async (caller, subgraph, request) => {
    const told =
      caller === null
        ? null
        : {
            subject: pseudonymOf(caller.subject, subgraph),
            department: caller.department,
            roles: [...caller.roles],
          };
    const [begins, ends] = lifeOf(now());
    return new SignJWT({ caller: told, ...request })
      .setProtectedHeader({
        alg: "ES256",
        typ: CALLER_STATEMENT_TYPE,
        ...(key.kid === undefined ? {} : { kid: key.kid }),
      })
      .setIssuer(issuer)
      .setAudience(subgraph)
      .setIssuedAt(begins)
      .setExpirationTime(ends)
      .sign(await imported);
  };
  return {
    keys: publicKeys(callerKeys),
    sign: (caller, subgraph, request) => {
      const id = JSON.stringify([subgraph, caller, request]);
      const known = kept.get(id);
      if (known) return known;
      const made = make(caller, subgraph, request);
      kept.set(id, made);
      return made;
    },
  };
}
