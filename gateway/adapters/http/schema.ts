/**
 * The API schema as SDL: `/schema.graphql` of what the caller gets at `/graphql`,
 * `/schema/<contract>.graphql` of a contract's view.
 */
import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ViewFor } from "../../graph/contracts/view-for.js";
import type { View, Views } from "../../graph/contracts/views.js";
import { names } from "#schema/entity-tag.js";
import type { Identity } from "../../rights/identity.js";

export interface SchemaDoor {
  readonly views: () => Views;
  readonly identityOf: (request: FastifyRequest) => Promise<Identity>;
  readonly viewFor: ViewFor;
}

export function registerSchema(app: FastifyInstance, { views, identityOf, viewFor }: SchemaDoor): void {
  const tags = new WeakMap<View, string>();
  const send = async (
    request: FastifyRequest,
    reply: FastifyReply,
    asked: string | null,
  ): Promise<FastifyReply> => {
    const { caller } = await identityOf(request);
    const contract = viewFor(asked, caller);
    const view = contract === null ? views().whole : await views().of(contract);
    const sdl = await view.sdl();
    const tag = tags.get(view) ?? `"${createHash("sha256").update(sdl).digest("base64url")}"`;
    tags.set(view, tag);
    void reply
      .header("etag", tag)
      .header("vary", "authorization, cookie")
      .header("cache-control", `${caller === null ? "public" : "private"}, no-cache`);
    return names(request.headers["if-none-match"] ?? "", tag)
      ? reply.status(304).send()
      : reply.type("text/plain; charset=utf-8").send(sdl);
  };
  app.get("/schema.graphql", (request, reply) => send(request, reply, null));
  app.get<{ Params: { contract: string } }>("/schema/:contract.graphql", (request, reply) =>
    send(request, reply, request.params.contract),
  );
}
