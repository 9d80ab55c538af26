/**
 * Where a request comes from, by what browsers say of it and no script can change (Fetch Metadata, Origin).
 * Cookies go along with requests that another site makes; only those of the hub's own pages count.
 */
import type { IncomingHttpHeaders } from "node:http";
import { SESSION_HEADER } from "./session.js";

export interface Arrival {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** True for a request that changes nothing, also for the one that opens a WebSocket. */
export function isSafe({ method }: Pick<Arrival, "method">): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

/**
 * True for a request that no other site can have made. `own`: the hub's origin, as browsers see it. What says
 * nothing of where it comes from (an old browser, plain http) counts by the header that only own pages can
 * send.
 */
export function comesFromHere({ method, headers }: Arrival, own: string): boolean {
  const { origin, upgrade, "sec-fetch-site": site } = headers;
  if (upgrade !== undefined) return origin === own;
  if (site === "none") return isSafe({ method });
  if (site !== undefined) return site === "same-origin";
  return origin === undefined ? headers[SESSION_HEADER] !== undefined : origin === own;
}
