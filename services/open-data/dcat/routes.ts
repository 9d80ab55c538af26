/**
 * The catalogue for harvesters, in DCAT-AP 3.
 *
 *   GET  /catalog                      as JSON-LD or Turtle, whichever `accept` prefers
 *   GET  /catalog.jsonld, .ttl         all of it
 *   GET  /catalog/<dataset>            of one dataset, in the same forms
 *   GET  /catalog/<dataset>.croissant.json  and by schema.org and Croissant
 *   GET  /catalog.gbt21063.json        all of it by the national metadata, GB/T 21063
 *   GET  /catalog/licences/<code>.txt  the terms under which data may be used
 */
import { hash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import Negotiator from "negotiator";
import { licences, licenceText, type FeedContract, type SubgraphContext } from "#kit";
import { askerOf, contextOf, originOf, type RouteParts, type SubgraphRoutes } from "#kit/hub";
import { names as isTagOf } from "#schema/entity-tag.js";
import { HubError } from "#schema/errors.js";
import type { Dataset } from "../catalogue/dataset-type.js";
import { listDatasets } from "../catalogue/list-datasets.js";
import { CROISSANT, describeCroissant } from "../croissant/describe-croissant.js";
import { describeResource } from "../national/describe-resources.js";
import { describeCatalogue } from "./describe-catalogue.js";
import { describeDataset } from "./describe-dataset.js";
import type { Thing } from "./graph.js";
import { toJsonLd } from "./json-ld.js";
import { createNames } from "./names.js";
import { describePublisher, readPublishers, type Publisher } from "./publishers.js";

const FORMS = {
  jsonld: { type: "application/ld+json", write: toJsonLd },
  // Its library is loaded when somebody asks for it.
  ttl: {
    type: "text/turtle",
    write: async (things: readonly Thing[]) => (await import("./turtle.js")).toTurtle(things),
  },
} as const;

type FormName = keyof typeof FORMS;

export const catalogueRoutes: SubgraphRoutes = {
  prefix: "/catalog",
  register: (app, parts) => {
    const sendAll = (form: FormName | null) => async (request: FastifyRequest, reply: FastifyReply) => {
      const context = await contextFor(parts, request, reply);
      const [datasets, publisherOf] = await Promise.all([listDatasets(context), readPublishers(context)]);
      const names = createNames(originOf(parts, request));
      const contractFor = (dataset: Dataset): FeedContract | null => contractOf(parts, dataset);
      return send(request, reply, form, describeCatalogue(names, datasets, publisherOf, contractFor));
    };
    app.get("", sendAll(null));
    app.get(".jsonld", sendAll("jsonld"));
    app.get(".ttl", sendAll("ttl"));
    app.get(".gbt21063.json", async (request, reply) => {
      const context = await contextFor(parts, request, reply);
      const [datasets, publisherOf] = await Promise.all([listDatasets(context), readPublishers(context)]);
      const names = createNames(originOf(parts, request));
      const described = datasets.map((dataset) =>
        describeResource(names, dataset, ownerOf(dataset, publisherOf), contractOf(parts, dataset)),
      );
      return sendText(
        request,
        reply,
        "application/json; charset=utf-8",
        `${JSON.stringify(described, null, 1)}\n`,
      );
    });
    app.get<{ Params: { file: string } }>("/licences/:file", (request, reply) => {
      const code = licences.codes.find(({ name }) => `${name}.txt` === request.params.file)?.name;
      if (code === undefined) throw new HubError("PATH_UNKNOWN", { path: "/catalog/licences" });
      return reply
        .type("text/plain; charset=utf-8")
        .header("cache-control", "public, max-age=0, must-revalidate")
        .send(licenceText(code));
    });
    app.get<{ Params: { file: string } }>("/:file", async (request, reply) => {
      const context = await contextFor(parts, request, reply);
      const [datasets, publisherOf] = await Promise.all([listDatasets(context), readPublishers(context)]);
      const { id, form } = readFile(request);
      const dataset = datasets.find((one) => one.id === id);
      if (!dataset)
        throw new HubError("FEED_UNKNOWN", {
          feed: id.slice(0, 100),
          known: datasets.map((one) => one.id).join("、"),
        });
      const names = createNames(originOf(parts, request));
      const publisher = ownerOf(dataset, publisherOf);
      if (form === "croissant") {
        const described = describeCroissant(names, dataset, publisher, contractOf(parts, dataset));
        return sendText(request, reply, CROISSANT_TYPE, `${JSON.stringify(described, null, 1)}\n`);
      }
      return send(request, reply, form, [
        ...describeDataset(names, dataset, publisher, contractOf(parts, dataset)),
        describePublisher(names.publisher(publisher.code), publisher),
      ]);
    });
  },
};

const CROISSANT_TYPE = `application/ld+json; profile="${CROISSANT}"`;

/** Null: which form it is, `accept` says. Croissant is asked for by its ending, or by its profile. */
function readFile({ params: { file }, headers }: FastifyRequest<{ Params: { file: string } }>): {
  readonly id: string;
  readonly form: FormName | "croissant" | null;
} {
  const endings = { jsonld: ".jsonld", ttl: ".ttl", croissant: ".croissant.json" } as const;
  for (const form of ["jsonld", "ttl", "croissant"] as const)
    if (file.endsWith(endings[form])) return { id: file.slice(0, -endings[form].length), form };
  return { id: file, form: headers.accept?.includes(CROISSANT) ? "croissant" : null };
}

function ownerOf({ publisher }: Dataset, publisherOf: (code: string) => Publisher): Publisher {
  return publisherOf(String(publisher["code"]));
}

/** Null for a dataset that is not open. */
function contractOf({ contracts }: RouteParts, { id }: Dataset): FeedContract | null {
  return contracts().find((contract) => contract.id === id) ?? null;
}

async function contextFor(
  parts: RouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SubgraphContext> {
  const caller = await parts.callerOf(request);
  return contextOf(parts, askerOf(parts, request, reply, { name: "open-data", caller, isTransfer: false }));
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: FormName | null,
  things: readonly Thing[],
): Promise<FastifyReply> {
  const { type, write } = FORMS[asked ?? preferredForm(request)];
  return sendText(request, reply, `${type}; charset=utf-8`, await write(things));
}

function sendText(request: FastifyRequest, reply: FastifyReply, type: string, text: string): FastifyReply {
  const tag = `"${hash("sha256", text, "base64url").slice(0, 22)}"`;
  void reply
    .header("content-type", type)
    .header("etag", tag)
    .header("vary", "accept")
    .header("cache-control", "public, max-age=0, must-revalidate")
    .header("x-content-type-options", "nosniff");
  return isTagOf(request.headers["if-none-match"] ?? "", tag) ? reply.status(304).send() : reply.send(text);
}

/** JSON-LD where either is as welcome, or neither is. */
function preferredForm({ headers }: FastifyRequest): FormName {
  const types = [FORMS.jsonld.type, FORMS.ttl.type];
  const [wanted] = new Negotiator({ headers: { accept: headers.accept ?? "*/*" } }).mediaTypes(types);
  return wanted === FORMS.ttl.type ? "ttl" : "jsonld";
}
