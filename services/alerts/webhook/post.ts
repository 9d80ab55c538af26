/**
 * One attempt: a POST to an address that a stranger has named. No redirect is followed, and little of the
 * answer is read.
 */
import { Agent, request } from "undici";
import type { Strangers } from "#kit/hub";
import { HubError } from "#schema/errors.js";

export const TIMEOUT_MS = 10_000;
const ANSWER_BYTES = 4_096;

export interface Attempt {
  /** The status, or why there is none, as the owner is told. */
  readonly outcome: string;
  readonly status: number | null;
  readonly retryAfter: string | undefined;
  /** The beginning of the answer. */
  readonly text: string;
}

export interface Poster {
  readonly post: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Attempt>;
  readonly close: () => Promise<void>;
}

export function createPoster({ assertUrl, connect }: Strangers): Poster {
  const dispatcher = new Agent({
    connect,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    keepAliveTimeout: 5_000,
  });
  return {
    post: async (url, headers, body) => {
      try {
        assertUrl(url);
        const answer = await request(url, {
          method: "POST",
          headers: { ...headers },
          body,
          dispatcher,
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        const retryAfter = answer.headers["retry-after"];
        return {
          outcome: String(answer.statusCode),
          status: answer.statusCode,
          retryAfter: typeof retryAfter === "string" ? retryAfter : undefined,
          text: await beginningOf(answer.body),
        };
      } catch (error) {
        return { outcome: reasonOf(error), status: null, retryAfter: undefined, text: "" };
      }
    },
    close: () => dispatcher.destroy(),
  };
}

async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // A fault in the body does not matter: the status decides.
  try {
    for await (const part of body) {
      parts.push(part);
      bytes += part.length;
      if (bytes >= ANSWER_BYTES) break;
    }
  } catch {
    /* an answer that breaks off */
  }
  return Buffer.concat(parts).subarray(0, ANSWER_BYTES).toString("utf8");
}

/** Words of ours: those of a name server or a TLS library would tell about the network around the hub. */
function reasonOf(error: unknown): string {
  if (error instanceof HubError) return "ADDRESS_REFUSED";
  return error instanceof Error &&
    ["TimeoutError", "HeadersTimeoutError", "BodyTimeoutError", "ConnectTimeoutError"].includes(error.name)
    ? "TIMEOUT"
    : "UNREACHABLE";
}
