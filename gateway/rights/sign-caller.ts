/**
 * The signed statement of the caller's rights that a subgraph in another process receives instead of the
 * user's token.
 */
import { SignJWT } from "jose";
import {
  CALLER_TOKEN_MAX_AGE_SECONDS,
  CLOCK_TOLERANCE_SECONDS,
  type Caller,
  type StatedRequest,
} from "#schema/caller.js";
import { verifyByRing, type KeyRing } from "#schema/key-ring.js";

/** States to one subgraph who the caller of one request is. Of a connection that has no body, `{}`. */
export type SignCaller = (caller: Caller | null, subgraph: string, request: StatedRequest) => Promise<string>;

/**
 * `key`: the first key of the ring that the hub's processes share. `now`: the database's clock, so that a
 * statement is good although the clock of the machine that makes it is not.
 */
export function createSignCaller(key: Uint8Array, now = (): Date => new Date()): SignCaller {
  return (caller, subgraph, request) => {
    const [made, ends] = lifeOf(now());
    return new SignJWT({ caller: caller && toldOf(caller), ...request })
      .setProtectedHeader({ alg: "HS256" })
      .setAudience(subgraph)
      .setIssuedAt(made)
      .setExpirationTime(ends)
      .sign(key);
  };
}

/** The seconds, since 1970, at which a statement is made and at which it ends. */
export function lifeOf(now: Date): readonly [number, number] {
  const made = Math.floor(now.getTime() / 1_000);
  return [made, made + CALLER_TOKEN_MAX_AGE_SECONDS];
}

/** Omits scopes and policies: the gateway checks them before it calls a subgraph. */
function toldOf({ subject, name, department, roles }: Caller): object {
  return { subject, name, department, roles: [...roles] };
}

/** True for any statement that a gateway of this hub has signed, for any subgraph. */
export async function isSigned(statement: unknown, keys: KeyRing<Uint8Array>): Promise<boolean> {
  if (typeof statement !== "string") return false;
  return verifyByRing(statement, keys, {
    algorithms: ["HS256"],
    maxTokenAge: CALLER_TOKEN_MAX_AGE_SECONDS,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ["aud"],
  }).then(
    () => true,
    () => false,
  );
}
