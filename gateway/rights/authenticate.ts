/**
 * Token → Caller. RS256 and ES256 only, against the key set of the identity provider or of the built-in
 * issuer.
 */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from "jose";
import { ROLES, type Caller, type Role } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";

export interface AuthenticationOptions {
  /** Where the identity provider publishes its keys, or the keys themselves. */
  readonly keys: URL | JSONWebKeySet;
  readonly issuer: string;
  readonly audience: string;
}

/** Takes the `Authorization` header. Null when there is none; TOKEN_INVALID when it is not good. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller | null>;

export function createAuthenticate({ keys, issuer, audience }: AuthenticationOptions): Authenticate {
  const keySet: JWTVerifyGetKey =
    keys instanceof URL ? createRemoteJWKSet(keys, { timeoutDuration: 3_000 }) : createLocalJWKSet(keys);
  return async (authorization) => {
    if (authorization === undefined || authorization === "") return null;
    const token = /^Bearer ([A-Za-z0-9_.-]{1,8192})$/.exec(authorization)?.[1];
    if (token === undefined) throw invalid("格式不对 / malformed");
    try {
      const { payload } = await jwtVerify(token, keySet, {
        issuer,
        audience,
        algorithms: ["RS256", "ES256"],
        requiredClaims: ["exp", "sub"],
      });
      return toCaller(payload);
    } catch (error) {
      throw error instanceof HubError ? error : invalid(reasonOf(error));
    }
  };
}

function toCaller(payload: JWTPayload): Caller {
  const { sub, name, department, roles } = payload;
  if (sub === undefined) throw invalid("缺少 sub / no sub");
  const known: readonly unknown[] = Array.isArray(roles) ? roles : [];
  return {
    subject: sub,
    name: typeof name === "string" ? name : sub,
    department: typeof department === "string" ? department : null,
    roles: ROLES.filter((role: Role) => known.includes(role)),
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "已过期 / expired";
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.claim} 不符 / wrong ${error.claim}`;
  if (error instanceof errors.JOSEAlgNotAllowed) return "算法不允许 / algorithm not allowed";
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return "签名不符 / wrong signature";
  return "无法验证 / cannot be verified";
}

function invalid(reason: string): HubError {
  return new HubError("TOKEN_INVALID", { reason });
}
