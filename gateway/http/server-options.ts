/** What every server with a gateway's routes is made with. */
import type { IncomingMessage } from "node:http";

const BODY_LIMIT_BYTES = 1024 * 1024;
/** For a whole request to come: that of the largest file over a slow line. One that comes slower, byte by byte, is ended. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;

/** `trustedProxies`: addresses or networks, joined by commas. */
export function serverOptions(trustedProxies: string) {
  return {
    bodyLimit: BODY_LIMIT_BYTES, requestTimeout: REQUEST_TIMEOUT_MS, forceCloseConnections: "idle", trustProxy: trustedProxies === "" ? false : trustedProxies,
    // Any other protocol that a client would like to change to (curl offers h2c) may be left aside, and its request is one like others.
    http: { shouldUpgradeCallback: ({ headers: { upgrade } }: IncomingMessage): boolean => upgrade?.toLowerCase() === "websocket" },
  } as const;
}
