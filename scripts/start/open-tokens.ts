/** The tokens that a gateway by itself takes. */
import { HubError } from "#schema/errors.js";
import { openSource } from "../../gateway/graph/source.js";
import type { Log } from "../../gateway/log.js";
import { createAuthenticateHolders, type Authenticate } from "../../gateway/rights/authenticate.js";
import { openKeySet } from "../../gateway/rights/open-key-set.js";

export interface TokenSettings {
  /** File or URL of the public keys; null: a token says nothing. */
  readonly keys: string | null;
  readonly issuer: string;
  readonly audience: string;
}

export interface Tokens {
  readonly authenticate: Authenticate;
  readonly close: () => Promise<void>;
}

/** Rejects with SETTING_INVALID where a file has no keys. */
export async function openTokens({ keys: where, ...told }: TokenSettings, log: Log): Promise<Tokens | null> {
  if (where === null) return null;
  // At a provider's address a key is looked for when a token names it.
  if (/^https?:\/\//.test(where))
    return {
      authenticate: createAuthenticateHolders({ ...told, keys: new URL(where) }),
      close: () => Promise.resolve(),
    };
  const { keys, close } = await openKeySet(openSource(where), (error) =>
    log({ level: "error", error: String(error), message: "The keys of tokens cannot be read" }),
  ).catch((error: unknown) => {
    throw new HubError("SETTING_INVALID", { name: "--jwks", reason: String(error) });
  });
  return { authenticate: createAuthenticateHolders({ ...told, keys }), close };
}
