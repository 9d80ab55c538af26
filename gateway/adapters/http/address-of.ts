/**
 * The client's address of a request outside any route, by the same library that Fastify uses for
 * `request.ip`.
 */
import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";

export type AddressOf = (request: IncomingMessage) => string;

/** True for an address that is one of them. */
export type IsAmong = (address: string) => boolean;

/** `networks`: addresses or networks, joined by commas. */
export function createIsAmong(networks: string): IsAmong {
  if (networks === "") return () => false;
  const trust = proxyAddr.compile(networksOf(networks));
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
