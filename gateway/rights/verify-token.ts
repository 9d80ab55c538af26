/** A bearer token and its claims: signature, issuer, audience and time are checked here, and nowhere else. */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from "jose";
import { HubError } from "#schema/errors.js";

export interface TokenOptions {
  /** Where the identity provider publishes its keys, the keys themselves, or what finds a token's key. */
  readonly keys: URL | JSONWebKeySet | JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  /** Signatures with a private key; whoever can verify must not be able to sign. */
  readonly algorithms: readonly string[];
}

/** Takes the `Authorization` header. Null when there is none; TOKEN_INVALID when it is not good. */
export type VerifyToken = (authorization: string | undefined) => Promise<JWTPayload | null>;

/** Clocks of two machines differ by so much at most. */
export const CLOCK_TOLERANCE_SECONDS = 60;

export function createVerifyToken({ keys, issuer, audience, algorithms }: TokenOptions): VerifyToken {
  const keySet = toKeySet(keys);
  return async (authorization) => {
    if (authorization === undefined || authorization === "") return null;
    const token = /^Bearer ([A-Za-z0-9_.-]{1,8192})$/.exec(authorization)?.[1];
    if (token === undefined) throw invalid("格式不正确", "malformed");
    try {
      const { payload } = await jwtVerify(token, keySet, {
        issuer,
        audience,
        algorithms: [...algorithms],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ["exp", "sub"],
      });
      return payload;
    } catch (error) {
      throw invalid(...reasonOf(error));
    }
  };
}

function toKeySet(keys: TokenOptions["keys"]): JWTVerifyGetKey {
  if (keys instanceof URL)
    return createRemoteJWKSet(keys, { timeoutDuration: 3_000, cooldownDuration: ASKED_AGAIN_AFTER_MS });
  return typeof keys === "function" ? keys : createLocalJWKSet(keys);
}

/** A key that is not known yet is looked for at once, and not more often than so. */
const ASKED_AGAIN_AFTER_MS = 1_000;

/** Why a token is refused that was good before. */
export const EXPIRED = ["已过期", "expired"] as const;

function reasonOf(error: unknown): readonly [zh: string, en: string] {
  if (error instanceof errors.JWTExpired) return EXPIRED;
  if (error instanceof errors.JWTClaimValidationFailed)
    return [`${error.claim} 不符`, `wrong ${error.claim}`];
  if (error instanceof errors.JOSEAlgNotAllowed) return ["不允许此签名算法", "algorithm not allowed"];
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return ["签名不符", "wrong signature"];
  return ["无法验证", "cannot be verified"];
}

function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("TOKEN_INVALID", { reason, reasonEn });
}
