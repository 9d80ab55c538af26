/**
 * The session of a person who signed in by a browser: a token as a program would show it, kept in cookies that
 * no script reads. It is over when the token is, when the person signs out, and when its key is dropped.
 */
import * as v from "valibot";
import type { KeyRing } from "#schema/key-ring.js";
import { createSealedCookie, type SealedCookie } from "./sealed-cookie.js";

const SCHEMA = v.object({
  /** The bearer token. */
  token: v.string(),
  /** When the token ends, in seconds since 1970. */
  endsAt: v.number(),
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
