/**
 * A client's token while it is connected: it is checked for each event, and its expiry ends the
 * subscriptions.
 */
import { decodeJwt } from "jose";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { Authenticate } from "../rights/authenticate.js";
import { EXPIRED } from "../rights/verify-token.js";
import { toStreamError, type StreamError } from "./message.js";

export interface Session {
  readonly caller: Caller | null;
  /** Rejects with StreamError when the token is no longer valid; null for a client without a token. */
  readonly check: (() => Promise<void>) | null;
  /** Calls back when the token expires; returns a function that cancels the callback. */
  readonly onExpiry: (callback: (error: StreamError) => void) => () => void;
}

/** A withdrawn key is noticed within this time. */
const VERIFY_EVERY_MS = 10_000;
/** The longest delay of a timer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Throws TOKEN_INVALID. */
export async function openSession(
  authorization: string | undefined,
  authenticate: Authenticate,
): Promise<Session> {
  const caller = await authenticate(authorization);
  if (caller === null || authorization === undefined)
    return { caller, check: null, onExpiry: () => () => undefined };
  const { exp = 0 } = decodeJwt(authorization.slice("Bearer ".length));
  let verified = Date.now();
  const expired = (): StreamError =>
    toStreamError(new HubError("TOKEN_INVALID", { reason: EXPIRED[0], reasonEn: EXPIRED[1] }));
  return {
    caller,
    check: async () => {
      if (Date.now() >= exp * 1_000) throw expired();
      if (Date.now() - verified < VERIFY_EVERY_MS) return;
      try {
        await authenticate(authorization);
        verified = Date.now();
      } catch (error) {
        throw error instanceof HubError ? toStreamError(error) : error;
      }
    },
    onExpiry: (callback) => {
      const timer = setTimeout(
        () => callback(expired()),
        Math.min(LONGEST_TIMER_MS, exp * 1_000 - Date.now()),
      ).unref();
      return () => clearTimeout(timer);
    },
  };
}
