/**
 * The API schema as SDL: `/schema.graphql` of the whole graph, `/schema/<contract>.graphql` of a contract's
 * view.
 */
import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { View, Views } from "../../graph/contracts/views.js";
import { names } from "#schema/entity-tag.js";

export function registerSchema(app: FastifyInstance, views: () => Views): void {
  const tags = new WeakMap<View, string>();
  const send = async (request: FastifyRequest, reply: FastifyReply, view: View): Promise<FastifyReply> => {
    const sdl = await view.sdl();
    const tag = tags.get(view) ?? `"${createHash("sha256").update(sdl).digest("base64url")}"`;
    tags.set(view, tag);
    void reply.header("etag", tag).header("cache-control", "public, no-cache");
    return names(request.headers["if-none-match"] ?? "", tag)
      ? reply.status(304).send()
      : reply.type("text/plain; charset=utf-8").send(sdl);
  };
  app.get("/schema.graphql", (request, reply) => send(request, reply, views().whole));
  app.get<{ Params: { contract: string } }>("/schema/:contract.graphql", async (request, reply) =>
    send(request, reply, await views().of(request.params.contract)),
  );
}
