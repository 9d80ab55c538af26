/**
 * Reports as workbooks, whose pages are the portal's.
 *
 *   GET /reports/monthly/<month>.xlsx?asOf=<day>     the supervision report of a month
 */
import { hash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { PassThrough, type Writable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { parseDate, shanghaiDay, type PeriodKind } from "#kit";
import { askerOf, contextOf, type RouteParts, type SubgraphRoutes } from "#kit/hub";
import { names } from "#schema/entity-tag.js";
import { HubError } from "#schema/errors.js";
import type { Reading } from "../duties/read/known.js";
import { reportScope, type ReportScope } from "./scope.js";
import { writeSupervision } from "./supervision-workbook.js";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

interface Kind {
  /** The folder of their addresses. */
  readonly folder: string;
  readonly period: PeriodKind;
  readonly write: (reading: Reading, scope: ReportScope) => Promise<(to: Writable) => Promise<void>>;
}

const KINDS: readonly Kind[] = [{ folder: "monthly", period: "month", write: writeSupervision }];

interface Asked {
  Params: { period: string };
  Querystring: Readonly<Record<string, unknown>>;
}

export const reportRoutes: SubgraphRoutes = {
  prefix: "/reports",
  register: (app, parts) => {
    for (const kind of KINDS)
      app.get<Asked>(`/${kind.folder}/:period.xlsx`, (request, reply) => send(parts, kind, request, reply));
  },
};

async function send(
  parts: RouteParts,
  { folder, period: of, write }: Kind,
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { period } = request.params;
  const { asOf = null, ...others } = request.query;
  const isRead = (asOf === null || isDay(asOf)) && Object.keys(others).length === 0;
  const scope = isRead ? reportScope(of, { period, asOf }, shanghaiDay(parts.now())) : null;
  if (!scope) throw new HubError("REPORT_UNKNOWN", { report: `${folder}/${period}`.slice(0, 60) });
  const asker = askerOf(parts, request, reply, {
    name: "disclosure",
    caller: await parts.callerOf(request),
    isTransfer: true,
  });
  const reading = { context: contextOf(parts, asker), statements: asker.statements };
  const fill = await write(reading, scope);
  const output = new PassThrough();
  const [file] = await Promise.all([buffer(output), fill(output)]);
  const tag = `"${hash("sha256", file, "base64url").slice(0, 22)}"`;
  void reply
    .type(XLSX)
    .header("content-disposition", `attachment; filename="${folder}-${period}.xlsx"`)
    .header("etag", tag)
    .header("cache-control", "public, max-age=0, must-revalidate")
    .header("x-content-type-options", "nosniff");
  return names(request.headers["if-none-match"] ?? "", tag) ? reply.status(304).send() : reply.send(file);
}

function isDay(text: unknown): text is string {
  const read = typeof text === "string" ? parseDate(text) : null;
  return read?.ok === true && read.value === text;
}
