/**
 * A client's token and key while it is connected. The end of either ends what is subscribed to: it is looked
 * for at each event, and a key's also while nothing happens.
 */
import { decodeJwt } from "jose";
import { HubError } from "#schema/errors.js";
import { ENDED } from "../api-keys/known-keys.js";
import type { Credentials, Identify } from "../operation/identify.js";
import type { Identity } from "../rights/identity.js";
import { EXPIRED } from "../rights/verify-token.js";
import { StreamError, toStreamError } from "./message.js";

export interface Session {
  readonly identity: Identity;
  /** Rejects with StreamError when token or key are not good any more; null for who has none. */
  readonly check: (() => Promise<void>) | null;
  /** Calls back when one of them expires, or the key is revoked; returns what takes that back. */
  readonly onEnd: (callback: (error: StreamError) => void) => () => void;
}

/** What was withdrawn or revoked is noticed after this time at the latest. */
const VERIFY_EVERY_MS = 5_000;
/** Longer than a timer can wait. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Throws TOKEN_INVALID or API_KEY_INVALID. */
export async function openSession(shown: Credentials, address: string, identify: Identify): Promise<Session> {
  const identity = await identify(shown, address);
  if (identity.caller === null && identity.key === null)
    return { identity, check: null, onEnd: () => () => undefined };
  const { at, error } = endOf(shown, identity);
  let verified = Date.now();
  const check = async (): Promise<void> => {
    if (Date.now() >= at) throw toStreamError(error());
    if (Date.now() - verified < VERIFY_EVERY_MS) return;
    try {
      await identify(shown, null);
      verified = Date.now();
    } catch (failure) {
      throw failure instanceof HubError ? toStreamError(failure) : failure;
    }
  };
  return {
    identity,
    check,
    onEnd: (tell) => {
      const untilExpiry = Math.min(LONGEST_TIMER_MS, at - Date.now());
      const expiry =
        at === Infinity ? undefined : setTimeout(() => tell(toStreamError(error())), untilExpiry).unref();
      const looking =
        identity.key === null
          ? undefined
          : setInterval(() => {
              check().catch((failure: unknown) => {
                if (failure instanceof StreamError) tell(failure);
              });
            }, VERIFY_EVERY_MS).unref();
      return () => {
        clearTimeout(expiry);
        clearInterval(looking);
      };
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
