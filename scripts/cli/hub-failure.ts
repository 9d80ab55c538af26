/** Why a hub could not be asked, told from the codes of Node, of its HTTP client and of TLS. */
import { HubError } from "#schema/errors.js";

/** `seconds`: how long it was waited for. */
export function explainFailure(error: unknown, address: string, seconds: number): HubError {
  const chain = chainOf(error);
  const code = chain.map(({ code: own }) => own).find((own): own is string => typeof own === "string") ?? "";
  const isNamed = (name: string): boolean => chain.some((cause) => cause.name === name);
  if (isNamed("TimeoutError")) return new HubError("HUB_SLOW", { address, seconds });
  if (DOWN.has(code)) return new HubError("HUB_DOWN", { address });
  if (SLOW.has(code))
    return new HubError("HUB_SLOW", { address, seconds: Math.min(seconds, CONNECT_SECONDS) });
  const wrong = WRONG[code];
  if (wrong) return new HubError("HUB_ADDRESS_WRONG", { address, ...wrong });
  if (CERTIFICATE.test(code)) return new HubError("HUB_CERTIFICATE", { address, reason: code });
  if (code === "EPROTO" || code.startsWith("ERR_SSL"))
    return new HubError("HUB_OTHER", {
      address,
      reason: "响应不是 HTTPS，请核对是否应写 http://",
      reasonEn: "it speaks no HTTPS; perhaps http:// is meant",
    });
  // The client's parser gives no code for what begins otherwise than HTTP.
  if (code.startsWith("HPE_") || isNamed("HTTPParserError"))
    return new HubError("HUB_OTHER", { address, reason: "响应不是 HTTP", reasonEn: "it speaks no HTTP" });
  if (LOST.has(code)) return new HubError("HUB_LOST", { address });
  const reason = String(chain.at(-1)?.message ?? error);
  return new HubError("HUB_ADDRESS_WRONG", { address, reason, reasonEn: reason });
}

/** Seconds for which the client waits for a connection. */
const CONNECT_SECONDS = 10;
const DOWN = new Set(["ECONNREFUSED"]);
const SLOW = new Set([
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);
const LOST = new Set([
  "ECONNRESET",
  "EPIPE",
  "ECONNABORTED",
  "UND_ERR_SOCKET",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
]);
const CERTIFICATE = /CERT|^UNABLE_TO_|^ERR_TLS_/;
const NO_ROUTE = { reason: "网络无法到达该地址", reasonEn: "the network does not reach it" };
const NO_HOST = { reason: "没有此主机名", reasonEn: "there is no host of that name" };
const WRONG: Readonly<Record<string, { readonly reason: string; readonly reasonEn: string }>> = {
  ENOTFOUND: NO_HOST,
  EAI_AGAIN: NO_HOST,
  EHOSTUNREACH: NO_ROUTE,
  ENETUNREACH: NO_ROUTE,
  EADDRNOTAVAIL: NO_ROUTE,
  EINVAL: NO_ROUTE,
};

interface Cause {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/** An error, what caused it, and so on. */
function chainOf(error: unknown): readonly Cause[] {
  if (typeof error !== "object" || error === null) return [];
  const cause: Cause = error;
  return [cause, ...chainOf(cause.cause)];
}
