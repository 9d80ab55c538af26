/** The client's address of a bare request, as Fastify tells it by the same library of one that has a route. */
import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";

export type AddressOf = (request: IncomingMessage) => string;

/** True for the address of a proxy that is believed. */
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
