/**
 * The credentials of a standing query: an identifier that cannot be guessed, a token to manage it, and a
 * secret that signs its messages.
 */
import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/** 160 bits: whoever has the identifier may read, and nobody finds one by trying. */
const ID_BYTES = 20;
const TOKEN_BYTES = 24;
const SECRET_BYTES = 32;

export function makeId(): string {
  return randomBytes(ID_BYTES).toString("base64url");
}

export function isId(text: string): boolean {
  return /^[A-Za-z0-9_-]{27}$/.test(text);
}

export interface ManageToken {
  readonly token: string;
  readonly hash: Buffer;
}

/** Told once; only its hash is kept. */
export function makeToken(): ManageToken {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, hash: hashOfToken(token) };
}

export function isToken(given: string, hash: Buffer): boolean {
  return timingSafeEqual(hashOfToken(given), hash);
}

function hashOfToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Made from a key that is kept outside the database, of which a copy therefore holds no secret. */
export function secretOf(key: Uint8Array, id: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key, "", `tongcha webhook ${id}`, SECRET_BYTES));
}

/** As Standard Webhooks writes secrets. */
export function writeSecret(secret: Buffer): string {
  return `whsec_${secret.toString("base64")}`;
}

/** The answer that the endpoint must give to the challenge before any message is sent to it. */
export function challengeOf(secret: Buffer): string {
  return createHmac("sha256", secret).update("challenge").digest("base64url");
}
