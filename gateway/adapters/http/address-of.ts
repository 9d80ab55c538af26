/**
 * The client's address of a request outside any route, by the same library that Fastify uses for
 * `request.ip`.
 */
import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";

export type AddressOf = (request: IncomingMessage) => string;

/** True for the address of a trusted proxy. */
export type IsProxy = (address: string) => boolean;

/** `trustedProxies`: addresses or networks, joined by commas. */
export function createIsProxy(trustedProxies: string): IsProxy {
  if (trustedProxies === "") return () => false;
  const trust = proxyAddr.compile(networksOf(trustedProxies));
  return (address) => trust(address, 0);
}

export function createAddressOf(trustedProxies: string): AddressOf {
  if (trustedProxies === "") return ({ socket }) => socket.remoteAddress ?? "";
  const trust = proxyAddr.compile(networksOf(trustedProxies));
  return (request) => proxyAddr(request, trust);
}

function networksOf(text: string): string[] {
  return text.split(",").map((network) => network.trim());
}
