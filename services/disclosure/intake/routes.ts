/**
 * Files in and reports out, over plain HTTP.
 *
 *   POST /intake/<feed id>                          the file as it is; 201, or 422 with findings; 202 before it
 *                                                   is checked to who says `prefer: respond-async`
 *   GET  /intake/<feed id>/template.xlsx            the form to fill in
 *   GET  /intake/submissions/<id>/report.xlsx       the same workbook with its bad cells marked
 *   GET  /intake/submissions/<id>/report.json       the findings
 *   GET  /intake/submissions/<id>/original          the file as it came
 *   POST /intake/sources/<id>/trial                 what a source would hand in
 */
import { PassThrough } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import {
  appendTrail,
  askerOf,
  writeMarkedWorkbook,
  writeTemplate,
  type Asker,
  type Queryable,
  type SubgraphRoutes,
} from "#kit/hub";
import { provisionReference } from "#kit";
import { demandAccess } from "#schema/access.js";
import { HubError } from "#schema/errors.js";
import type { Submission } from "../desk/entities.js";
import { openOriginal } from "../desk/originals.js";
import { refuseErased } from "../desk/retention.js";
import { createSeal } from "../desk/seal.js";
import { STATE_NAMES } from "../desk/states.js";
import { deskOf } from "../open-desk.js";
import { findSource } from "../sources/find-source.js";
import { writeDifferenceWorkbook } from "../review/difference-workbook.js";
import { readFindings } from "./findings.js";
import { loadLookup } from "./lookup.js";
import { showSignIn } from "./sign-in-page.js";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const FINDINGS_IN_ANSWER = 100;

export const intakeRoutes: SubgraphRoutes = {
  prefix: "/intake",
  register: async (app, parts) => {
    const { submissions, intake, sources, stopChecking } = await deskOf(parts);
    const seal = createSeal(parts.originalKey);
    app.addHook("preClose", (done) => {
      stopChecking();
      done();
    });
    app.addHook("onRequest", (request, reply, done) => {
      if (request.method !== "GET" || !request.url.includes("/submissions/") || !showSignIn(request, reply))
        done();
    });
    const askerFor = async (
      request: FastifyRequest,
      reply: FastifyReply,
      isTransfer = true,
    ): Promise<Asker> =>
      askerOf(parts, request, reply, {
        name: "disclosure",
        caller: await parts.callerOf(request),
        isTransfer,
      });
    /** Who may, and that somebody did, before anything of it is sent. */
    const openDownload = async (
      request: FastifyRequest<{ Params: { id: string } }>,
      asker: Asker,
      form: "original" | "report",
    ): Promise<Submission> => {
      const submission = await submissions.find(request.params.id, asker);
      refuseErased(submission);
      const { id, feed, department } = submission;
      const { subject, name } = demandAccess(asker.caller, "submission.download", department);
      await parts.database.transaction((client) =>
        appendTrail(client, {
          kind: "ORIGINAL_DOWNLOADED",
          actor: { subject, name },
          department,
          subject: id,
          details: { form, feed },
        }),
      );
      return submission;
    };
    // Bodies are files of any type: nothing parses them, they are streamed.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

    app.post<{ Params: { feed: string }; Querystring: { name?: string } }>(
      "/:feed",
      { bodyLimit: Number.MAX_SAFE_INTEGER },
      async (request, reply) => {
        const contract = submissions.contractOf(request.params.feed);
        const asker = await askerFor(request, reply);
        // RFC 7240.
        const waits = !/(?:^|,)\s*respond-async\s*(?:[;,]|$)/i.test(String(request.headers["prefer"] ?? ""));
        try {
          const submission = await intake.receive(
            contract,
            asker.caller,
            { name: fileNameOf(request), source: request.raw.iterator({ destroyOnReturn: false }) },
            waits,
          );
          if (!waits) void reply.header("preference-applied", "respond-async");
          return await reply
            .status(waits ? (submission.errors > 0 ? 422 : 201) : 202)
            .send(await answerOf(asker.statements, submission, FINDINGS_IN_ANSWER));
        } catch (error) {
          // The rest of a refused upload is not read.
          if (error instanceof HubError && error.code === "FEED_TOO_LARGE")
            void reply.header("connection", "close");
          if (error instanceof HubError && error.code === "SUBMISSION_SAME_BYTES")
            return reply.status(200).send(error.toJSON());
          throw error;
        }
      },
    );

    app.get<{ Params: { feed: string } }>("/:feed/template.xlsx", async (request, reply) => {
      const contract = submissions.contractOf(request.params.feed);
      const { statements } = await askerFor(request, reply);
      const published = await loadLookup(statements, [provisionReference], parts.contracts(), null);
      const output = new PassThrough();
      pump(writeTemplate(contract, published, output), output);
      return download(reply, XLSX, `${contract.id}.xlsx`).send(output);
    });

    app.get<{ Params: { id: string } }>("/submissions/:id/report.xlsx", async (request, reply) => {
      const asker = await askerFor(request, reply);
      const submission = await openDownload(request, asker, "report");
      const findings = await readFindings(asker.statements, submission.id, {
        skip: 0,
        first: parts.limits.findings,
      });
      const original = await openOriginal(asker.statements, seal, submission.id);
      const output = new PassThrough();
      pump(writeMarkedWorkbook(submissions.contractOf(submission.feed), original, findings, output), output);
      return download(reply, XLSX, `report-${submission.id}.xlsx`).send(output);
    });

    app.get<{ Params: { id: string } }>("/submissions/:id/difference.xlsx", async (request, reply) => {
      const asker = await askerFor(request, reply);
      const submission = await submissions.find(request.params.id, asker);
      const summary = await submissions.difference(submission, asker);
      const unusual = await submissions.unusual(submission, summary, asker);
      const output = new PassThrough();
      pump(
        writeDifferenceWorkbook(
          asker.statements.dear,
          { contract: submissions.contractOf(submission.feed), submission, summary, unusual },
          output,
        ),
        output,
      );
      return download(reply, XLSX, `difference-${submission.id}.xlsx`).send(output);
    });

    app.post<{ Params: { id: string } }>("/sources/:id/trial", async (request, reply) => {
      const { caller } = await askerFor(request, reply);
      const source = findSource(await sources.read(), request.params.id, caller);
      demandAccess(caller, "source.run", source.department);
      const { files, hasMore } = await sources.tryOut(source);
      const { id, title, feed, department } = source;
      return {
        source: { id, title, feed, department },
        files: files.map(({ name, bytes, isKnown, head, counts, findings, difference }) => ({
          name,
          bytes,
          isKnown,
          ...head,
          rows: counts.rows,
          errors: counts.errors,
          warnings: counts.warnings,
          infos: counts.infos,
          findings: findings.slice(0, FINDINGS_IN_ANSWER),
          difference,
        })),
        hasMore,
      };
    });

    app.get<{ Params: { id: string } }>("/submissions/:id/report.json", async (request, reply) => {
      const asker = await askerFor(request, reply, false);
      const submission = await submissions.find(request.params.id, asker);
      return answerOf(asker.statements, submission, parts.limits.findings);
    });

    app.get<{ Params: { id: string } }>("/submissions/:id/original", async (request, reply) => {
      const asker = await askerFor(request, reply);
      const submission = await openDownload(request, asker, "original");
      const original = await openOriginal(asker.statements, seal, submission.id);
      return download(reply, "application/octet-stream", submission.fileName ?? submission.id).send(original);
    });
  },
};

async function answerOf(statements: Queryable, submission: Submission, first: number): Promise<object> {
  const {
    id,
    feed,
    department,
    state,
    rows,
    errors,
    warnings,
    infos,
    findingCounts,
    format,
    encoding,
    erasedAt,
  } = submission;
  const findings = await readFindings(statements, id, { skip: 0, first });
  return {
    submission: {
      id,
      feed,
      department,
      state,
      stateName: STATE_NAMES[state],
      rows,
      errors,
      warnings,
      infos,
      findingCounts,
      format,
      encoding,
      ...(erasedAt ? { erasedAt } : {}),
    },
    findings,
    report: `/intake/submissions/${id}/report.xlsx`,
  };
}

function fileNameOf(request: FastifyRequest<{ Querystring: { name?: string } }>): string | null {
  const header = request.headers["x-file-name"];
  if (typeof header !== "string") return request.query.name ?? null;
  try {
    return decodeURIComponent(header);
  } catch {
    return null;
  }
}

function download(reply: FastifyReply, type: string, name: string): FastifyReply {
  return reply
    .type(type)
    .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header("x-content-type-options", "nosniff");
}

/** A workbook that fails while it is written ends the download as broken, not as whole. */
function pump(writing: Promise<unknown>, output: PassThrough): void {
  writing.catch((error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error))),
  );
}
