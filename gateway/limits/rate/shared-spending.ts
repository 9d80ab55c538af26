/**
 * Counts clients' spending at all gateways of a hub, in its Redis, or in its database if there is no Redis.
 * Only background work uses it: while the store is down each gateway counts by itself, and logs that once.
 */
import { createHmac } from "node:crypto";
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRedis, type RateLimiterAbstract } from "rate-limiter-flexible";
import { describeError } from "#schema/runtime/describe-error.js";
import { createOutage } from "#schema/runtime/outage.js";
import type { Log } from "../../log.js";
import { makeRedis, type Redis } from "../../open-redis.js";
import { REFILL_SECONDS } from "./plans.js";
import type { SharedSpending } from "./rates.js";

export interface SharedSpendingOptions {
  readonly store: { readonly redis: Redis } | { readonly pool: pg.Pool };
  /** HMAC key, the same at all gateways: addresses and names are never stored in clear. */
  readonly key: Uint8Array;
  /** Identifies the database whose clients are counted. */
  readonly scope: string;
  readonly log: Log;
}

/** A step of the registry's migrations. The table may be lost; each client then starts with a full bucket. */
export const rateTable = `CREATE UNLOGGED TABLE registry.rate (key varchar(255) PRIMARY KEY, points bigint NOT NULL DEFAULT 0, expire bigint)`;

export interface OpenSpending {
  readonly spending: SharedSpending;
  readonly close: () => void;
}

/** Does not wait for a connection. Rejects with SETTING_INVALID when the URL is invalid. */
export async function openRedisSpending(
  url: string,
  options: Omit<SharedSpendingOptions, "store">,
): Promise<OpenSpending> {
  const { createClient } = await import("@redis/client");
  const redis = makeRedis(createClient, url);
  // Each use reports its own error.
  redis.on("error", () => undefined);
  redis.connect().catch(() => undefined);
  return { spending: createSharedSpending({ ...options, store: { redis } }), close: () => redis.destroy() };
}

export function createSharedSpending({ store, key, scope, log }: SharedSpendingOptions): SharedSpending {
  const counter = counterIn(store);
  const outage = createOutage({
    onFault: (error) =>
      log({
        level: "warn",
        ...describeError(error),
        message: "Clients' rates are counted by each gateway alone",
      }),
    onBack: (tries) =>
      log({ level: "info", tries, message: "Clients' rates are counted by all gateways together again" }),
  });
  return {
    add: async (client, points) => {
      const name = createHmac("sha256", key).update(`${scope}\n${client}`).digest("base64url");
      try {
        const { consumedPoints: total, msBeforeNext } = await counter.penalty(name, points);
        outage.succeeded();
        return { total, elapsedMs: Math.max(0, REFILL_SECONDS * 1_000 - msBeforeNext) };
      } catch (error) {
        outage.failed(error);
        return null;
      }
    },
  };
}

function counterIn(store: SharedSpendingOptions["store"]): RateLimiterAbstract {
  // This counter never refuses points.
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
