/**
 * Signatures as in Standard Webhooks 1.0 (github.com/standard-webhooks/standard-webhooks): `v1`, HMAC-SHA256
 * over id, time and body.
 */
import { createHash, createHmac } from "node:crypto";

export interface SignedMessage {
  readonly id: string;
  readonly body: string;
  readonly secret: Buffer;
  readonly at: Date;
}

export function signedHeaders({ id, body, secret, at }: SignedMessage): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Tongcha",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

/**
 * The same each time that the same is sent: by it a receiver knows a repetition. `laterEpoch`: in which the
 * release was made; null for the first. `reminder`: 0 for what the release added.
 */
export function messageId(
  query: string,
  {
    release,
    laterEpoch,
    reminder,
  }: { readonly release: number; readonly laterEpoch: string | null; readonly reminder: number },
): string {
  const named = [
    query,
    release,
    ...(laterEpoch === null ? [] : [laterEpoch]),
    ...(reminder === 0 ? [] : [`reminder ${reminder}`]),
  ].join(" ");
  return `msg_${createHash("sha256").update(named).digest("base64url").slice(0, 27)}`;
}
