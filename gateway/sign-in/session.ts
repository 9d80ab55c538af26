/**
 * The session of a person who signed in by a browser: a token as a program would show it, kept in cookies
 * that no script reads. It is over when the token is, when the person signs out, and when its key is dropped.
 */
import { decodeJwt } from "jose";
import * as v from "valibot";
import type { KeyRing } from "#schema/key-ring.js";
import { createSealedCookie, type SealedCookie } from "./sealed-cookie.js";

const SCHEMA = v.object({
  /** The bearer token. */
  token: v.string(),
  /** What the provider gives another token for; null where it gives none. */
  refreshToken: v.nullable(v.string()),
  /** Times in seconds since 1970: of the sign-in, of this token, and when it is to be renewed. */
  startedAt: v.number(),
  endsAt: v.number(),
  renewAt: v.number(),
});

export type Session = Readonly<v.InferOutput<typeof SCHEMA>>;

const NAME = "tongcha-session";
/** True for a `cookie` header with a session in it, whatever it is worth. */
export function carriesSession(cookies: string | undefined): boolean {
  return cookies?.includes(NAME) === true;
}

/**
 * The request header by which a page says that it asks as who has signed in. No form can send it, and no page
 * of another origin may.
 */
export const SESSION_HEADER = "tongcha-session";

export function createSessionCookie(keys: KeyRing<Uint8Array>): SealedCookie<Session> {
  return createSealedCookie({ name: NAME, keys, schema: SCHEMA, maxAge: null });
}

/** A day's work: after that a person signs in again, whatever the provider renews. */
const LONGEST_SECONDS = 12 * 3_600;
/** Share of a token's life after which it is renewed. */
const RENEWED_AFTER = 2 / 3;

/** `startedAt`: when the person signed in; by default now. The token's claims are not verified here. */
export function sessionOf(token: string, refreshToken: string | null, startedAt = now()): Session {
  const { exp: endsAt = 0 } = decodeJwt(token);
  return {
    token,
    refreshToken,
    startedAt,
    endsAt,
    renewAt: Math.floor(now() + (endsAt - now()) * RENEWED_AFTER),
  };
}

/** Until when its cookie is good, in seconds since 1970: one that is renewed outlasts its token. */
export function lastsUntil({ refreshToken, startedAt, endsAt }: Session): number {
  return refreshToken === null ? endsAt : startedAt + LONGEST_SECONDS;
}

export function isToBeRenewed({ refreshToken, renewAt }: Session): boolean {
  return refreshToken !== null && now() >= renewAt;
}

function now(): number {
  return Math.floor(Date.now() / 1_000);
}
