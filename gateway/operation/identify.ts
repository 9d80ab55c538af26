/** From what a request shows to who asks. */
import type { IncomingHttpHeaders } from "node:http";
import { API_KEY_HEADER } from "../api-keys/api-key.js";
import type { KnownKeys } from "../api-keys/known-keys.js";
import { payWork } from "../limits/rate/pay.js";
import type { Rates } from "../limits/rate/rates.js";
import type { Authenticate } from "../rights/authenticate.js";
import { STRANGER, type Identity } from "../rights/identity.js";

/** What a request shows. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly apiKey: string | undefined;
}

/**
 * Rejects with TOKEN_INVALID or API_KEY_INVALID, for which the address pays, else with RATE_EXCEEDED. No
 * address: it was good before, and is looked at again.
 */
export type Identify = (shown: Credentials, address: string | null) => Promise<Identity>;

export interface IdentifyParts {
  readonly authenticate: Authenticate;
  /** Null: there are no keys, and who shows one is nobody's program. */
  readonly keys: Pick<KnownKeys, "find"> | null;
  /** Null: all is free. */
  readonly rates: Pick<Rates, "of"> | null;
}

export function createIdentify({ authenticate, keys, rates }: IdentifyParts): Identify {
  return async ({ authorization, apiKey }, address) => {
    try {
      const key = keys && apiKey !== undefined ? keys.find(apiKey) : null;
      return { key, caller: await authenticate(authorization) };
    } catch (error) {
      // Who guesses is slowed down, and what is verified in vain is paid.
      if (rates && address !== null) await payWork(rates.of(STRANGER, address), 0);
      throw error;
    }
  };
}

export function credentialsOf(headers: IncomingHttpHeaders): Credentials {
  const apiKey = headers[API_KEY_HEADER];
  return {
    authorization: headers.authorization,
    apiKey: Array.isArray(apiKey) ? apiKey.join() : apiKey,
  };
}
