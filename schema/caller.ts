/** Who asks, as the gateway established it and as subgraphs receive it. */

export const ROLES = ["clerk", "reviewer", "supervisor"] as const;
/** `clerk` hands in feeds, `reviewer` approves what others handed in, `supervisor` (政务公开科) sees every department. */
export type Role = (typeof ROLES)[number];

export interface Caller {
  /** Stable identifier of the person, from the token's `sub`. */
  readonly subject: string;
  readonly name: string;
  /** Department code, or null for the supervisors of the whole district. */
  readonly department: string | null;
  readonly roles: readonly Role[];
}

/** Header of a request from the gateway to a subgraph: a JWT (HS256, the hub's key, at most 60 s old) that carries the caller. */
export const CALLER_HEADER = "tongcha-caller";
