/** Adds the operation's cost to the answer as `extensions.cost`, if a request header asks for it. */
import type { IncomingHttpHeaders } from "node:http";
import type { Cost } from "./cost-limits.js";

export const COST_HEADER = "tongcha-cost";

export function asksForCost(headers: IncomingHttpHeaders): boolean {
  return headers[COST_HEADER] === "true";
}

/** `body`: an answer's JSON, an object with at least one field. An infinite limit is null. */
export function withCost(body: Buffer, { estimate: { points, dearest }, limit }: Cost): Buffer {
  const { path, points: share } = dearest();
  const cost = JSON.stringify({
    cost: { estimate: points, limit, dearest: { path, points: Math.min(share, points) } },
  });
  return Buffer.concat([body.subarray(0, -1), Buffer.from(`,"extensions":${cost}}`)]);
}
