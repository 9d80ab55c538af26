/**
 * What clients spend at all gateways of a hub, counted in its Redis, or in its database where there is none.
 * It is asked in the background alone: while it is down each gateway counts by itself, and says so once.
 */
import { createHmac } from "node:crypto";
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRedis, type RateLimiterAbstract } from "rate-limiter-flexible";
import type { Log } from "../../log.js";
import { makeRedis, type Redis } from "../../open-redis.js";
import { REFILL_SECONDS } from "./plans.js";
import type { SharedSpending } from "./rates.js";

export interface SharedSpendingOptions {
  readonly store: { readonly redis: Redis } | { readonly pool: pg.Pool };
  /** The same for all gateways: addresses and names are kept nowhere as they are. */
  readonly key: Uint8Array;
  /** Which database's clients. */
  readonly scope: string;
  readonly log: Log;
}

/** A step of the registry's migrations: it may be lost, and then each client begins anew. */
export const rateTable = `CREATE UNLOGGED TABLE registry.rate (key varchar(255) PRIMARY KEY, points bigint NOT NULL DEFAULT 0, expire bigint)`;

export interface OpenSpending {
  readonly spending: SharedSpending;
  readonly close: () => void;
}

/** Does not wait for a connection. Rejects with SETTING_INVALID when the address is none. */
export async function openRedisSpending(
  url: string,
  options: Omit<SharedSpendingOptions, "store">,
): Promise<OpenSpending> {
  const { createClient } = await import("@redis/client");
  const redis = makeRedis(createClient, url);
  // Each use of it tells what is wrong.
  redis.on("error", () => undefined);
  redis.connect().catch(() => undefined);
  return { spending: createSharedSpending({ ...options, store: { redis } }), close: () => redis.destroy() };
}

export function createSharedSpending({ store, key, scope, log }: SharedSpendingOptions): SharedSpending {
  const counter = counterIn(store);
  let isTold = false;
  return {
    add: async (client, points) => {
      const name = createHmac("sha256", key).update(`${scope}\n${client}`).digest("base64url");
      try {
        const { consumedPoints: total, msBeforeNext } = await counter.penalty(name, points);
        isTold = false;
        return { total, elapsedMs: Math.max(0, REFILL_SECONDS * 1_000 - msBeforeNext) };
      } catch (error) {
        if (!isTold)
          log({
            level: "warn",
            error: error instanceof Error ? error.message : String(error),
            message: "Clients' rates are counted by each gateway alone",
          });
        isTold = true;
        return null;
      }
    },
  };
}

function counterIn(store: SharedSpendingOptions["store"]): RateLimiterAbstract {
  // Points are counted and never refused here.
  const options = { points: Number.MAX_SAFE_INTEGER, duration: REFILL_SECONDS };
  if ("redis" in store)
    return new RateLimiterRedis({
      ...options,
      storeClient: store.redis,
      keyPrefix: "tongcha:rate",
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
    });
  return new RateLimiterPostgres({
    ...options,
    storeClient: store.pool,
    storeType: "pool",
    keyPrefix: "rate",
    schemaName: "registry",
    tableName: "rate",
    tableCreated: true,
    clearExpiredByTimeout: true,
  });
}
