/**
 * Files beside records, over plain HTTP.
 *
 *   POST /attachments?name=<name>          hands one in, before the rows that name it; 201 with its facts
 *   GET  /attachments/<SHA-256>/<name>     the file, byte for byte: to all once a public record names it, before
 *                                          to the people of the department that handed it in
 */
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { attachmentPath, isFileName, type AttachedFile } from "#kit";
import {
  appendTrail,
  askerOf,
  attachmentsOf,
  departmentsOf,
  publicityOf,
  type Asker,
  type Attachment,
  type RouteParts,
  type SubgraphRoutes,
} from "#kit/hub";
import { demandOwn, isAllowed } from "#schema/access.js";
import { rangeOf } from "#schema/byte-range.js";
import { names } from "#schema/entity-tag.js";
import { HubError } from "#schema/errors.js";
import { deskOf } from "../open-desk.js";
import { handIn } from "./hand-in.js";
import type { Attachments } from "./store/attachments.js";

interface Asked {
  Params: { sha256: string; name: string };
}

export const attachmentRoutes: SubgraphRoutes = {
  prefix: "/attachments",
  register: (app, parts) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

    app.post<{ Querystring: Readonly<Record<string, unknown>> }>(
      "/",
      { bodyLimit: Number.MAX_SAFE_INTEGER },
      async (request, reply) => {
        const { caller } = await askerFor(parts, request, reply);
        const { caller: clerk, department } = demandOwn(caller, "submission.send");
        const { name } = request.query;
        try {
          const { attachments } = await deskOf(parts);
          const attachment = await handIn(
            { ...parts, attachments },
            {
              name: typeof name === "string" ? name.normalize("NFC") : "",
              source: request.raw.iterator({ destroyOnReturn: false }),
            },
            { subject: clerk.subject, department },
          );
          return await reply.status(201).send({ ...attachment, path: attachmentPath(attachment) });
        } catch (error) {
          // The rest of a refused upload is not read.
          if (error instanceof HubError && !request.raw.readableEnded)
            void reply.header("connection", "close");
          throw error;
        }
      },
    );

    app.route<Asked>({
      method: ["GET", "HEAD"],
      url: "/:sha256/:name",
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const asker = await askerFor(parts, request, reply);
        const { sha256, name } = request.params;
        const file = { sha256, name: name.normalize("NFC") };
        const isAddress = SHA256.test(sha256) && isFileName(file.name);
        const facts = isAddress && (await attachmentsOf(asker.statements, [sha256])).get(sha256);
        if (!facts) throw new HubError("ATTACHMENT_UNKNOWN");
        const isPublic = await admit(parts, asker, file);
        const { attachments } = await deskOf(parts);
        const open = (span: Span): ReturnType<Attachments["open"]> =>
          attachments.open(asker.statements, sha256, span);
        return send(request, reply, { ...facts, ...file, open }, isPublic);
      },
    });
  },
};

async function askerFor(parts: RouteParts, request: FastifyRequest, reply: FastifyReply): Promise<Asker> {
  return askerOf(parts, request, reply, {
    name: "disclosure",
    caller: await parts.callerOf(request),
    isTransfer: true,
  });
}

const SHA256 = /^[0-9a-f]{64}$/;

/** True for what is public. Throws ATTACHMENT_UNKNOWN, ATTACHMENT_GONE. */
async function admit(parts: RouteParts, { caller, statements }: Asker, file: AttachedFile): Promise<boolean> {
  const publicity = await publicityOf(statements, parts.contracts(), file);
  if (publicity === "public") return true;
  const department = (await departmentsOf(statements, file)).find((one) =>
    isAllowed(caller, "submission.download", one),
  );
  if (caller === null || department === undefined)
    throw new HubError(publicity === "gone" ? "ATTACHMENT_GONE" : "ATTACHMENT_UNKNOWN");
  const { subject, name } = caller;
  await parts.database.transaction((client) =>
    appendTrail(client, {
      kind: "ORIGINAL_DOWNLOADED",
      actor: { subject, name },
      department,
      subject: file.sha256,
      details: { form: "attachment", name: file.name },
    }),
  );
  return false;
}

/** What a browser shows by itself; anything else it stores. */
const SHOWN: ReadonlySet<string> = new Set(["application/pdf", "image/png", "image/jpeg"]);

interface Span {
  readonly start: number;
  readonly end: number;
}

interface OpenAttachment extends Attachment {
  readonly open: (span: Span) => Promise<AsyncIterable<Uint8Array>>;
}

async function send(
  { headers, method }: FastifyRequest,
  reply: FastifyReply,
  { sha256, name, bytes, mediaType, open }: OpenAttachment,
  isPublic: boolean,
): Promise<FastifyReply> {
  const tag = `"${sha256}"`;
  const isKnown = names(headers["if-none-match"] ?? "", tag);
  const range = method === "GET" && !isKnown ? rangeOf(headers, tag, bytes) : null;
  if (range === "unsatisfiable") {
    void reply.header("content-range", `bytes */${bytes}`);
    throw new HubError("RANGE_UNSATISFIABLE", { bytes });
  }
  const { start, end } = range ?? { start: 0, end: bytes - 1 };
  // What is refused says nothing of the file.
  const content = method === "HEAD" || isKnown ? null : await open({ start, end });
  const way = SHOWN.has(mediaType) ? "inline" : "attachment";
  void reply
    .type(mediaType)
    .header("content-disposition", `${way}; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header("x-content-type-options", "nosniff")
    .header("cache-control", isPublic ? "public, max-age=0, must-revalidate" : "private, no-store")
    .header("accept-ranges", "bytes")
    .header("etag", tag);
  if (isKnown) return reply.status(304).send();
  if (range !== null) void reply.status(206).header("content-range", `bytes ${start}-${end}/${bytes}`);
  else void reply.header("repr-digest", `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`);
  void reply.header("content-length", end - start + 1);
  return content === null ? reply.send() : reply.send(Readable.from(content, { objectMode: false }));
}
