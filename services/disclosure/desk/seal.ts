/**
 * Files as they came are unmasked by nature, so they are kept encrypted (AES-256-GCM), each under a key of
 * its own that is derived from the desk's secret. The database holds that secret only wrapped by a key that
 * lies outside it: `scripts/start/keys/kept-secrets.ts`.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

export interface Seal {
  /** Names the secret, and tells nothing of it. */
  readonly name: string;
  /** Binds the bytes to their place: they open nowhere else. */
  readonly close: (place: Place, bytes: Uint8Array) => Buffer;
  /** Null for bytes that were changed, or belong elsewhere. */
  readonly open: (place: Place, sealed: Uint8Array) => Buffer | null;
  /** The file's sum in hexadecimal → what tells equal files, and lets nobody try out what a file may hold. */
  readonly digest: (sha256: string) => string;
}

export interface Place {
  readonly submission: string;
  readonly part: number;
}

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NAME_CHARACTERS = 16;

export function createSeal(secret: Uint8Array): Seal {
  const keyOf = ({ submission }: Place): Uint8Array =>
    new Uint8Array(hkdfSync("sha256", secret, "", `tongcha original ${submission}`, KEY_BYTES));
  const keyed = (text: string): string => createHmac("sha256", secret).update(text).digest("base64url");
  return {
    name: keyed("tongcha original").slice(0, NAME_CHARACTERS),
    close: (place, bytes) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, keyOf(place), nonce).setAAD(aboutOf(place));
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    },
    open: (place, sealed) => {
      const end = sealed.length - TAG_BYTES;
      if (end < NONCE_BYTES) return null;
      const decipher = createDecipheriv(CIPHER, keyOf(place), sealed.subarray(0, NONCE_BYTES))
        .setAAD(aboutOf(place))
        .setAuthTag(sealed.subarray(end));
      const bytes = decipher.update(sealed.subarray(NONCE_BYTES, end));
      try {
        return Buffer.concat([bytes, decipher.final()]);
      } catch {
        return null;
      }
    },
    digest: (sha256) => keyed(`tongcha file ${sha256}`),
  };
}

function aboutOf({ part }: Place): Buffer {
  return Buffer.from(String(part));
}
