/**
 * The contenders by name. Each is loaded only in the process that serves it: what others bring along would
 * count as its memory.
 */
import type { Serve } from "./place.js";

interface Contender {
  readonly name: string;
  readonly serve: Serve;
}

export const CONTENDERS = {
  apollo: {
    name: "@apollo/gateway + @apollo/server",
    serve: async (place) => (await import("./apollo.js")).serveApollo(place, { isOurs: false }),
  },
  "apollo-ours": {
    name: "our engine in @apollo/server",
    serve: async (place) => (await import("./apollo.js")).serveApollo(place, { isOurs: true }),
  },
  ours: {
    name: "ours, nothing shared",
    serve: async (place) => (await import("./ours.js")).serveOurs(place, { isShared: false }),
  },
  "ours-shared": {
    name: "ours, equal reads in flight are one",
    serve: async (place) => (await import("./ours.js")).serveOurs(place, { isShared: true }),
  },
  "hive-js": {
    name: "Hive, JavaScript planner, nothing shared",
    serve: async (place) => (await import("./hive.js")).serveHive(place, { isRust: false, isShared: false }),
  },
  "hive-js-shared": {
    name: "Hive, JavaScript planner, shared",
    serve: async (place) => (await import("./hive.js")).serveHive(place, { isRust: false, isShared: true }),
  },
  "hive-rust": {
    name: "Hive, Rust planner, nothing shared",
    serve: async (place) => (await import("./hive.js")).serveHive(place, { isRust: true, isShared: false }),
  },
  "hive-rust-shared": {
    name: "Hive, Rust planner, shared",
    serve: async (place) => (await import("./hive.js")).serveHive(place, { isRust: true, isShared: true }),
  },
  "by-hand": {
    name: "by hand, the plan in the program",
    serve: async (place) => (await import("./by-hand.js")).serveByHand(place),
  },
  proxy: {
    name: "a bare proxy, node:http",
    serve: async (place) => (await import("./proxy.js")).serveProxy(place),
  },
  constant: {
    name: "a constant buffer, node:http",
    serve: async (place) => (await import("./constant.js")).serveConstant(place),
  },
} as const satisfies Record<string, Contender>;

export type Kind = keyof typeof CONTENDERS;

export function isKind(text: string): text is Kind {
  return Object.hasOwn(CONTENDERS, text);
}
