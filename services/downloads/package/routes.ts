/**
 * A dataset with all that belongs to it.
 *
 *   GET  /data/<dataset>/datapackage.json   its description, by which a program reads its latest release
 *   GET  /data/<dataset>.zip                its CSV, the description, the terms, the releases and their hashes
 *   GET  /data/all.zip                      all datasets so, each in a folder
 */
import { hash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FeedContract } from "#kit";
import { askerOf, contextOf, originOf, readFeedState, type Asker, type RouteParts } from "#kit/hub";
import { names } from "#schema/entity-tag.js";
import { HubError } from "#schema/errors.js";
import { FORMAT_NAMES } from "../formats/index.js";
import { namedParameters } from "../parameters.js";
import type { DownloadPlaces } from "../places.js";
import { readQuestion } from "../question.js";
import { releasePath } from "../releases/path.js";
import { openFile } from "../open-file.js";
import { describePackage } from "./describe-package.js";
import { provenanceOf } from "./provenance.js";
import { readPackageParts } from "./read-parts.js";
import { zipOf, type ZippedDataset } from "./zip.js";

/** Of what may be said in two ways. */
const EDITION = 1;
const ALL = "all";

interface Asked {
  Params: { dataset: string };
  Querystring: Readonly<Record<string, unknown>>;
}

export function packageRoutes(app: FastifyInstance, parts: RouteParts, places: DownloadPlaces): void {
  app.get<Asked>("/:dataset/datapackage.json", async (request, reply) => {
    namedParameters([], request.query);
    const { dataset } = request.params;
    const contract = find(parts, dataset, `${dataset}/datapackage.json`);
    const asker = await askerFor(parts, request, reply, false);
    const origin = originOf(parts, request);
    const described = await readPackageParts(contextOf(parts, asker), asker.statements, {
      contract,
      until: null,
      origin,
    });
    const { release } = described;
    const path = release === null ? `/data/${dataset}.csv` : releasePath(dataset, release.number, "csv");
    const text = `${JSON.stringify(describePackage(described, { path: `${origin}${path}` }), null, 1)}\n`;
    const tag = `"${hash("sha256", text, "base64url").slice(0, 22)}"`;
    tell(reply, "application/json; charset=utf-8", tag);
    if (names(request.headers["if-none-match"] ?? "", tag)) return reply.status(304).send();
    return reply.send(text);
  });
  app.route<Asked>({
    method: ["GET", "HEAD"],
    url: "/:dataset.zip",
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      namedParameters([], request.query);
      const { dataset } = request.params;
      const contracts =
        dataset === ALL
          ? parts.contracts().toSorted((one, other) => (one.id < other.id ? -1 : 1))
          : [find(parts, dataset, `${dataset}.zip`)];
      const asker = await askerFor(parts, request, reply, true);
      const { epoch, release } = await readFeedState(asker.statements, dataset, null);
      const made = JSON.stringify([EDITION, epoch, release, contracts.map(({ id }) => id)]);
      const tag = `W/"${hash("sha256", made, "base64url").slice(0, 22)}"`;
      tell(reply, "application/zip", tag);
      void reply.header("content-disposition", `attachment; filename="${dataset}.zip"`);
      if (names(request.headers["if-none-match"] ?? "", tag)) return reply.status(304).send();
      if (request.method === "HEAD") return reply.send();
      places.hold(request.ip, reply.raw);
      const origin = originOf(parts, request);
      const zipped = contracts.map((contract) =>
        toZipped(parts, asker, {
          contract,
          release,
          origin,
          folder: dataset === ALL ? `${contract.id}/` : "",
        }),
      );
      return reply.send(zipOf(zipped, parts.now()));
    },
  });
}

function find(parts: RouteParts, dataset: string, file: string): FeedContract {
  const contract = parts.contracts().find(({ id }) => id === dataset);
  if (!contract)
    throw new HubError("DOWNLOAD_UNKNOWN", {
      file: file.slice(0, 150),
      formats: [...FORMAT_NAMES, "zip"].join("、"),
    });
  return contract;
}

async function askerFor(
  parts: RouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
  isTransfer: boolean,
): Promise<Asker> {
  return askerOf(parts, request, reply, {
    name: "downloads",
    caller: await parts.callerOf(request),
    isTransfer,
  });
}

function tell(reply: FastifyReply, type: string, tag: string): void {
  void reply
    .type(type)
    .header("etag", tag)
    .header("cache-control", "public, max-age=0, must-revalidate")
    .header("x-content-type-options", "nosniff");
}

interface Zipping {
  readonly contract: FeedContract;
  /** The release that all of the archive is of. */
  readonly release: number;
  readonly origin: string;
  readonly folder: string;
}

function toZipped(
  parts: RouteParts,
  asker: Asker,
  { contract, release, origin, folder }: Zipping,
): ZippedDataset {
  const { statements } = asker;
  const question = readQuestion(parts.contracts(), `${contract.id}.csv`, {});
  return {
    folder,
    parts: () => readPackageParts(contextOf(parts, asker), statements, { contract, until: release, origin }),
    csv: openFile(statements, question, { asOf: release, at: parts.now() }),
    provenance: () => provenanceOf(statements, contract.id, release),
  };
}
