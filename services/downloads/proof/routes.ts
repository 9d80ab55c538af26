/** `GET /data/<dataset>/proof`: what proves the dataset's download, as NDJSON. */
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { askerOf, readLogHead, type RouteParts } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { compressed } from "../compress.js";
import { FORMAT_NAMES, FORMATS } from "../formats/index.js";
import { namedParameters } from "../parameters.js";
import type { DownloadPlaces } from "../places.js";
import { writeProof } from "./write-proof.js";

export function proofRoutes(app: FastifyInstance, parts: RouteParts, places: DownloadPlaces): void {
  app.get<{ Params: { dataset: string }; Querystring: Readonly<Record<string, unknown>> }>(
    "/:dataset/proof",
    async (request, reply) => {
      namedParameters([], request.query);
      const { dataset } = request.params;
      const contract = parts.contracts().find(({ id }) => id === dataset);
      if (!contract)
        throw new HubError("DOWNLOAD_UNKNOWN", {
          file: dataset.slice(0, 100),
          formats: FORMAT_NAMES.join("、"),
        });
      const { statements } = askerOf(parts, request, reply, {
        name: "downloads",
        caller: await parts.callerOf(request),
        isTransfer: true,
      });
      const head = await readLogHead(statements);
      places.hold(request.ip, reply.raw);
      const lines = Readable.from(writeProof(statements, contract, head), { objectMode: false });
      void reply
        .type(FORMATS.ndjson.mediaType)
        .header("content-disposition", `attachment; filename="${contract.id}.proof.ndjson"`)
        .header("cache-control", "no-store")
        .header("vary", "accept-encoding")
        .header("x-content-type-options", "nosniff");
      return reply.send(compressed(request, reply, lines));
    },
  );
}
