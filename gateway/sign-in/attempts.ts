/**
 * Sign-ins that have begun, each in a cookie of its own: two windows may sign in at once, and what comes back
 * counts only in the browser that went out, once and for ten minutes.
 */
import * as v from "valibot";
import type { KeyRing } from "#schema/key-ring.js";
import { createSealedCookie, namesIn, type Carried, type SealedCookie } from "./sealed-cookie.js";

const SCHEMA = v.object({
  state: v.string(),
  nonce: v.string(),
  verifier: v.string(),
  /** Where the browser goes after it. */
  target: v.string(),
});

export type Attempt = Readonly<v.InferOutput<typeof SCHEMA>>;

export interface Attempts {
  /** The `set-cookie` headers. */
  readonly begin: (attempt: Attempt, carried: Carried) => Promise<readonly string[]>;
  /** Null without a good one. The headers take it back in any case. */
  readonly take: (
    state: unknown,
    carried: Carried,
  ) => Promise<{ readonly attempt: Attempt | null; readonly cookies: readonly string[] }>;
}

const LASTS_SECONDS = 600;
/** Of one browser at a time: with more, those of before are given up. */
const MOST = 4;
const NAMED_BY = /^(?:__Host-)?tongcha-sign-in-([\w-]{8})\.0$/;

export function createAttempts(keys: KeyRing<Uint8Array>): Attempts {
  const cookieOf = (id: string): SealedCookie<Attempt> =>
    createSealedCookie({ name: `tongcha-sign-in-${id}`, keys, schema: SCHEMA, maxAge: LASTS_SECONDS });
  return {
    begin: async (attempt, carried) => {
      const ids = namesIn(carried.cookies).flatMap((name) => NAMED_BY.exec(name)?.[1] ?? []);
      const given = await cookieOf(idOf(attempt.state)).seal(attempt, now() + LASTS_SECONDS, carried);
      const former = ids.length < MOST ? [] : ids.flatMap((id) => cookieOf(id).clear(carried));
      return [...former, ...given];
    },
    take: async (state, carried) => {
      if (typeof state !== "string" || !/^[\w-]{8,200}$/.test(state)) return { attempt: null, cookies: [] };
      const cookie = cookieOf(idOf(state));
      const attempt = await cookie.open(carried);
      return { attempt: attempt?.state === state ? attempt : null, cookies: cookie.clear(carried) };
    },
  };
}

function idOf(state: string): string {
  return state.slice(0, 8);
}

function now(): number {
  return Math.floor(Date.now() / 1_000);
}
