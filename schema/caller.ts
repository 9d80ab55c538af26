/** Who asks, as the gateway established it and as subgraphs receive it. */

export const ROLES = ["clerk", "reviewer", "supervisor", "developer"] as const;
/**
 * `clerk` hands in feeds, `reviewer` approves what others handed in, `supervisor` (政务公开科) sees every department, `developer` publishes the
 * department's own subgraphs.
 */
export type Role = (typeof ROLES)[number];

export interface Caller {
  /** Stable identifier of the person, from the token's `sub`. */
  readonly subject: string;
  readonly name: string;
  /** Department code, or null for the supervisors of the whole district. */
  readonly department: string | null;
  readonly roles: readonly Role[];
}

/** Header of a request from the gateway to a subgraph: a JWT (HS256, the hub's key, at most 60 s old) with `CallerClaims`. */
export const CALLER_HEADER = "tongcha-caller";
export const CALLER_TOKEN_MAX_AGE_SECONDS = 60;

/** What the gateway signs. */
export interface CallerClaims {
  /** Null: nobody signed in. */
  readonly caller: Caller | null;
  /** Name of the subgraph, so that the token of one cannot be used at another. */
  readonly aud: string;
  /** When it was signed, in seconds since 1970. */
  readonly iat: number;
}
