/**
 * `GET /id/<type>/<id>`: the address of a record for good, which its field `permalink` tells. It leads to the
 * question that the record answers, so that programs get its data and people whatever the hub shows them.
 */
import type { FastifyInstance } from "fastify";
import { HubError } from "#schema/errors.js";

const TYPE = /^[A-Z][A-Za-z0-9]{0,99}$/;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function registerPermalinks(app: FastifyInstance): void {
  app.get<{ Params: { type: string; id: string } }>("/id/:type/:id", (request, reply) => {
    const { type, id } = request.params;
    if (!TYPE.test(type) || !ID.test(id))
      throw new HubError("PATH_UNKNOWN", { path: request.url.split("?")[0]?.slice(0, 200) ?? "" });
    const query = `{ node(id: "${id}") { ... on ${type} { __typename id title day permalink department { code name } feed { id title } provenance { row release { id releasedAt } } } } }`;
    return reply.redirect(`/graphql/public?query=${encodeURIComponent(query)}`, 303);
  });
}
