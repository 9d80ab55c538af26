/** What a bucket wants of its settings: all four that say where it is and who asks, or none. */
import type * as v from "valibot";
import { HubError } from "#schema/errors.js";
import type { BucketSettings } from "../../../services/kit/graph/resolve/hub-request.js";
import type { SCHEMA } from "./schema.js";

type GivenSettings = Pick<
  Readonly<v.InferOutput<typeof SCHEMA>>,
  "s3Endpoint" | "s3Region" | "s3Bucket" | "s3Prefix" | "s3KeyId" | "s3Key"
>;

/** SETTING_INVALID for each that is missing, and for an address with more in it than where the store is. */
export function refuseHalfBucket(settings: GivenSettings): readonly HubError[] {
  const needed = [
    ["S3_ENDPOINT", settings.s3Endpoint],
    ["S3_BUCKET", settings.s3Bucket],
    ["S3_KEY_ID", settings.s3KeyId],
    ["S3_KEY", settings.s3Key],
  ] as const;
  const given = needed.find(([, value]) => value !== null)?.[0];
  if (given === undefined) return [];
  const missing = needed
    .filter(([, value]) => value === null)
    .map(([name]) => wanted(name, `须与 ${given} 同时填写`, `given beside ${given}`));
  return isPlain(settings.s3Endpoint)
    ? missing
    : [...missing, wanted("S3_ENDPOINT", "不能含用户名、密码、? 和 #", "without user, password, ? and #")];
}

/** Null: files are kept in the database. */
export function bucketOf(settings: GivenSettings): BucketSettings | null {
  const { s3Endpoint, s3Region, s3Bucket, s3Prefix, s3KeyId, s3Key } = settings;
  if (s3Endpoint === null || s3Bucket === null || s3KeyId === null || s3Key === null) return null;
  return {
    endpoint: s3Endpoint,
    region: s3Region,
    bucket: s3Bucket,
    prefix: s3Prefix === "/" ? "" : s3Prefix,
    keyId: s3KeyId,
    key: s3Key,
  };
}

function isPlain(endpoint: string | null): boolean {
  if (endpoint === null) return true;
  const { username, password, search, hash } = new URL(endpoint);
  return username + password + search + hash === "";
}

function wanted(name: string, reason: string, reasonEn: string): HubError {
  return new HubError("SETTING_INVALID", { name, reason, reasonEn });
}
