/**
 * Bytes in a bucket of a store that speaks S3: an object `<prefix><SHA-256>` for each file. Nothing but the
 * configured address is asked, no redirect is followed, and each request has its time.
 */
import { AwsV4Signer } from "aws4fetch";
import { Agent, request } from "undici";
import { PART_BYTES, type BucketSettings, type HubParts } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { createOutage } from "#schema/runtime/outage.js";
import type { AttachmentStore } from "./attachment-store.js";

/** Of a whole file on its way in, and of all else. */
const [KEEP_MS, ASK_MS] = [120_000, 20_000];
const CONNECT_MS = 5_000;
/** Hash of nothing. */
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

interface Asked {
  readonly method: "PUT" | "GET" | "DELETE";
  readonly sha256: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
}

export interface BucketStore extends AttachmentStore {
  readonly close: () => Promise<void>;
}

/** Throws ATTACHMENT_STORE_UNAVAILABLE. */
export function storeInBucket(settings: BucketSettings, log: HubParts["log"]): BucketStore {
  const { endpoint, region, bucket, prefix, keyId, key } = settings;
  const dispatcher = new Agent({
    connect: { timeout: CONNECT_MS },
    headersTimeout: KEEP_MS,
    bodyTimeout: ASK_MS,
    maxResponseSize: PART_BYTES,
  });
  const outage = createOutage({
    onFault: (error) =>
      log.error({ reason: reasonOf(error) }, "The bucket of attachments does not do what it is asked"),
    onBack: (tries) => log.info({ tries }, "The bucket of attachments works again"),
  });
  const ask = async ({ method, sha256, headers = {}, body }: Asked): Promise<Answer> => {
    const { url, headers: signed } = await new AwsV4Signer({
      method,
      url: `${endpoint.replace(/\/$/, "")}/${bucket}/${prefix}${sha256}`,
      // The store refuses bytes that are others on their arrival.
      headers: { ...headers, "x-amz-content-sha256": body ? sha256 : EMPTY },
      accessKeyId: keyId,
      secretAccessKey: key,
      service: "s3",
      region,
    }).sign();
    const answer = await request(url, {
      method,
      headers: Object.fromEntries(signed),
      body: body ?? null,
      dispatcher,
      signal: AbortSignal.timeout(body ? KEEP_MS : ASK_MS),
    });
    return { status: answer.statusCode, body: await answer.body.bytes() };
  };
  /** Null: the object is not there. Anything else but success is an outage, a refused key or bucket, too. */
  const bytesOf = async (asked: Asked): Promise<Uint8Array | null> => {
    try {
      const { status, body } = await ask(asked);
      const isMissing = status === 416 || (status === 404 && errorCode(body) === "NoSuchKey");
      if (!isMissing && (status < 200 || status > 299)) throw new Refused(status, errorCode(body));
      outage.succeeded();
      return isMissing ? null : body;
    } catch (error) {
      outage.failed(error);
      throw new HubError("ATTACHMENT_STORE_UNAVAILABLE");
    }
  };
  return {
    keep: async (sha256, content) => {
      await bytesOf({ method: "PUT", sha256, body: content });
    },
    part: (sha256, part) => {
      const first = part * PART_BYTES;
      const range = `bytes=${first}-${first + PART_BYTES - 1}`;
      return bytesOf({ method: "GET", sha256, headers: { range } });
    },
    erase: async (sha256) => {
      await bytesOf({ method: "DELETE", sha256 });
    },
    close: () => dispatcher.destroy(),
  };
}

class Refused extends Error {
  constructor(status: number, code: string | null) {
    super(`HTTP ${status}${code === null ? "" : ` ${code}`}`);
  }
}

/** The code of an error's answer, such as `NoSuchKey`. */
function errorCode(body: Uint8Array): string | null {
  return /<Code>([A-Za-z]{1,60})<\/Code>/.exec(new TextDecoder().decode(body))?.[1] ?? null;
}

/** Never what the store says in its own words: that may quote what was signed. */
function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.message;
  if (!(error instanceof Error)) return "UNREACHABLE";
  const code: unknown = "code" in error ? error.code : null;
  return typeof code === "string" ? code : error.name;
}
