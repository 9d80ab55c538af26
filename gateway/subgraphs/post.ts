/**
 * POSTs JSON over persistent connections, with little overhead, because it is the gateway's hot path. It has
 * one time limit for the whole answer, one size limit that applies after decompression, and follows no
 * redirects.
 */
import type { IncomingHttpHeaders } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip } from "node:zlib";
import { Pool, type buildConnector } from "undici";
import type { Lifetime } from "#schema/runtime/lifetime.js";

export interface PostOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly limitBytes: number;
  /** Most connections. */
  readonly connections: number;
  /** Most calls that are in flight or wait for a connection. */
  readonly pending: number;
  /** Opens connections; undefined for undici's default. */
  readonly connect: buildConnector.connector | undefined;
}

export interface PostAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * Rejects with a PostError, or with the connection's error. `headers`: additional ones, as name, value, name,
 * value.
 */
export type Post = (body: string, headers: readonly string[], lifetime: Lifetime) => Promise<PostAnswer>;

/** BUSY: too many calls are pending, so this one was not sent. */
type Reason = "LATE" | "TOO_LARGE" | "ENCODING" | "BUSY";

export class PostError extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

export function createPost({
  url,
  timeoutMs,
  limitBytes,
  connections,
  pending: mostPending,
  connect,
}: PostOptions): { readonly post: Post; readonly close: () => Promise<void> } {
  const { origin, pathname, search, hostname } = new URL(url);
  // The time limit for the whole answer is below: a byte a second would satisfy undici's timeouts.
  const pool = new Pool(origin, {
    connections,
    headersTimeout: 0,
    bodyTimeout: 0,
    ...(connect ? { connect, allowH2: false } : {}),
  });
  let pending = 0;
  const path = `${pathname}${search}`;
  // On one machine compression costs more than it saves.
  const own = LOOPBACK.test(hostname) ? HEADERS : [...HEADERS, "accept-encoding", "br, gzip"];
  const post: Post = (body, more, lifetime) =>
    new Promise((resolve, reject) => {
      if (pending >= mostPending) return reject(new PostError("BUSY"));
      pending += 1;
      const parts: Buffer[] = [];
      let [status, size, encoding] = [0, 0, ""];
      let headers: IncomingHttpHeaders = {};
      let isLate = false;
      let abort: (reason: Error) => void = reject;
      const late = (): void => {
        isLate = true;
        abort(new PostError("LATE"));
      };
      const timer = setTimeout(late, Math.min(timeoutMs, lifetime.left()));
      const off = lifetime.onEnd(late);
      const end = (): void => {
        pending -= 1;
        clearTimeout(timer);
        off();
      };
      pool.dispatch(
        { path, method: "POST", headers: [...own, ...more], body },
        {
          onRequestStart: (controller) => {
            abort = (reason) => controller.abort(reason);
            // The deadline passed while the call waited for a connection, so it is not sent.
            if (isLate) late();
          },
          onResponseStart: (_controller, statusCode, given) => {
            [status, headers] = [statusCode, given];
            encoding = headers["content-encoding"] ?? "";
          },
          onResponseData: (_controller, part) => {
            size += part.length;
            if (size > limitBytes) abort(new PostError("TOO_LARGE"));
            else parts.push(part);
          },
          onResponseEnd: () => {
            end();
            const [first] = parts;
            const whole = first && parts.length === 1 ? first : Buffer.concat(parts, size);
            if (encoding === "" || encoding === "identity")
              resolve({ status, headers, text: whole.toString() });
            else
              decompress(whole, encoding, limitBytes).then(
                (text) => resolve({ status, headers, text }),
                reject,
              );
          },
          onResponseError: (_controller, error) => {
            end();
            reject(error);
          },
        },
      );
    });
  return { post, close: () => pool.close() };
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;
const HEADERS = ["content-type", "application/json", "accept", "application/json"] as const;

async function decompress(whole: Buffer, encoding: string, maxOutputLength: number): Promise<string> {
  const by =
    encoding === "br"
      ? promisify(brotliDecompress)
      : encoding === "gzip" || encoding === "x-gzip"
        ? promisify(gunzip)
        : null;
  // Refuses a second encoding, and one that was not requested.
  if (!by) throw new PostError("ENCODING");
  try {
    return (await by(whole, { maxOutputLength })).toString();
  } catch (error) {
    throw new PostError(error instanceof RangeError ? "TOO_LARGE" : "ENCODING");
  }
}
