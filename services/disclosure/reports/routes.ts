/**
 * Reports as workbooks and documents, whose pages are the portal's. Each takes `?asOf=<day>`, and is there as
 * `.docx`, too, but for the last.
 *
 *   GET /reports/monthly/<month>.xlsx                        the supervision report of a month
 *   GET /reports/quarterly/<quarter>.xlsx                    how the plan was carried out in a quarter
 *   GET /reports/annual/<year>.xlsx                          the annual report of the district
 *   GET /reports/annual/<year>/<department>.xlsx             that of a department
 *   GET /reports/annual/<year>/<department>/prefill.xlsx     its tables to fill in, with what the hub knows
 */
import { hash } from "node:crypto";
import { PassThrough, type Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { FastifyReply, FastifyRequest } from "fastify";
import { parseDate, shanghaiDay, type PeriodKind } from "#kit";
import { askerOf, contextOf, type SubgraphRoutes } from "#kit/hub";
import { names } from "#schema/entity-tag.js";
import { HubError } from "#schema/errors.js";
import { DISTRICT } from "../annual/organ.js";
import type { Reading } from "../duties/read/known.js";
import { writeAnnualDocument, writeAnnualWorkbook } from "./annual-files.js";
import { DOCX } from "./document.js";
import type { AnnualScope } from "./annual.js";
import { writePrefilled } from "./prefill.js";
import { publishedScope, reportScope, type AskedReport } from "./scope.js";
import { writeSupervisionDocument, writeSupervisionWorkbook } from "./supervision-files.js";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

interface Asked {
  Params: { period: string; organ?: string };
  Querystring: Readonly<Record<string, unknown>>;
}

interface AskedFile extends AskedReport {
  readonly organ: string;
  readonly today: string;
}

type Fill = (destination: Writable) => Promise<void>;
/** Null: there is no such report. */
type Write = (reading: Reading, asked: AskedFile) => Promise<Fill | null>;

const periodic =
  (kind: PeriodKind, write: typeof writeSupervisionWorkbook): Write =>
  async (reading, asked) => {
    const scope = reportScope(kind, asked, asked.today);
    return scope && write(reading, scope);
  };

const yearly =
  (write: (reading: Reading, scope: AnnualScope) => Promise<Fill | null>): Write =>
  async (reading, asked) => {
    const scope = publishedScope(asked, asked.today);
    return scope && write(reading, { ...scope, year: asked.period, organ: asked.organ });
  };

const FILES: Readonly<Record<string, Write>> = {
  "/monthly/:period.xlsx": periodic("month", writeSupervisionWorkbook),
  "/monthly/:period.docx": periodic("month", writeSupervisionDocument),
  "/quarterly/:period.xlsx": periodic("quarter", writeSupervisionWorkbook),
  "/quarterly/:period.docx": periodic("quarter", writeSupervisionDocument),
  "/annual/:period.xlsx": yearly(writeAnnualWorkbook),
  "/annual/:period.docx": yearly(writeAnnualDocument),
  "/annual/:period/:organ.xlsx": yearly(writeAnnualWorkbook),
  "/annual/:period/:organ.docx": yearly(writeAnnualDocument),
  "/annual/:period/:organ/prefill.xlsx": yearly(writePrefilled),
};

export const reportRoutes: SubgraphRoutes = {
  prefix: "/reports",
  register: (app, parts) => {
    for (const [path, write] of Object.entries(FILES))
      app.get<Asked>(path, async (request, reply) => {
        const asker = askerOf(parts, request, reply, {
          name: "disclosure",
          caller: await parts.callerOf(request),
          isTransfer: true,
        });
        const reading = { context: contextOf(parts, asker), statements: asker.statements };
        const asked = readAsked(request, shanghaiDay(parts.now()));
        const fill = asked && (await write(reading, asked));
        if (!fill) throw new HubError("REPORT_UNKNOWN", { report: nameOf(request) });
        const output = new PassThrough();
        const [file] = await Promise.all([buffer(output), fill(output)]);
        return send(request, reply, file);
      });
  },
};

function readAsked({ params, query }: FastifyRequest<Asked>, today: string): AskedFile | null {
  const { asOf = null, ...others } = query;
  if ((asOf !== null && !isDay(asOf)) || Object.keys(others).length > 0) return null;
  return { period: params.period, organ: params.organ ?? DISTRICT, asOf, today };
}

function isDay(text: unknown): text is string {
  const read = typeof text === "string" ? parseDate(text) : null;
  return read?.ok === true && read.value === text;
}

function send(request: FastifyRequest<Asked>, reply: FastifyReply, file: Buffer): FastifyReply {
  const tag = `"${hash("sha256", file, "base64url").slice(0, 22)}"`;
  const name = nameOf(request).replaceAll("/", "-");
  void reply
    .type(name.endsWith(".docx") ? DOCX : XLSX)
    .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header("etag", tag)
    .header("cache-control", "public, max-age=0, must-revalidate")
    .header("x-content-type-options", "nosniff");
  return names(request.headers["if-none-match"] ?? "", tag) ? reply.status(304).send() : reply.send(file);
}

/** The path behind `/reports/`, as it was asked for. */
function nameOf({ url }: FastifyRequest<Asked>): string {
  const [path = ""] = url.split("?");
  return path.replace(/^\/reports\//, "").slice(0, SHOWN_CHARACTERS);
}

const SHOWN_CHARACTERS = 80;
