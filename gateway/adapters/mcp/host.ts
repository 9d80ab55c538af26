/**
 * A page on the internet that has its own name lead to this machine (DNS rebinding) is told from a client by
 * the name that it asks for: that of the hub, this machine's, or an address, which nobody can rebind.
 */
import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";
import { HubError } from "#schema/errors.js";

/** Throws HOST_REFUSED. */
export function createHostCheck(publicUrl: string | null): (request: FastifyRequest) => void {
  const ours = publicUrl === null ? null : new URL(publicUrl).hostname;
  return ({ host }) => {
    const name = nameOf(host);
    if (name === null || !(name === ours || LOCAL.test(name) || isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0))
      throw new HubError("HOST_REFUSED", { host: host.slice(0, 100) });
  };
}

const LOCAL = /^(?:.+\.)?localhost$/;

function nameOf(host: string): string | null {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : null;
}
