/**
 * Pages for browsers. The first of a visit is rendered here, from the answers that anybody gets at the public
 * view, so that it is read without scripts; who is signed in sees the same, and the desk's pages ask by
 * themselves. An address that programs read as a file (`/id/...`) is a page for who prefers one; so is what
 * nothing has.
 */
import serveFiles from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import Router from "find-my-way";
import { HubError } from "#schema/errors.js";
import type { Ask } from "../../../operation/ask.js";
import { STRANGER } from "../../../rights/identity.js";
import { createAskGraph } from "../../ask-graph.js";
import { prefersPage } from "../accept.js";
import { showUnrouted } from "../create-server.js";
import { sendPage } from "../page.js";
import type { Portal } from "./open-portal.js";

export interface PortalDoor {
  readonly portal: Portal;
  readonly ask: Ask;
  /** The contract of the view that pages ask. */
  readonly contract: string;
  /** Null where the hub does not know its own address. */
  readonly publicUrl: string | null;
}

export function registerPortal(app: FastifyInstance, { portal, ask, contract, publicUrl }: PortalDoor): void {
  const send = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const graph = createAskGraph({
      ask,
      contract,
      identity: STRANGER,
      clientName: "portal",
      request,
      reply,
    });
    const { status, html } = await portal.render({
      address: request.url,
      origin: publicUrl ?? `${request.protocol}://${request.host}`,
      ask: async (id, variables) => {
        try {
          return await graph({ document: { kind: "id", id }, variables: { ...variables } });
        } catch (error) {
          if (!(error instanceof HubError)) throw error;
          const { message, code, english } = error;
          return { errors: [{ message, extensions: { code, english } }] };
        }
      },
    });
    void reply.status(status).header("vary", "accept, accept-encoding");
    return sendPage(request, reply, html, POLICY);
  };
  const shared = Router();
  for (const path of portal.paths) {
    if (isShared(path)) shared.on("GET", path, () => undefined);
    else app.get(path, send);
  }
  app.addHook("onRequest", async (request, reply) => {
    const [path = ""] = request.url.split("?");
    if (request.method !== "GET" || NAMED_AS_FILE.test(path) || !prefersPage(request)) return undefined;
    return shared.find("GET", path) ? send(request, reply) : undefined;
  });
  showUnrouted(app, send);
  void app.register(serveFiles, {
    ...FILES,
    root: portal.assets,
    prefix: "/portal/assets/",
    // Their names are hashes of what is in them.
    immutable: true,
    maxAge: "1y",
    setHeaders: (reply) => void reply.header("x-content-type-options", "nosniff"),
  });
  void app.register(serveFiles, {
    ...FILES,
    root: portal.embed,
    prefix: "/portal/",
    maxAge: "10m",
    setHeaders: (reply) =>
      void reply
        .header("x-content-type-options", "nosniff")
        // A script of a page elsewhere, which asks the graph as that page may: CORS_ORIGINS.
        .header("access-control-allow-origin", "*")
        .header("cross-origin-resource-policy", "cross-origin"),
  });
}

const NAMED_AS_FILE = /\.[a-z]+$/;

/** Programs read a file there. */
function isShared(path: string): boolean {
  return path.startsWith("/id/");
}

const FILES = { decorateReply: false, wildcard: false, preCompressed: true } as const;

const POLICY = [
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
];
