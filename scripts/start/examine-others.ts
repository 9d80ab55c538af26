/** What a process talks with besides its database: whether there is somebody at each address. */
import { once } from "node:events";
import { connect } from "node:net";
import { good, odd, bad, type Look } from "./look.js";
import type { Settings } from "./settings.js";

const WITHIN_MS = 5_000;
const PORTS: Readonly<Record<string, number>> = {
  "http:": 80,
  "https:": 443,
  "redis:": 6379,
  "rediss:": 6379,
};

export interface Other {
  readonly name: string;
  readonly url: string;
  /** How bad it is if nobody is there. */
  readonly otherwise: typeof bad;
}

export async function* examineOthers(settings: Settings): AsyncGenerator<Look, void> {
  const { redisUrl, jwksUrl, oidcClientId, tokenIssuer, tracesUrl, subgraphUrls } = settings;
  const others: readonly (Omit<Other, "url"> & { readonly url: string | null })[] = [
    { name: "JWKS_URL", url: jwksUrl, otherwise: bad },
    { name: "TOKEN_ISSUER", url: oidcClientId === null ? null : tokenIssuer, otherwise: bad },
    // Without these all goes on.
    { name: "REDIS_URL", url: redisUrl, otherwise: odd },
    { name: "TRACES_URL", url: tracesUrl, otherwise: odd },
    ...[...subgraphUrls].map(([name, url]) => ({ name, url, otherwise: bad })),
  ];
  for (const { name, url, otherwise } of others)
    if (url !== null) yield examineOther({ name, url, otherwise });
}

export async function examineOther({ name, url, otherwise }: Other): Promise<Look> {
  const { hostname, port, protocol, host } = new URL(url);
  const problem = await reach(hostname.replaceAll(/^\[|\]$/g, ""), Number(port) || (PORTS[protocol] ?? 0));
  return problem === null
    ? good(`${name}：可以连接 ${host}`, "It can be reached")
    : otherwise(`${name}：无法连接 ${host}（${problem}）`, "It cannot be reached");
}

/** Null if somebody listens there; else why not. */
async function reach(host: string, port: number): Promise<string | null> {
  const socket = connect({ host, port });
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(WITHIN_MS) });
    return null;
  } catch (error) {
    return codeOf(error);
  } finally {
    socket.destroy();
  }
}

function codeOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "code" in error && typeof error.code === "string")
    return error.code === "ABORT_ERR" ? "ETIMEDOUT" : error.code;
  return "ECONNREFUSED";
}
