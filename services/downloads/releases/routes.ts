/**
 * `GET /data/<dataset>/releases/<n>.<format>`: the dataset as it was after its release n, the same bytes for
 * ever, but for what is withdrawn by law or expires: then it is gone here too, and the tag is another. The
 * tag is the hash of the bytes. Any part may be asked for by `Range`, several of them are answered by the
 * whole.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { askerOf, type RouteParts } from "#kit/hub";
import { rangeOf } from "#schema/byte-range.js";
import { names } from "#schema/entity-tag.js";
import { HubError } from "#schema/errors.js";
import { codingFor, compressed } from "../compress.js";
import { FORMATS } from "../formats/index.js";
import { namedParameters } from "../parameters.js";
import { createDownloadPlaces, type DownloadPlaces } from "../places.js";
import { findSnapshot, keyOf, snapshotWriter, type Snapshot } from "./snapshot.js";
import { createSpooledFiles, type KeptFile } from "./spool.js";

/** Parts of files that are there already cost little: readers of Parquet ask for many at a time. */
const READERS = { ofClient: 32, ofAll: 256 };
/**
 * How long whoever keeps a copy may use it without asking: so long may what was withdrawn live on with them.
 */
const KEPT_SECONDS = 3_600;

interface Asked {
  Params: { dataset: string; file: string };
  Querystring: Readonly<Record<string, unknown>>;
}

/** `places`: where new files are written. */
export function releaseRoutes(app: FastifyInstance, parts: RouteParts, places: DownloadPlaces): void {
  const spool = createSpooledFiles(parts.limits.spoolBytes);
  const readers = createDownloadPlaces(READERS);
  app.addHook("onClose", () => spool.close());
  app.route<Asked>({
    method: ["GET", "HEAD"],
    url: "/:dataset/releases/:file",
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      namedParameters([], request.query);
      const { statements } = askerOf(parts, request, reply, {
        name: "downloads",
        caller: await parts.callerOf(request),
        isTransfer: true,
      });
      const snapshot = await findSnapshot(statements, parts.contracts(), request.params);
      const key = keyOf(snapshot);
      (spool.has(key) ? readers : places).hold(request.ip, reply.raw);
      const { file, letGo } = spool.take(key, snapshotWriter(parts, snapshot, request.ip));
      if (reply.raw.closed) letGo();
      else reply.raw.once("close", letGo);
      return send(request, reply, snapshot, await file);
    },
  });
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { contract, number, format }: Snapshot,
  file: KeptFile,
): FastifyReply {
  const { headers, method } = request;
  const tag = `"${file.digest.toString("base64url")}"`;
  const isPacked = FORMATS[format].kind === "text" && codingFor(request) !== null;
  void reply
    .type(FORMATS[format].mediaType)
    .header("content-disposition", `attachment; filename="${contract.id}.${number}.${format}"`)
    .header("cache-control", `public, max-age=${KEPT_SECONDS}, must-revalidate`)
    .header("vary", "accept-encoding")
    .header("accept-ranges", "bytes")
    .header("x-content-type-options", "nosniff");
  const range = method === "GET" ? rangeOf(headers, tag, file.size) : null;
  // Compressed it is another representation, of which there are no parts.
  void reply.header("etag", isPacked && range === null ? `W/${tag}` : tag);
  if (names(headers["if-none-match"] ?? "", tag)) return reply.status(304).send();
  if (range === "unsatisfiable") {
    void reply.header("content-range", `bytes */${file.size}`);
    throw new HubError("RANGE_UNSATISFIABLE", { bytes: file.size });
  }
  if (range !== null) {
    const { start, end } = range;
    void reply
      .status(206)
      .header("content-range", `bytes ${start}-${end}/${file.size}`)
      .header("content-length", end - start + 1);
    return reply.send(file.read(start, end));
  }
  const whole = file.read(0, file.size - 1);
  if (isPacked) {
    const packed = compressed(request, reply, whole);
    return method === "HEAD" ? reply.send() : reply.send(packed);
  }
  void reply
    .header("content-length", file.size)
    .header("repr-digest", `sha-256=:${file.digest.toString("base64")}:`);
  return method === "HEAD" ? reply.send() : reply.send(whole);
}
