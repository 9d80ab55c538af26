/** POST of JSON over kept connections, in the fewest steps: a gateway does little else. One time limit for the whole answer, one size limit, no redirects. */
import { Pool } from "undici";

export interface PostOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly limitBytes: number;
}

export interface PostAnswer { readonly status: number; readonly text: string }

/** Rejects with a PostError, or with what the connection failed by. `headers` are more of them: name, value, name, value. */
export type Post = (body: string, headers: readonly string[]) => Promise<PostAnswer>;

export class PostError extends Error {
  readonly reason: "LATE" | "TOO_LARGE";

  constructor(reason: "LATE" | "TOO_LARGE") {
    super(reason);
    this.reason = reason;
  }
}

const CONNECTIONS = 64;

export function createPost({ url, timeoutMs, limitBytes }: PostOptions): { readonly post: Post; readonly close: () => Promise<void> } {
  const { origin, pathname, search } = new URL(url);
  // The limit on the whole answer is below: a byte a second would satisfy undici's own.
  const pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: 0, bodyTimeout: 0 });
  const path = `${pathname}${search}`;
  const post: Post = (body, more) => new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let [status, size] = [0, 0];
    let abort: (reason: Error) => void = reject;
    const timer = setTimeout(() => abort(new PostError("LATE")), timeoutMs);
    const end = (): void => clearTimeout(timer);
    pool.dispatch({ path, method: "POST", headers: [...HEADERS, ...more], body }, {
      onRequestStart: (controller) => { abort = (reason) => controller.abort(reason); },
      onResponseStart: (_controller, statusCode) => { status = statusCode; },
      onResponseData: (_controller, part) => {
        size += part.length;
        if (size > limitBytes) abort(new PostError("TOO_LARGE"));
        else parts.push(part);
      },
      onResponseEnd: () => {
        end();
        const [first] = parts;
        resolve({ status, text: first && parts.length === 1 ? first.toString() : Buffer.concat(parts, size).toString() });
      },
      onResponseError: (_controller, error) => {
        end();
        reject(error);
      },
    });
  });
  return { post, close: () => pool.close() };
}

const HEADERS = ["content-type", "application/json", "accept", "application/json"] as const;
