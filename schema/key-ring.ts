/**
 * A ring of keys for rotation without downtime: the first key signs, all keys verify. Every process must know
 * a new key before any process signs with it.
 */
import { errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from "jose";

export type KeyRing<K> = readonly [K, ...K[]];

/** Rejects as `jwtVerify` does if no key of the ring has signed the token. */
export async function verifyByRing(
  token: string,
  [first, ...others]: KeyRing<Uint8Array>,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, first, options)).payload;
  } catch (error) {
    const [next, ...more] = others;
    if (next === undefined || !(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    return verifyByRing(token, [next, ...more], options);
  }
}
