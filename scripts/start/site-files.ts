/** `/robots.txt` and `/llms.txt`: what programs that come by themselves find here, and where. */
import type { FastifyInstance } from "fastify";
import { originOf } from "../../services/kit/graph/serve/route-asker.js";

export function registerSiteFiles(app: FastifyInstance, hub: { readonly publicUrl: string | null }): void {
  app.get("/robots.txt", (request, reply) =>
    reply
      .type("text/plain; charset=utf-8")
      .send(`${ROBOTS}\nSitemap: ${originOf(hub, request)}/sitemap.xml\n`),
  );
  app.get("/llms.txt", (_request, reply) => reply.type("text/markdown; charset=utf-8").send(LLMS));
}

/** Everything that is public may be read; files as they are handed in, and how the hub runs, are not. */
const ROBOTS = `User-agent: *
Disallow: /intake/
Disallow: /health/
Disallow: /metrics
`;

const LLMS = `# Tongcha

> All that Miyun District of Beijing must publish, as one GraphQL graph: penalties and licences, social assistance,
> education, employment, departments. Each record tells its source and its release. No login is needed. Texts are in
> Chinese, descriptions in English too.

## Data

- [Catalogue](/catalog.ttl): all datasets in DCAT-AP 3, as Turtle; [as JSON-LD](/catalog.jsonld)
- [GraphQL](/graphql/public): filters, orders, pages, groups and any moment of the past
- [Schema](/schema/public.graphql): what each type and field means
- [Sitemap](/sitemap.xml): the address of every dataset and every record
- A dataset in schema.org and Croissant: \`/catalog/<dataset>.croissant.json\`
- Downloads: \`/data/<dataset>.csv\`, \`.xlsx\`, \`.json\`, \`.ndjson\`, \`.parquet\`, what has points \`.geojson\` too; the catalogue tells the ids

- MCP: \`/mcp\`, for agents, over streamable HTTP, read-only: \`search\`, \`describe_dataset\`, \`query\`, \`get_record\`,
  \`explain_provenance\`, \`download_link\`, \`duties\`

## Citing

- A record's address for good is its field \`permalink\`; its source and release are its \`provenance\`.
- A dataset after its release n is \`/data/<dataset>/releases/<n>.csv\` for good; \`citation\` is how to cite it.
- \`asOf\` asks for what was public at a moment.
`;
