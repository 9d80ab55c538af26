/** The signed statement of the caller's rights that a subgraph in another process receives instead of the user's token. */
import { SignJWT } from "jose";
import type { Caller } from "#schema/caller.js";

/** `key` is shared by the hub's processes. The statement is good for 60 seconds. */
export function createSignCaller(key: Uint8Array): (caller: Caller | null) => Promise<string> {
  return (caller) => new SignJWT({ caller: caller === null ? null : { ...caller, roles: [...caller.roles] } }).setProtectedHeader({ alg: "HS256" }).setIssuedAt().setExpirationTime("60s").sign(key);
}
