/**
 * `GET /data/<dataset>.<format>`: a dataset whole, or a part of it, in one file of `formats/`. `HEAD` tells
 * its type and tag. The tag changes when anything that the file is made of does; a client that has it is
 * answered with 304. Nothing is read faster than the client takes it, and nothing goes on when it has gone.
 */
import { hash } from "node:crypto";
import type { FastifyReply } from "fastify";
import { readFeedState, askerOf, type SubgraphRoutes } from "#kit/hub";
import { names } from "#schema/entity-tag.js";
import { changesRoutes } from "./changes/routes.js";
import { compressed } from "./compress.js";
import { FORMATS } from "./formats/index.js";
import { openFile } from "./open-file.js";
import { packageRoutes } from "./package/routes.js";
import { proofRoutes } from "./proof/routes.js";
import { createDownloadPlaces } from "./places.js";
import { readQuestion, type Question } from "./question.js";
import { atomRoutes } from "./releases/atom.js";
import { releaseRoutes } from "./releases/routes.js";

/** Of what may be said in two ways: changes when the same question is answered by another file. */
const EDITION = 1;

export const downloadRoutes: SubgraphRoutes = {
  prefix: "/data",
  register: (app, parts) => {
    const places = createDownloadPlaces();
    changesRoutes(app, parts, places);
    releaseRoutes(app, parts, places);
    atomRoutes(app, parts);
    packageRoutes(app, parts, places);
    proofRoutes(app, parts, places);
    app.route<{ Params: { file: string }; Querystring: Readonly<Record<string, unknown>> }>({
      method: ["GET", "HEAD"],
      url: "/:file",
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const question = readQuestion(parts.contracts(), request.params.file, request.query);
        const { statements } = askerOf(parts, request, reply, {
          name: "downloads",
          caller: await parts.callerOf(request),
          isTransfer: true,
        });
        const state = await readFeedState(statements, question.contract.id, question.asOf);
        const open = openFile(statements, question, { asOf: state.release, at: parts.now() });
        const tag = tagOf(question, state);
        tell(reply, question, tag);
        if (names(request.headers["if-none-match"] ?? "", tag)) return reply.status(304).send();
        if (request.method === "HEAD") return reply.send();
        places.hold(request.ip, reply.raw);
        const isText = FORMATS[question.format].kind === "text";
        return reply.send(isText ? compressed(request, reply, open()) : open());
      },
    });
  },
};

function tell(reply: FastifyReply, { contract, format, encoding }: Question, tag: string): void {
  const type = FORMATS[format].mediaType;
  void reply
    .type(encoding === "utf-8" ? type : type.replace("utf-8", encoding))
    .header("content-disposition", `attachment; filename="${contract.id}.${format}"`)
    .header("etag", tag)
    .header("cache-control", "public, max-age=0, must-revalidate")
    .header("vary", "accept-encoding")
    .header("x-content-type-options", "nosniff");
}

/** Weak: the same file may come compressed. */
function tagOf(
  { contract, columns, asOf, ...question }: Question,
  { epoch, version }: { readonly epoch: string; readonly version: number },
): string {
  const made = JSON.stringify([
    EDITION,
    epoch,
    version,
    contract.id,
    columns.map(({ field, zh, list }) => [field, zh, list?.codes.map(({ name, zh: word }) => [name, word])]),
    asOf,
    question,
  ]);
  return `W/"${hash("sha256", made, "base64url").slice(0, 22)}"`;
}
