/**
 * Answers that the gateways of one hub have in common, in a Redis: what one has made, another need not make.
 * An answer's key says all that it depends on, so it is right wherever it is found. Only what releases alone
 * change is shared, and nothing that depends on who asks.
 *
 * The Redis is trusted with nothing. Keys and values bear a MAC of the hub's own key, so that whoever can
 * write there can neither put words into an office's mouth nor exchange two answers, and what was cut short
 * is nothing. One that is down or slow is left alone: then answers are made here.
 */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { makeRedis } from "../open-redis.js";
import { createBreaker } from "../subgraphs/circuit-breaker.js";
import type { Log } from "../log.js";

export interface SharedAnswers {
  /** Null: there is none, or it cannot be had at once. */
  readonly get: (key: string) => Promise<Buffer | null>;
  readonly put: (key: string, body: Buffer) => void;
  readonly close: () => void;
}

export interface SharedAnswersOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  /** The same for all gateways of the hub. */
  readonly key: Uint8Array;
  /** Which database the answers are of. */
  readonly scope: string;
  readonly log: Log;
}

/** To make most answers takes no longer. */
const LONGEST_MS = 50;
const KEPT_SECONDS = 3_600;
const LARGEST_BYTES = 1024 * 1024;
/** On their way to it. */
const PENDING_BYTES = 8 * 1024 * 1024;
const MAC_BYTES = 32;

/** Does not wait for a connection. Rejects with SETTING_INVALID when the address is none. */
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
  let problem: string | null = null;
  let pending = 0;
  const tell = (error: unknown): void => {
    const said = error instanceof Error && error.message !== "" ? error.message : String(error);
    if (said !== problem)
      log({
        level: "warn",
        error: said,
        message: "The shared store of answers is not at hand; answers are made here",
      });
    problem = said;
  };
  /** Null when it is not ready, fails or takes too long. */
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (!client.isReady || !breaker.mayTry()) return null;
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${LONGEST_MS} ms`)), LONGEST_MS);
      });
      const result = await Promise.race([work(), late]);
      breaker.succeeded();
      problem = null;
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
      // A value that somebody made huge is not read whole.
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
    close: () => client.destroy(),
  };
}
