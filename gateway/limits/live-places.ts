/**
 * Limits open connections and subscriptions, per gateway and per client. A client is identified by its
 * address, whatever token it has.
 */
import { HubError } from "#schema/errors.js";

export interface LiveLimits {
  /** WebSockets and event streams on this gateway, and of one client. */
  readonly connections: number;
  readonly connectionsOfClient: number;
  readonly subscriptions: number;
  readonly subscriptionsOfClient: number;
  /**
   * Distinct subscriptions on this gateway: each has its own subgraph stream, and resolves its own events.
   */
  readonly streams: number;
}

export const UNLIMITED_LIVE: LiveLimits = {
  connections: Infinity,
  connectionsOfClient: Infinity,
  subscriptions: Infinity,
  subscriptionsOfClient: Infinity,
  streams: Infinity,
};

export interface Places {
  /**
   * Takes a place for a client (`clientOf` its address); returns an idempotent function that releases it.
   * Throws LIVE_FULL, or the error code for a client that has too many.
   */
  readonly take: (client: string) => () => void;
  readonly taken: () => number;
}

export interface PlacesOptions {
  readonly all: number;
  readonly ofClient: number;
  readonly code: "CLIENT_CONNECTIONS_TOO_MANY" | "CLIENT_SUBSCRIPTIONS_TOO_MANY";
}

export function createPlaces({ all, ofClient, code }: PlacesOptions): Places {
  const byClient = new Map<string, number>();
  let taken = 0;
  return {
    taken: () => taken,
    take: (client) => {
      const own = byClient.get(client) ?? 0;
      if (own >= ofClient) throw new HubError(code, { limit: ofClient });
      if (taken >= all) throw new HubError("LIVE_FULL", { seconds: AGAIN_SECONDS });
      byClient.set(client, own + 1);
      taken += 1;
      let isTaken = true;
      return () => {
        if (!isTaken) return;
        isTaken = false;
        taken -= 1;
        const left = (byClient.get(client) ?? 1) - 1;
        if (left === 0) byClient.delete(client);
        else byClient.set(client, left);
      };
    },
  };
}

/** Retry delay for a client that found no free place. */
export const AGAIN_SECONDS = 30;
