/**
 * `/schema/changes.atom`: the graph's changes, for people and feed readers (RFC 4287). It contains everything
 * that the registry stores about a revision's changes.
 */
import { hash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { names } from "#schema/entity-tag.js";
import type { RegistryDatabase } from "../database.js";
import {
  readNumbers,
  readSummaries,
  type Change,
  type RevisionKind,
  type RevisionSummary,
} from "./store/revision-rows.js";

const ENTRIES = 50;

export function registerChangelog(app: FastifyInstance, { pool }: RegistryDatabase): void {
  app.get("/schema/changes.atom", async (request, reply) => {
    const revisions = await readSummaries(
      pool,
      (await readNumbers(pool)).slice(0, ENTRIES).map(({ number }) => number),
    );
    const text = writeFeed(revisions, `${request.protocol}://${request.host}`);
    const etag = `"${hash("sha256", text, "base64url")}"`;
    void reply.header("etag", etag).header("cache-control", "public, max-age=0, must-revalidate");
    if (names(request.headers["if-none-match"] ?? "", etag)) return reply.status(304).send();
    return reply.type("application/atom+xml; charset=utf-8").send(text);
  });
}

function writeFeed(revisions: readonly RevisionSummary[], origin: string): string {
  const updated = (revisions[0]?.at ?? new Date(0)).toISOString();
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <id>${escape(origin)}/schema/changes</id>
  <title>通查：总图的变更记录 Changes of the graph</title>
  <updated>${updated}</updated>
  <link rel="self" href="${escape(origin)}/schema/changes.atom"/>
  <link rel="related" href="${escape(origin)}/schema.graphql"/>
${revisions.map((revision) => writeEntry(revision, origin)).join("")}</feed>
`;
}

function writeEntry(
  { number, kind, subject, changes, by, at, note }: RevisionSummary,
  origin: string,
): string {
  const lines = [
    ...(note === null ? [] : [note]),
    ...changes.map(describe),
    ...(changes.length === 0 ? ["对外没有变化。 Nothing changed for clients."] : []),
  ];
  return `  <entry>
    <id>${escape(origin)}/schema/changes/${number}</id>
    <title>${escape(`第${number}版：${KINDS[kind]} ${subject}${isBreaking(changes) ? "（不兼容） (breaking)" : ""}`)}</title>
    <updated>${at.toISOString()}</updated>
    <author><name>${escape(by.name)}</name></author>
    <content type="text">${escape(lines.join("\n"))}</content>
  </entry>
`;
}

const KINDS: Readonly<Record<RevisionKind, string>> = {
  HUB: "通查自带的子图 the hub's own",
  PUBLISH: "发布 published",
  REMOVE: "停用 removed",
  RESTORE: "恢复历史版本 restored",
};
const MARKS: Readonly<Record<Change["severity"], string>> = {
  BREAKING: "- 不兼容 breaking",
  DANGEROUS: "~ 需留意 dangerous",
  SAFE: "+ 兼容 safe",
};

function describe({ coordinate, severity, message }: Change): string {
  return `${MARKS[severity]}  ${coordinate}  ${message.zh} / ${message.en}`;
}

function isBreaking(changes: readonly Change[]): boolean {
  return changes.some(({ severity }) => severity === "BREAKING");
}

/** Escapes text for XML, and removes control characters, which XML does not allow. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
