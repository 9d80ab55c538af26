/**
 * An Atom feed (RFC 4287), in pages as RFC 5005 has them. Identifiers are made from what names a thing within
 * the hub, and do not depend on its address; links are paths.
 */
import { createHash } from "node:crypto";

export interface AtomFeed {
  /** Names the feed for good. */
  readonly name: string;
  readonly title: string;
  readonly updated: Date;
  readonly self: string;
  /** The page of what came earlier; null for the last. */
  readonly next: string | null;
  readonly entries: readonly AtomEntry[];
}

export interface AtomEntry {
  readonly name: string;
  readonly title: string;
  readonly updated: Date;
  readonly category: { readonly term: string; readonly label: string };
  readonly content: string;
  readonly enclosures?: readonly { readonly path: string; readonly type: string }[];
}

export function writeAtom({ name, title, updated, self, next, entries }: AtomFeed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <id>${urnOf(name)}</id>
  <title>${escape(title)}</title>
  <updated>${updated.toISOString()}</updated>
  <author><name>通查 Tongcha</name></author>
  <link rel="self" type="application/atom+xml" href="${escape(self)}"/>
${next === null ? "" : `  <link rel="next" type="application/atom+xml" href="${escape(next)}"/>\n`}${entries.map(writeEntry).join("")}</feed>
`;
}

function writeEntry({ name, title, updated, category, content, enclosures = [] }: AtomEntry): string {
  return `  <entry>
    <id>${urnOf(name)}</id>
    <title>${escape(title)}</title>
    <updated>${updated.toISOString()}</updated>
    <category term="${escape(category.term)}" label="${escape(category.label)}"/>
${enclosures.map(({ path, type }) => `    <link rel="enclosure" type="${escape(type)}" href="${escape(path)}"/>\n`).join("")}    <content type="text">${escape(content)}</content>
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
