/**
 * The explorer: a page at `/explorer`, and for browsers at `/graphql` and `/graphql/<contract>`, where it
 * asks that view. Vite builds it from `gateway/explorer/`.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import serveFiles from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ContractDefinition } from "../../graph/contracts/contract.js";
import { prefersPage } from "./accept.js";
import { escapeHtml } from "#schema/runtime/page.js";
import { sendPage } from "./page.js";

/** From `dist/gateway/adapters/http/`. */
const BUILT = new URL("../../../../gateway/explorer/dist/", import.meta.url);

export interface Explorer {
  /** True for a browser that opens a view's address. What a link names by an id or a hash is an answer. */
  readonly isFor: (request: FastifyRequest) => boolean;
  readonly send: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
}

/** Null if it is not built. */
export function openExplorer(contracts: readonly ContractDefinition[]): Explorer | null {
  const file = new URL("index.html", BUILT);
  if (!existsSync(file)) return null;
  const [before = "", after = ""] = readFileSync(file, "utf8").split("<!--header-->");
  const views = [WHOLE, ...contracts.map(({ name, ...view }) => ({ ...view, path: `/graphql/${name}` }))];
  const paths = new Set(["/explorer", ...views.map(({ path }) => path)]);
  return {
    isFor: (request) =>
      request.method !== "POST" &&
      prefersPage(request) &&
      paths.has(pathOf(request)) &&
      !namesDocument(request),
    send: (request, reply) => {
      // A gateway before a foreign graph has no front page.
      const home = request.server.hasRoute({ method: "GET", url: "/" }) ? "/" : "/explorer";
      const header = headerOf(views, home, pathOf(request));
      return sendPage(request, reply.header("vary", VARY), before + header + after, POLICY);
    },
  };
}

export function registerExplorer(app: FastifyInstance, explorer: Explorer): void {
  app.get("/explorer", (request, reply) => explorer.send(request, reply));
  void app.register(serveFiles, {
    root: fileURLToPath(new URL("assets/", BUILT)),
    prefix: "/explorer/assets/",
    decorateReply: false,
    wildcard: false,
    preCompressed: true,
    // Their names are hashes of what is in them.
    immutable: true,
    maxAge: "1y",
    setHeaders: (reply) => void reply.header("x-content-type-options", "nosniff"),
  });
}

const VARY = "accept, accept-encoding, authorization, cookie, tongcha-override-labels";

/**
 * The editor adds its own style elements while it runs, so those may stand in the page; scripts may not. The
 * icons of its style sheets are `data:` addresses.
 */
const POLICY = [
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
];

const WHOLE = {
  path: "/graphql",
  descriptionZh: "不带令牌时是公开的接口视图；令牌有角色时是整张总图",
  descriptionEn: "Without a token the public view; with a token that has a role the whole graph",
};

type View = Pick<ContractDefinition, "descriptionZh" | "descriptionEn"> & { readonly path: string };

function headerOf(views: readonly View[], home: string, open: string): string {
  const current = open === "/explorer" ? WHOLE.path : open;
  const links = views.map(({ path, descriptionZh, descriptionEn }) => {
    const [title, href] = [`${descriptionZh} ${descriptionEn}`, path].map(escapeHtml);
    return `<a href="${href}" title="${title}"${path === current ? ' aria-current="page"' : ""}>${href}</a>`;
  });
  return `<a href="${home}">通查 Tongcha</a>
<nav aria-label="接口视图 Views"><span>接口视图 View</span>
${links.join("\n")}</nav>`;
}

function pathOf({ url }: FastifyRequest): string {
  return url.split("?")[0] ?? "";
}

function namesDocument({ query }: FastifyRequest): boolean {
  return typeof query === "object" && query !== null && ("documentId" in query || "extensions" in query);
}
