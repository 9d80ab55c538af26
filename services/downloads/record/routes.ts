/**
 * `GET /id/<type>/<id>`: a record at its address for good, as JSON or JSON-LD, whichever `accept` prefers;
 * with `.json` or `.jsonld` as that. The gateway has a page for who prefers one. What was public and is so no
 * longer is answered with 410, which says why.
 */
import { hash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import Negotiator from "negotiator";
import { askerOf, contextOf, originOf, type SubgraphRoutes } from "#kit/hub";
import { names } from "#schema/entity-tag.js";
import { HubError } from "#schema/errors.js";
import { namedParameters } from "../parameters.js";
import { findRecord, type FoundRecord, type RemovedRecord } from "./find-record.js";
import { removalWords } from "./removal-words.js";
import { toJson, toJsonLd } from "./to-json.js";

const TYPES = {
  json: "application/json",
  jsonld: "application/ld+json",
} as const;
type Form = keyof typeof TYPES;

interface Asked {
  Params: { type: string; file: string };
  Querystring: Readonly<Record<string, unknown>>;
}

export const recordRoutes: SubgraphRoutes = {
  prefix: "/id",
  register: (app, parts) => {
    app.get<Asked>("/:type/:file", async (request, reply) => {
      namedParameters([], request.query);
      const { type, file } = request.params;
      const [id = "", ending] = file.split(".", 2);
      if (ending !== undefined && ending !== "json" && ending !== "jsonld")
        throw new HubError("RECORD_UNKNOWN", { record: `${type}/${file}`.slice(0, 100) });
      const asker = askerOf(parts, request, reply, {
        name: "downloads",
        caller: await parts.callerOf(request),
        isTransfer: false,
      });
      const found = await findRecord(contextOf(parts, asker), asker.statements, {
        type,
        id,
        origin: originOf(parts, request),
      });
      return send(request, reply, ending ?? preferred(request), found);
    });
  },
};

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  form: Form,
  found: FoundRecord | RemovedRecord,
): FastifyReply {
  void reply.header("vary", "accept").header("cache-control", "public, max-age=0, must-revalidate");
  void reply.header("x-content-type-options", "nosniff");
  if ("removal" in found) {
    const { zh, en } = removalWords(found.removal);
    throw new HubError("RECORD_REMOVED", {
      record: `${found.contract.type}/${found.id}`,
      removal: found.removal,
      release: found.release,
      reason: zh,
      reasonEn: en,
    });
  }
  const text = WRITERS[form](found);
  const tag = `"${hash("sha256", text, "base64url").slice(0, 22)}"`;
  void reply.header("etag", tag);
  if (names(request.headers["if-none-match"] ?? "", tag)) return reply.status(304).send();
  return reply.type(typeOf(form)).send(text);
}

const WRITERS: Readonly<Record<Form, (found: FoundRecord) => string>> = {
  json: (found) => `${JSON.stringify(toJson(found))}\n`,
  jsonld: (found) => `${JSON.stringify(toJsonLd(found), null, 1)}\n`,
};

function typeOf(form: Form): string {
  return `${TYPES[form]}; charset=utf-8`;
}

/** JSON where all are as welcome, or none is. */
function preferred({ headers }: FastifyRequest): Form {
  const [wanted] = new Negotiator({ headers: { accept: headers.accept ?? "*/*" } }).mediaTypes(
    Object.values(TYPES),
  );
  return wanted === TYPES.jsonld ? "jsonld" : "json";
}
