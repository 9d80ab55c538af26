/**
 * `GET /data/<dataset>/changes` (NDJSON) and `/data/<dataset>/changes.csv`: what a copy of one dataset must
 * add, replace and delete, in pages. Each page but the last has a link to the next one; the last says where
 * the next round begins.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { askerOf, type RouteParts } from "#kit/hub";
import { compressedText } from "../compress.js";
import { columnHeads } from "../formats/column-heads.js";
import { FORMATS } from "../formats/index.js";
import type { DownloadPlaces } from "../places.js";
import { planDatasetChanges, readChangesQuestion, type ChangesFormat } from "./question.js";
import { readChangesPage } from "./read-page.js";
import { WRITE_CHANGES } from "./write-changes.js";

const ROUTES = [
  ["/:dataset/changes", "ndjson"],
  ["/:dataset/changes.csv", "csv"],
] as const;

export function changesRoutes(app: FastifyInstance, parts: RouteParts, places: DownloadPlaces): void {
  for (const [url, format] of ROUTES)
    app.get<Asked>(url, (request, reply) => answer(parts, places, format, request, reply));
}

interface Asked {
  Params: { dataset: string };
  Querystring: Readonly<Record<string, unknown>>;
}

async function answer(
  parts: RouteParts,
  places: DownloadPlaces,
  format: ChangesFormat,
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const question = readChangesQuestion(format, request.query);
  const { statements } = askerOf(parts, request, reply, {
    name: "downloads",
    caller: await parts.callerOf(request),
    isTransfer: false,
  });
  places.hold(request.ip, reply.raw);
  const { contracts, history } = parts;
  const plan = await planDatasetChanges({ contracts, history, statements }, request.params.dataset, question);
  const page = await readChangesPage(statements, plan, question.first);
  if (page.nextCursor === null) void reply.header("tongcha-next-since", page.nextSince);
  else
    void reply.header(
      "link",
      `<${addressOf(request, { since: plan.start, after: page.nextCursor })}>; rel="next"`,
    );
  const written = { columns: columnHeads(plan.columns), withCodes: question.withCodes };
  const text = WRITE_CHANGES[format](written, page.changes);
  void reply
    .type(FORMATS[format].mediaType)
    .header("cache-control", "no-store")
    .header("vary", "accept-encoding")
    .header("x-content-type-options", "nosniff");
  return reply.send(await compressedText(request, reply, text));
}

/** The same address with another place. */
function addressOf({ url, query }: FastifyRequest<Asked>, place: Readonly<Record<string, string>>): string {
  const [path = ""] = url.split("?");
  const given = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  return `${path}?${new URLSearchParams({ ...Object.fromEntries(given), ...place }).toString()}`;
}
