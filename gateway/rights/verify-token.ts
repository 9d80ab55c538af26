/** Verifies a bearer token. Signature, issuer, audience and time are checked here, and nowhere else. */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from "jose";
import { CLOCK_TOLERANCE_SECONDS } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";

export interface TokenOptions {
  /** The URL of the identity provider's keys, the keys themselves, or a function that finds a token's key. */
  readonly keys: URL | JSONWebKeySet | JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  /** Asymmetric algorithms only, so that a verifier cannot sign. */
  readonly algorithms: readonly string[];
}

/** Takes the `Authorization` header. Resolves to null without one; rejects with TOKEN_INVALID. */
export type VerifyToken = (authorization: string | undefined) => Promise<JWTPayload | null>;

/** Of a token; more than any provider writes. */
const LONGEST_TOKEN = 8_192;
/** A token that is good for longer than a year and a month was made by mistake, or by a thief. */
const LONGEST_LIFE_SECONDS = 400 * 86_400;

export function createVerifyToken({ keys, issuer, audience, algorithms }: TokenOptions): VerifyToken {
  const keySet = toKeySet(keys);
  return async (authorization) => {
    if (authorization === undefined || authorization === "") return null;
    const token = /^Bearer ([A-Za-z0-9_.-]+)$/.exec(authorization)?.[1];
    if (token === undefined) throw invalid("格式不正确", "malformed");
    if (token.length > LONGEST_TOKEN)
      throw invalid(`超过${LONGEST_TOKEN}个字符`, `over ${LONGEST_TOKEN} characters`);
    try {
      const { payload } = await jwtVerify(token, keySet, {
        issuer,
        audience,
        algorithms: [...algorithms],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ["exp", "sub"],
      });
      refuseFarFuture(payload);
      return payload;
    } catch (error) {
      throw error instanceof HubError ? error : invalid(...reasonOf(error));
    }
  };
}

/** `nbf` is looked at with the signature. */
function refuseFarFuture({ iat, exp = 0 }: JWTPayload): void {
  const now = Date.now() / 1_000;
  if (iat !== undefined && iat > now + CLOCK_TOLERANCE_SECONDS)
    throw invalid("签发时间在将来", "it was issued in the future");
  if (exp > now + LONGEST_LIFE_SECONDS) throw invalid("有效期超过400天", "it is good for over 400 days");
}

function toKeySet(keys: TokenOptions["keys"]): JWTVerifyGetKey {
  if (keys instanceof URL)
    return createRemoteJWKSet(keys, { timeoutDuration: 3_000, cooldownDuration: ASKED_AGAIN_AFTER_MS });
  return typeof keys === "function" ? keys : createLocalJWKSet(keys);
}

/** An unknown key triggers a fetch of the keys at once, but not more often than this. */
const ASKED_AGAIN_AFTER_MS = 1_000;

/** The reason for refusing an expired token. */
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
