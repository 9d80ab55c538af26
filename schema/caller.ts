/** Who asks, as the gateway established it and as subgraphs receive it. */
import { hash } from "node:crypto";

export const ROLES = ["clerk", "reviewer", "supervisor", "developer"] as const;
/**
 * `clerk` submits feeds, `reviewer` approves others' submissions, `supervisor` (政务公开科) sees every
 * department, `developer` publishes the department's own subgraphs.
 */
export type Role = (typeof ROLES)[number];

export interface Caller {
  /** Stable identifier of the person, from the token's `sub`. */
  readonly subject: string;
  readonly name: string;
  /** Department code, or null for the supervisors of the whole district. */
  readonly department: string | null;
  readonly roles: readonly Role[];
  /** Scopes of the token, from its claim `scope` or `scp`. */
  readonly scopes?: readonly string[];
  /** Policies of the graph that the person satisfies, from the token's claim `policies`. */
  readonly policies?: readonly string[];
}

/**
 * Header of a request from the gateway to a subgraph: a JWT, at most 60 s old. For the hub's own subgraphs:
 * HS256 with the hub's key, claims `CallerClaims`. For a department's subgraph: ES256 with the gateways' key
 * (the public key is at `CALLER_KEYS_PATH`), claims `CallerStatement`.
 */
export const CALLER_HEADER = "tongcha-caller";
export const CALLER_TOKEN_MAX_AGE_SECONDS = 60;
/** Seconds by which the clock of whoever verifies may be off; one that is off by more is not ready. */
export const CLOCK_TOLERANCE_SECONDS = 60;
export const CALLER_KEYS_PATH = "/.well-known/tongcha-callers.json";
/** The `typ` of a statement, so that no other token is accepted as one. */
export const CALLER_STATEMENT_TYPE = "tongcha-caller+jwt";

/**
 * The one request that a statement is for: the SHA-256 of its body (base64url), or, of a route whose body is
 * streamed, its method and path. Beside another request it is refused.
 */
export interface StatedRequest {
  readonly body?: string;
  readonly route?: string;
}

export function stateBody(body: string | Uint8Array): StatedRequest {
  return { body: hash("sha256", body, "base64url") };
}

export function stateRoute(method: string, url: string): StatedRequest {
  return { route: `${method} ${url}` };
}

/** What the gateway signs. */
export interface CallerClaims extends StatedRequest {
  /** Null: nobody signed in. */
  readonly caller: Caller | null;
  /** Name of the subgraph, so that its token cannot be used at another. */
  readonly aud: string;
  /** When it was signed, in seconds since 1970. */
  readonly iat: number;
}

/** What the gateway states to a department's subgraph; `aud` is the subgraph's name, `iss` the hub. */
export interface CallerStatement extends StatedRequest {
  readonly caller: {
    /** The person's pseudonym for this subgraph: stable here, different at any other subgraph. */
    readonly subject: string;
    readonly department: string | null;
    readonly roles: readonly Role[];
  } | null;
  readonly iss: string;
  readonly aud: string;
  readonly iat: number;
  readonly exp: number;
}
