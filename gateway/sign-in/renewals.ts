/**
 * Renews sessions. A page asks several things at once, and a provider gives one token for another once: who
 * comes a moment later with the former session is given what came of it.
 */
import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { HubError } from "#schema/errors.js";
import { isToBeRenewed, type Session } from "./session.js";
import type { Provider } from "./way.js";

const KEPT = 10_000;
const KEPT_MS = 60_000;
/** A provider that is away is asked again after this time. */
const AWAY_MS = 5_000;

/**
 * Resolves to null where there is nothing to renew, or the provider renews it no more. Rejects with
 * PROVIDER_UNAVAILABLE.
 */
export type Renew = (session: Session) => Promise<Session | null>;

export function createRenew({ renew }: Pick<Provider, "renew">): Renew {
  const known = new LRUCache<string, Promise<Session | null>>({ max: KEPT, ttl: KEPT_MS });
  const ask = async (key: string, session: Session): Promise<Session | null> => {
    try {
      return await renew(session);
    } catch (error) {
      if (!(error instanceof HubError && error.code === "PROVIDER_UNAVAILABLE")) return null;
      const waiting = known.get(key);
      if (waiting) known.set(key, waiting, { ttl: AWAY_MS });
      throw error;
    }
  };
  return async (session) => {
    if (!isToBeRenewed(session)) return null;
    const key = hash("sha256", session.refreshToken ?? "", "base64url");
    const renewing = known.get(key) ?? ask(key, session);
    if (!known.has(key)) known.set(key, renewing);
    return renewing;
  };
}
