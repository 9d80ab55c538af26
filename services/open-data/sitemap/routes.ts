/**
 * All addresses for who walks through them (sitemaps.org).
 *
 *   GET  /sitemap.xml                  the pages of all addresses
 *   GET  /sitemap/datasets.xml         the datasets
 *   GET  /sitemap/<dataset>/<page>.xml its records
 */
import { hash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { askerOf, contextOf, originOf, type Asker, type RouteParts, type SubgraphRoutes } from "#kit/hub";
import { names } from "#schema/entity-tag.js";
import { HubError } from "#schema/errors.js";
import { escapeHtml } from "#schema/runtime/page.js";
import { listDatasets } from "../catalogue/list-datasets.js";
import { isPage, pagesOf, recordsOfPage } from "./read-pages.js";

interface Page {
  Params: { dataset: string; page: string };
}

export const sitemapRoutes: SubgraphRoutes = {
  prefix: "/sitemap",
  register: (app, parts) => {
    app.get(".xml", async (request, reply) => {
      const asker = await askerFor(parts, request, reply);
      const totals = await contextOf(parts, asker).reader.releaseTotals();
      const records = parts.contracts().flatMap(({ id }) => {
        const { rows = 0, latest = null } = totals.get(id) ?? {};
        return rows === 0
          ? []
          : pagesOf(rows).map((page) => ({ path: `/sitemap/${id}/${page}.xml`, changed: latest }));
      });
      const all = [{ path: "/sitemap/datasets.xml", changed: null }, ...records];
      return send(request, reply, write("sitemapindex", "sitemap", originOf(parts, request), all));
    });
    app.get("/datasets.xml", async (request, reply) => {
      const asker = await askerFor(parts, request, reply);
      const datasets = await listDatasets(contextOf(parts, asker));
      const listed = datasets.map(({ id, modified }) => ({ path: `/catalog/${id}`, changed: modified }));
      return send(request, reply, write("urlset", "url", originOf(parts, request), listed));
    });
    app.get<Page>("/:dataset/:page.xml", async (request, reply) => {
      const { dataset, page } = request.params;
      const contract = parts.contracts().find(({ id }) => id === dataset);
      if (!contract || !isPage(page)) throw new HubError("PATH_UNKNOWN", { path: "/sitemap" });
      const { statements } = await askerFor(parts, request, reply);
      const records = await recordsOfPage(statements, contract, page);
      const listed = records.map(({ id, releasedAt }) => ({
        path: `/id/${contract.type}/${id}`,
        changed: releasedAt,
      }));
      return send(request, reply, write("urlset", "url", originOf(parts, request), listed));
    });
  },
};

async function askerFor(parts: RouteParts, request: FastifyRequest, reply: FastifyReply): Promise<Asker> {
  return askerOf(parts, request, reply, {
    name: "open-data",
    caller: await parts.callerOf(request),
    isTransfer: false,
  });
}

interface Listed {
  readonly path: string;
  readonly changed: Date | null;
}

function write(root: string, element: string, origin: string, listed: readonly Listed[]): string {
  const lines = listed.map(({ path, changed }) => {
    const day = changed === null ? "" : `<lastmod>${changed.toISOString()}</lastmod>`;
    return `<${element}><loc>${escapeHtml(`${origin}${path}`)}</loc>${day}</${element}>\n`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join("")}</${root}>\n`;
}

function send(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const tag = `"${hash("sha256", text, "base64url").slice(0, 22)}"`;
  void reply
    .type("application/xml; charset=utf-8")
    .header("etag", tag)
    .header("cache-control", "public, max-age=0, must-revalidate")
    .header("x-content-type-options", "nosniff");
  return names(request.headers["if-none-match"] ?? "", tag) ? reply.status(304).send() : reply.send(text);
}
