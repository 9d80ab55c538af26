/**
 * A server whose refusals all have the hub's format: a route's refusals, requests without a route, and bytes
 * that are not HTTP.
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import Router from "find-my-way";
import { HubError } from "#schema/errors.js";
import { prefersPage } from "./accept.js";
import { createErrorHandler } from "./error-handler.js";
import type { Log } from "../../log.js";
import { logRequests } from "./log-requests.js";
import { endWithRefusal } from "./refusal.js";
import { createAddressOf, createIsAmong, type AddressOf } from "./address-of.js";
import { boundArrivals } from "./bound-arrivals.js";
import { boundConnections } from "./bound-connections.js";
import { serverOptions } from "./server-options.js";

export interface ServerParts {
  /** Addresses or networks, joined by commas. */
  readonly trustedProxies: string;
  readonly log: Log;
  /** Every request that is no operation is logged. */
  readonly isAccessLogged?: boolean;
}

/** A route of a server, such as `/graphql/:contract`. */
export interface Route {
  readonly method: Router.HTTPMethod;
  readonly url: string;
}

const tables = new WeakMap<FastifyInstance, readonly Route[]>();
const addresses = new WeakMap<FastifyInstance, AddressOf>();
const unrouted = new WeakMap<FastifyInstance, SendPage>();

type SendPage = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** A browser that opens an address that nothing has is shown that page. */
export function showUnrouted(app: FastifyInstance, send: SendPage): void {
  unrouted.set(app, send);
}

/** How a server determines a request's client address outside of routes. */
export function addressOf(app: FastifyInstance): AddressOf {
  return addresses.get(app) ?? createAddressOf("");
}

export function routesOf(app: FastifyInstance): readonly Route[] {
  return tables.get(app) ?? [];
}

export function createServer({ trustedProxies, log, isAccessLogged = false }: ServerParts): FastifyInstance {
  const app = Fastify(serverOptions(trustedProxies));
  addresses.set(app, createAddressOf(trustedProxies));
  app.setErrorHandler(createErrorHandler(log));
  if (isAccessLogged) logRequests(app, log);
  app.server.on("checkExpectation", (_request: IncomingMessage, response: ServerResponse) =>
    endWithRefusal(response, new HubError("EXPECTATION_REFUSED")),
  );
  app.addHook("onReady", (done) => {
    refuseWithoutHost(app.server);
    const isProxy = createIsAmong(trustedProxies);
    boundArrivals(app.server, isProxy);
    boundConnections(app.server, isProxy);
    done();
  });
  const refuse = refuseUnrouted(app);
  // In a separate scope, so that its hook runs only for requests without a route, and before their body is
  // read.
  void app.register((scope, _options, done) => {
    scope.addHook("onRequest", refuse);
    scope.setNotFoundHandler(refuse);
    done();
  });
  return app;
}

/** Rejects with PATH_UNKNOWN, or METHOD_NOT_ALLOWED where other methods have a route. */
function refuseUnrouted(app: FastifyInstance): SendPage {
  const router = Router();
  const routes: Route[] = [];
  tables.set(app, routes);
  app.addHook("onRoute", ({ method, url }) => {
    for (const name of [method].flat() as Router.HTTPMethod[]) {
      // Fastify routes with the same library
      router.on(name, url, () => undefined);
      routes.push({ method: name, url });
    }
  });
  return (request, reply) => {
    const { method, url } = request;
    const [path = ""] = url.split("?");
    const allowed = [...new Set(routes.map((route) => route.method))]
      .filter((name) => router.find(name, path))
      .join(", ");
    const page = unrouted.get(app);
    if (page && allowed === "" && method === "GET" && prefersPage(request)) return page(request, reply);
    const refusal =
      allowed === ""
        ? new HubError("PATH_UNKNOWN", { path: path.slice(0, SHOWN_CHARACTERS) })
        : new HubError("METHOD_NOT_ALLOWED", { method, allowed });
    return Promise.reject(refusal);
  };
}

const SHOWN_CHARACTERS = 200;

/**
 * Refuses requests without a Host header (RFC 9112, section 3.2), because Node's own refusal has no text.
 * Call it after all other listeners have been added.
 */
function refuseWithoutHost(server: Server): void {
  const listeners = server.listeners("request");
  server.removeAllListeners("request").on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers.host === undefined && request.httpVersion === "1.1")
      return endWithRefusal(response, new HubError("HTTP_INVALID", NO_HOST));
    for (const listener of listeners) Reflect.apply(listener, server, [request, response]);
  });
}

const NO_HOST = { reason: "缺少 Host 头", reasonEn: "it has no Host header" };
