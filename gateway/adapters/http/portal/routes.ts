/**
 * Pages for browsers. The first of a visit is rendered here, from the answers that anybody gets at the public
 * view, so that it is read without scripts; who is signed in sees the same, and the desk's pages ask by
 * themselves. An address where programs read files (`/id/...`, `/reports/...`) is a page for who prefers one;
 * so is what nothing has.
 */
import serveFiles from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import Router from "find-my-way";
import { ERRORS, HubError, type ErrorCode } from "#schema/errors.js";
import type { Ask } from "../../../operation/ask.js";
import { STRANGER } from "../../../rights/identity.js";
import { createAskGraph } from "../../ask-graph.js";
import { prefersPage } from "../accept.js";
import { showUnrouted } from "../create-server.js";
import { sendPage } from "../page.js";
import type { Portal } from "./open-portal.js";
import type { PortalAnswer, SiteMarks } from "./renderer.js";

type PortalError = NonNullable<PortalAnswer["errors"]>[number];

export interface PortalDoor {
  readonly portal: Portal;
  readonly ask: Ask;
  /** The contract of the view that pages ask. */
  readonly contract: string;
  /** Null where the hub does not know its own address. */
  readonly publicUrl: string | null;
  readonly marks: SiteMarks;
}

export function registerPortal(
  app: FastifyInstance,
  { portal, ask, contract, publicUrl, marks }: PortalDoor,
): void {
  const send = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const graph = createAskGraph({
      ask,
      contract,
      identity: STRANGER,
      clientName: "portal",
      request,
      reply,
    });
    const faults: PortalError[] = [];
    const page = await portal.render({
      address: request.url,
      origin: publicUrl ?? `${request.protocol}://${request.host}`,
      marks,
      ask: async (id, variables) => {
        const document = { kind: "id", id } as const;
        const answer = await graph({ document, variables: { ...variables } }).catch(toRefusedAnswer);
        faults.push(...(answer.errors ?? []));
        return answer;
      },
    });
    void reply.header("vary", "accept, accept-encoding");
    if (page.status < FAILED) {
      if (page.status !== NOT_FOUND || prefersPage(request))
        return sendPage(request, reply.status(page.status), page.html, POLICY);
      throw new HubError("PATH_UNKNOWN", { path: request.url.slice(0, SHOWN_CHARACTERS) });
    }
    const [fault] = faults;
    if (!fault) throw new Error(`The page ${request.url.slice(0, SHOWN_CHARACTERS)} failed by itself`);
    const { code, english = "", details = {} } = fault.extensions ?? {};
    const { message } = fault;
    void reply.status(statusOf(code)).header("cache-control", "no-store");
    return prefersPage(request)
      ? sendPage(request, reply, page.html, POLICY)
      : reply.type("application/json; charset=utf-8").send({ code, message, english, details });
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

const NOT_FOUND = 404;
/** A page has this status where the graph refused what it asked. */
const FAILED = 500;
const SHOWN_CHARACTERS = 200;

/** What the graph refuses as a whole is an answer, too: a browser is shown its sentence. */
function toRefusedAnswer(error: unknown): PortalAnswer {
  if (!(error instanceof HubError)) throw error;
  const { code, message, english, details } = error.toJSON();
  return { errors: [{ message, extensions: { code, english, details } }] };
}

/** Codes that are none of the hub's are those of a question that is not right. */
function statusOf(code: unknown): number {
  return typeof code === "string" && isErrorCode(code) ? ERRORS[code].status : 400;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

/** Programs read files there, which a subgraph's own process may serve. */
function isShared(path: string): boolean {
  return /^\/(?:id|reports)(?:\/|$)/.test(path);
}

const FILES = { decorateReply: false, wildcard: false, preCompressed: true } as const;

const POLICY = [
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
];
