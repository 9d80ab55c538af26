/**
 * The contenders by name. Each is loaded only in the process that serves it: what others bring along would
 * count as its memory.
 */
import type { Serve } from "./contender-setup.js";

interface Contender {
  readonly name: string;
  readonly serve: Serve;
}

export const CONTENDERS = {
  apollo: {
    name: "@apollo/gateway + @apollo/server",
    serve: async (setup) => (await import("./apollo.js")).serveApollo(setup, { isOurs: false }),
  },
  "apollo-ours": {
    name: "our engine in @apollo/server",
    serve: async (setup) => (await import("./apollo.js")).serveApollo(setup, { isOurs: true }),
  },
  ours: {
    name: "ours, nothing shared",
    serve: async (setup) => (await import("./ours.js")).serveOurs(setup, { isShared: false }),
  },
  "ours-shared": {
    name: "ours, equal reads in flight are one",
    serve: async (setup) => (await import("./ours.js")).serveOurs(setup, { isShared: true }),
  },
  "hive-js": {
    name: "Hive, JavaScript planner, nothing shared",
    serve: async (setup) => (await import("./hive.js")).serveHive(setup, { isRust: false, isShared: false }),
  },
  "hive-js-shared": {
    name: "Hive, JavaScript planner, shared",
    serve: async (setup) => (await import("./hive.js")).serveHive(setup, { isRust: false, isShared: true }),
  },
  "hive-rust": {
    name: "Hive, Rust planner, nothing shared",
    serve: async (setup) => (await import("./hive.js")).serveHive(setup, { isRust: true, isShared: false }),
  },
  "hive-rust-shared": {
    name: "Hive, Rust planner, shared",
    serve: async (setup) => (await import("./hive.js")).serveHive(setup, { isRust: true, isShared: true }),
  },
  "by-hand": {
    name: "by hand, the plan in the program",
    serve: async (setup) => (await import("./by-hand.js")).serveByHand(setup),
  },
  proxy: {
    name: "a bare proxy, node:http",
    serve: async (setup) => (await import("./proxy.js")).serveProxy(setup),
  },
  constant: {
    name: "a constant buffer, node:http",
    serve: async (setup) => (await import("./constant.js")).serveConstant(setup),
  },
} as const satisfies Record<string, Contender>;

export type Kind = keyof typeof CONTENDERS;

export function isKind(text: string): text is Kind {
  return Object.hasOwn(CONTENDERS, text);
}
