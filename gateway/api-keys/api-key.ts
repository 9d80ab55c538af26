/**
 * An API key as a text: `tck_`, 40 characters by chance, and six by which a slip of the pen, or a scanner for
 * keys in other people's programs, tells a key from anything else. The first eight name it wherever it is
 * spoken of; the other 32 are the secret: 190 bits, which nobody finds by trying. So one SHA-256 keeps it as
 * well as a slow hash would, which is for passwords that people choose.
 */
import { hash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/** The header, and the name in the payload of `connection_init`. */
export const API_KEY_HEADER = "x-api-key";

const PREFIX = "tck_";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CHARACTERS = 40;
const NAMED_BY = 8;
const SHAPE = /^tck_([0-9A-Za-z]{40})([0-9A-Za-z]{6})$/;

export interface NewApiKey {
  /** `tck_` and the first characters. */
  readonly id: string;
  /** The whole, which is shown once. */
  readonly text: string;
  readonly hash: string;
}

export function makeApiKey(): NewApiKey {
  const characters = Array.from({ length: CHARACTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  const text = `${PREFIX}${characters}${checkOf(characters)}`;
  return { id: text.slice(0, PREFIX.length + NAMED_BY), text, hash: hashOfApiKey(text) };
}

/** False for what is no key of any hub. */
export function isApiKey(text: string): boolean {
  const [, characters = "", check] = SHAPE.exec(text) ?? [];
  return check !== undefined && checkOf(characters) === check;
}

/** 64 hexadecimal digits. */
export function hashOfApiKey(text: string): string {
  return hash("sha256", text, "hex");
}

/** CRC-32 of the characters, in the alphabet's digits, the largest first. */
function checkOf(characters: string): string {
  let rest = crc32(characters);
  let digits = "";
  while (digits.length < 6) {
    digits = `${ALPHABET[rest % ALPHABET.length] ?? ""}${digits}`;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}
