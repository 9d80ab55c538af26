/**
 * Counts what is fetched of datasets by address: their descriptions, files, and pages of changes. What was
 * sent counts, whole or from its first byte; programs that call themselves robots, and what another gateway
 * passes on and has counted, do not.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { CALLER_HEADER } from "#schema/caller.js";
import type { DatasetUse } from "../../usage/dataset-ledger.js";

const ID = "([a-z0-9-]+\\.[a-z0-9-]+)";
const FILE = "(?:csv|xlsx|json|ndjson|parquet|geojson|zip)";
/** A path that is answered with 200 names a dataset that there is. */
const PLACES: readonly (readonly [DatasetUse, RegExp])[] = [
  ["downloads", new RegExp(`^/data/${ID}\\.${FILE}$`)],
  ["downloads", new RegExp(`^/data/${ID}/releases/\\d+\\.${FILE}$`)],
  ["requests", new RegExp(`^/data/${ID}/changes(?:\\.csv)?$`)],
  ["views", new RegExp(`^/catalog/${ID}(?:\\.(?:ttl|jsonld))?$`)],
];
const ROBOT = /bot|crawl|spider|slurp/i;

export function countFiles(
  app: FastifyInstance,
  count: (use: DatasetUse, datasets: readonly string[]) => void,
): void {
  app.addHook("onResponse", (request, reply, done) => {
    if (wasSent(request, reply))
      for (const [use, place] of PLACES) {
        const dataset = place.exec(request.url.split("?")[0] ?? "")?.[1];
        if (dataset !== undefined) count(use, [dataset]);
      }
    done();
  });
}

function wasSent({ method, headers }: FastifyRequest, { statusCode, raw }: FastifyReply): boolean {
  return (
    method === "GET" &&
    headers[CALLER_HEADER] === undefined &&
    !ROBOT.test(headers["user-agent"] ?? "") &&
    (statusCode === 200 || (statusCode === 206 && headers.range?.startsWith("bytes=0-") === true)) &&
    raw.writableFinished
  );
}
