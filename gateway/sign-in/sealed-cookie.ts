/**
 * A value in a browser's cookies: encrypted and authenticated (JWE, A256GCM) by a ring of keys, so that every
 * gateway of a hub reads what another wrote, and nobody else does. A long one takes several cookies.
 */
import { hkdfSync } from "node:crypto";
import { EncryptJWT, errors, jwtDecrypt } from "jose";
import * as v from "valibot";
import { HubError } from "#schema/errors.js";
import type { KeyRing } from "#schema/key-ring.js";

/** The cookies of a request, and what was said of how it came. */
export interface Carried {
  /** The `cookie` header. */
  readonly cookies: string | undefined;
  /** True when the browser asked over https. */
  readonly isSecure: boolean;
}

export interface SealedCookie<T> {
  /** True when a request carries it, whatever it is worth. */
  readonly isIn: (carried: Carried) => boolean;
  /** Null without one, and for one that is over, cut, or sealed by a key that is not of the ring. */
  readonly open: (carried: Carried) => Promise<T | null>;
  /**
   * The `set-cookie` headers, which take back those of a longer value before. `until`: seconds since 1970.
   * Rejects with SESSION_TOO_LARGE.
   */
  readonly seal: (value: T, until: number, carried: Carried) => Promise<readonly string[]>;
  /** The `set-cookie` headers that take back what a request carries. */
  readonly clear: (carried: Carried) => readonly string[];
}

export interface SealedCookieParts<T> {
  /** Also part of the key: one cookie never opens as another. */
  readonly name: string;
  readonly keys: KeyRing<Uint8Array>;
  readonly schema: v.GenericSchema<unknown, T>;
  /** Seconds for which the browser keeps it; null: until it is closed. */
  readonly maxAge: number | null;
}

/** Browsers keep at most 4,096 bytes of one cookie, its name and attributes included. */
const PART_CHARACTERS = 3_600;
/** Request headers may be 16 KiB together. */
const MOST_PARTS = 3;
const KEY_BYTES = 32;

export function createSealedCookie<T>({ name, keys, schema, maxAge }: SealedCookieParts<T>): SealedCookie<T> {
  const sealing = keys.map(
    (key) => new Uint8Array(hkdfSync("sha256", key, "", `tongcha cookie ${name}`, KEY_BYTES)),
  );
  const [first = new Uint8Array()] = sealing;
  const whole = v.object({ value: schema });
  const nameOf = (part: number, isSecure: boolean): string => `${isSecure ? "__Host-" : ""}${name}.${part}`;
  const write = (part: number, value: string, isSecure: boolean, age: number | null): string =>
    [
      `${nameOf(part, isSecure)}=${value}`,
      "Path=/",
      "HttpOnly",
      "SameSite=Lax",
      ...(isSecure ? ["Secure"] : []),
      ...(age === null ? [] : [`Max-Age=${age}`]),
    ].join("; ");
  const partsIn = ({ cookies, isSecure }: Carried): readonly (string | undefined)[] => {
    const all = readCookies(cookies);
    return Array.from({ length: MOST_PARTS }, (_, part) => all.get(nameOf(part, isSecure)));
  };
  const clearFrom = (least: number, carried: Carried): readonly string[] =>
    partsIn(carried).flatMap((value, part) =>
      value === undefined || part < least ? [] : [write(part, "", carried.isSecure, 0)],
    );
  return {
    isIn: (carried) => partsIn(carried).some((value) => value !== undefined),
    open: async (carried) => {
      const text = partsIn(carried)
        .map((value) => value ?? "")
        .join("");
      if (text === "") return null;
      for (const key of sealing) {
        const read = v.safeParse(whole, await decrypt(text, key, name));
        if (read.success) return read.output.value;
      }
      return null;
    },
    seal: async (value, until, carried) => {
      const text = await new EncryptJWT({ value })
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .setAudience(name)
        .setExpirationTime(until)
        .encrypt(first);
      const parts = text.match(new RegExp(`.{1,${PART_CHARACTERS}}`, "g")) ?? [];
      if (parts.length > MOST_PARTS) throw new HubError("SESSION_TOO_LARGE");
      return [
        ...parts.map((part, at) => write(at, part, carried.isSecure, maxAge)),
        ...clearFrom(parts.length, carried),
      ];
    },
    clear: (carried) => clearFrom(0, carried),
  };
}

/** Undefined where this key did not seal it, and where it is over. */
async function decrypt(text: string, key: Uint8Array, audience: string): Promise<unknown> {
  try {
    const { payload } = await jwtDecrypt(text, key, {
      audience,
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
      requiredClaims: ["exp"],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

export function namesIn(header: string | undefined): readonly string[] {
  return [...readCookies(header).keys()];
}

/** Of two by one name the first counts. */
function readCookies(header = ""): ReadonlyMap<string, string> {
  const pairs = header.split(";").flatMap((pair) => {
    const [, name, value] = /^\s*([^=\s]+)=([\w.-]*)\s*$/.exec(pair) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return new Map(pairs.toReversed());
}
