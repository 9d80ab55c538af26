/**
 * The answer cache that the gateways of one hub share, in a Redis. The key contains everything that the
 * answer depends on, so an entry is valid at any gateway. Only answers that change with releases alone are
 * shared, and none that depend on the caller.
 *
 * The Redis is not trusted. Keys and values carry a MAC by the hub's own key, so that nobody who can write
 * there can forge an answer or swap two, and a truncated value is a miss. A Redis that is down or slow is
 * skipped (circuit breaker), and answers are made here.
 */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { createOutage } from "#schema/runtime/outage.js";
import { makeRedis } from "../open-redis.js";
import { createBreaker } from "../subgraphs/circuit-breaker.js";
import type { Log } from "../log.js";

export interface SharedAnswers {
  /** Null on a miss, or when the Redis is unavailable or slow. */
  readonly get: (key: string) => Promise<Buffer | null>;
  readonly put: (key: string, body: Buffer) => void;
  /** False while its last call failed, or there is no connection. */
  readonly isUp: () => boolean;
  readonly close: () => void;
}

export interface SharedAnswersOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  /** MAC key, the same at all gateways of the hub. */
  readonly key: Uint8Array;
  /** Identifies the database that the answers come from. */
  readonly scope: string;
  readonly log: Log;
}

/** Timeout of a lookup: making most answers takes no longer. */
const LONGEST_MS = 50;
const KEPT_SECONDS = 3_600;
const LARGEST_BYTES = 1024 * 1024;
/** Bytes of values that are being written to it. */
const PENDING_BYTES = 8 * 1024 * 1024;
const MAC_BYTES = 32;

/** Does not wait for a connection. Rejects with SETTING_INVALID when the URL is invalid. */
export async function openSharedAnswers({
  url,
  key,
  scope,
  log,
}: SharedAnswersOptions): Promise<SharedAnswers> {
  const { createClient, RESP_TYPES } = await import("@redis/client");
  const client = makeRedis(createClient, url).withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  const secret = new Uint8Array(hkdfSync("sha256", key, "", `shared answers of ${scope}`, MAC_BYTES));
  const macOf = (name: string, body: Buffer): Buffer =>
    createHmac("sha256", secret).update(`${name}\n`).update(body).digest();
  const nameOf = (text: string): string =>
    `tongcha:${createHmac("sha256", secret).update(text).digest("base64url")}`;
  const breaker = createBreaker();
  let isFailing = false;
  let pending = 0;
  const outage = createOutage({
    onFault: (error) =>
      log({
        level: "warn",
        error: error instanceof Error && error.message !== "" ? error.message : String(error),
        message: "The shared store of answers is not at hand; answers are made here",
      }),
    onBack: (tries) => log({ level: "info", tries, message: "The shared store of answers is at hand again" }),
  });
  const tell = (error: unknown): void => {
    isFailing = true;
    outage.failed(error);
  };
  /** Null when the Redis is not ready, fails or takes too long. */
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (!client.isReady || !breaker.mayTry()) return null;
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${LONGEST_MS} ms`)), LONGEST_MS);
      });
      const result = await Promise.race([work(), late]);
      breaker.succeeded();
      isFailing = false;
      outage.succeeded();
      return result;
    } catch (error) {
      breaker.failed();
      tell(error);
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
  client.on("error", tell);
  client.connect().catch(tell);
  return {
    get: async (text) => {
      const name = nameOf(text);
      // Bounds the read, in case somebody stored a huge value.
      const value = await attempt(() => client.getRange(name, 0, MAC_BYTES + LARGEST_BYTES));
      if (value === null || value.length <= MAC_BYTES) return null;
      const body = value.subarray(MAC_BYTES);
      return timingSafeEqual(value.subarray(0, MAC_BYTES), macOf(name, body)) ? body : null;
    },
    put: (text, body) => {
      if (body.length > LARGEST_BYTES || pending + body.length > PENDING_BYTES) return;
      const name = nameOf(text);
      attempt(async () => {
        pending += body.length;
        try {
          await client.set(name, Buffer.concat([macOf(name, body), body]), {
            expiration: { type: "EX", value: KEPT_SECONDS },
          });
        } finally {
          pending -= body.length;
        }
      }).catch(tell);
    },
    isUp: () => client.isReady && !isFailing,
    close: () => client.destroy(),
  };
}
