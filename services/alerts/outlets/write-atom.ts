/**
 * Matches as an Atom feed (RFC 4287), in pages as RFC 5005 has them. Identifiers do not depend on the hub's
 * address.
 */
import { writePlace } from "#kit";
import { createHash } from "node:crypto";
import type { StandingQuery } from "../query/standing-queries.js";
import type { Match, MatchPage } from "../read/matches.js";
import { atomPath } from "./paths.js";

export function writeAtom(
  { id, title, createdAt }: StandingQuery,
  { matches, end }: MatchPage,
  before: string | null,
): string {
  const self = before === null ? atomPath(id) : `${atomPath(id)}?before=${before}`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <id>${urnOf(id)}</id>
  <title>${escape(title ?? "通查订阅推送")}</title>
  <updated>${(matches[0]?.releasedAt ?? createdAt).toISOString()}</updated>
  <author><name>通查 Tongcha</name></author>
  <link rel="self" type="application/atom+xml" href="${escape(self)}"/>
${end === null ? "" : `  <link rel="next" type="application/atom+xml" href="${escape(`${atomPath(id)}?before=${writePlace(end)}`)}"/>\n`}${matches.map((match) => writeEntry(id, match)).join("")}</feed>
`;
}

/** A correction is an entry of its own, for it is something new to whoever has read the first. */
function writeEntry(
  id: string,
  { contract, record, release, laterEpoch, releasedAt, title, body, day, isCorrection }: Match,
): string {
  const heading = `${contract.title.zh}${isCorrection ? "（更正）" : ""}：${title}`;
  return `  <entry>
    <id>${urnOf([id, record, release, ...(laterEpoch === null ? [] : [laterEpoch])].join(" "))}</id>
    <title>${escape(heading)}</title>
    <updated>${releasedAt.toISOString()}</updated>
    <category term="${escape(contract.id)}" label="${escape(contract.title.zh)}"/>
    <content type="text">${escape([...(day === null ? [] : [day]), title, body, `${contract.type} ${record}`].join("\n"))}</content>
  </entry>
`;
}

/** A UUID of version 8 (RFC 9562) made from the text. */
function urnOf(text: string): string {
  const digits = createHash("sha256").update(text).digest("hex");
  return `urn:uuid:${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

/** XML has no place for control characters. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
