/**
 * A client's token and key while it is connected: looked at for each event, and the end of either ends what
 * is subscribed to.
 */
import { decodeJwt } from "jose";
import { HubError } from "#schema/errors.js";
import { ENDED } from "../api-keys/known-keys.js";
import type { Credentials, Identify } from "../operation/identify.js";
import type { Identity } from "../rights/identity.js";
import { EXPIRED } from "../rights/verify-token.js";
import { toStreamError, type StreamError } from "./message.js";

export interface Session {
  readonly identity: Identity;
  /** Rejects with StreamError when token or key are not good any more; null for who has none. */
  readonly check: (() => Promise<void>) | null;
  /** Calls back when one of them expires; returns what takes that back. */
  readonly onExpiry: (callback: (error: StreamError) => void) => () => void;
}

/** What was withdrawn or revoked is noticed after this time at the latest. */
const VERIFY_EVERY_MS = 5_000;
/** Longer than a timer can wait. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Throws TOKEN_INVALID or API_KEY_INVALID. */
export async function openSession(shown: Credentials, address: string, identify: Identify): Promise<Session> {
  const identity = await identify(shown, address);
  if (identity.caller === null && identity.key === null)
    return { identity, check: null, onExpiry: () => () => undefined };
  const { at, error } = endOf(shown, identity);
  let verified = Date.now();
  return {
    identity,
    check: async () => {
      if (Date.now() >= at) throw toStreamError(error());
      if (Date.now() - verified < VERIFY_EVERY_MS) return;
      try {
        await identify(shown, null);
        verified = Date.now();
      } catch (failure) {
        throw failure instanceof HubError ? toStreamError(failure) : failure;
      }
    },
    onExpiry: (callback) => {
      if (at === Infinity) return () => undefined;
      const timer = setTimeout(
        () => callback(toStreamError(error())),
        Math.min(LONGEST_TIMER_MS, at - Date.now()),
      ).unref();
      return () => clearTimeout(timer);
    },
  };
}

interface End {
  /** Milliseconds since 1970; Infinity for what has none. */
  readonly at: number;
  readonly error: () => HubError;
}

/** Whichever comes first. */
function endOf({ authorization }: Credentials, { caller, key }: Identity): End {
  const token: End = {
    at: caller && authorization !== undefined ? expiryOf(authorization) : Infinity,
    error: () => new HubError("TOKEN_INVALID", { reason: EXPIRED[0], reasonEn: EXPIRED[1] }),
  };
  const ofKey: End = { at: key?.until?.getTime() ?? Infinity, error: ENDED };
  return ofKey.at < token.at ? ofKey : token;
}

function expiryOf(authorization: string): number {
  return (decodeJwt(authorization.slice("Bearer ".length)).exp ?? 0) * 1_000;
}
