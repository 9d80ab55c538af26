/**
 * Token → Caller. In a hub a token also carries the person's roles and department; in front of a foreign
 * supergraph only its scopes and policies count.
 */
import type { JWTPayload } from "jose";
import { ROLES, type Caller, type Role } from "#schema/caller.js";
import { createVerifyToken, type TokenOptions } from "./verify-token.js";

export type AuthenticationOptions = Omit<TokenOptions, "algorithms">;

/** Takes the `Authorization` header. Resolves to null without one; rejects with TOKEN_INVALID. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller | null>;

/** For a hub: accepts RS256 and ES256. */
export function createAuthenticate(options: AuthenticationOptions): Authenticate {
  const verify = createVerifyToken({ ...options, algorithms: ["RS256", "ES256"] });
  return async (authorization) => {
    const payload = await verify(authorization);
    return payload && toCaller(payload);
  };
}

/** For a standalone gateway, with any identity provider. */
export function createAuthenticateHolders(options: AuthenticationOptions): Authenticate {
  const verify = createVerifyToken({ ...options, algorithms: WITH_PRIVATE_KEYS });
  return async (authorization) => {
    const payload = await verify(authorization);
    return payload && { ...toCaller(payload), department: null, roles: [] };
  };
}

const WITH_PRIVATE_KEYS = "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split(" ");

function toCaller({ sub = "", name, department, roles, scope, scp, policies }: JWTPayload): Caller {
  const known: readonly unknown[] = Array.isArray(roles) ? roles : [];
  const scopes = [...namesOf(scope), ...namesOf(scp)];
  const held = Array.isArray(policies) ? namesOf(policies) : [];
  return {
    subject: sub,
    name: typeof name === "string" ? name : sub,
    department: typeof department === "string" ? department : null,
    roles: ROLES.filter((role: Role) => known.includes(role)),
    ...(scopes.length > 0 && { scopes }),
    ...(held.length > 0 && { policies: held }),
  };
}

/** Reads a claim that is a list, or names joined by spaces (RFC 8693). */
function namesOf(claim: unknown): readonly string[] {
  if (typeof claim === "string") return claim.split(" ").filter(Boolean);
  return Array.isArray(claim) ? claim.filter((name) => typeof name === "string") : [];
}
