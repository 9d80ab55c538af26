/** The ways in which people sign in by a browser. */
import type { Caller } from "#schema/caller.js";
import type { Session } from "./session.js";

/** Invented people, of whom one may be tried on, on this machine alone. */
export interface DemoWay {
  readonly kind: "demo";
  readonly people: readonly Caller[];
  readonly issue: (person: Caller) => Promise<string>;
}

/** The district's identity provider, by OpenID Connect. */
export interface OidcWay {
  readonly kind: "oidc";
  readonly provider: Provider;
}

export type Way = DemoWay | OidcWay;

/** What an attempt has to remember until the browser comes back. */
export interface Proof {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE. */
  readonly verifier: string;
}

export interface Provider {
  /** Where the browser goes to sign in. Rejects with PROVIDER_UNAVAILABLE. */
  readonly begin: () => Promise<{ readonly url: URL; readonly proof: Proof }>;
  /**
   * A session from what the browser brings back in the query of the callback's address. Rejects with
   * SIGN_IN_EXPIRED, SIGN_IN_DENIED, PROVIDER_UNAVAILABLE, PROVIDER_REFUSED or PROVIDER_INVALID.
   */
  readonly finish: (query: string, proof: Proof) => Promise<Session>;
  /** A session with a later end; null where the provider gives none. Rejects as `finish` does. */
  readonly renew: (session: Session) => Promise<Session | null>;
  /** Lets the provider forget what renews a session. */
  readonly revoke: (session: Session) => Promise<void>;
  /** Where the browser goes to sign out at the provider; null where there is no such place. */
  readonly leaveUrl: () => Promise<URL | null>;
}
