/**
 * Who asks: a person by a token, a program by an API key, both, or nobody. A key has a name and a plan;
 * roles, and all that the graph protects, are the token's alone.
 */
import type { Caller } from "#schema/caller.js";
import type { KeyHolder } from "../api-keys/key-source.js";

export interface Identity {
  readonly caller: Caller | null;
  readonly key: KeyHolder | null;
}

export const STRANGER: Identity = { caller: null, key: null };
