/**
 * Structured text, the body of a document: what a clerk hands in is a part of Markdown, and nothing else of
 * it is read. Each line is a paragraph, as official texts are written; besides there are headings (`## `),
 * lists (`- `, `1. `), tables with a header, and links (`[words](address)`).
 *
 * Refused, since somebody may render the text elsewhere: HTML, pictures, links to anything but a web page, a
 * mail address or a page of this hub. All else that looks like Markdown stays the characters that it is.
 */
import MarkdownIt from "markdown-it";
import type { Bilingual } from "../feed/bilingual.js";

/** A run of characters, with the address that it leads to. */
export interface TextSpan {
  readonly text: string;
  readonly address: string | null;
}

export type TextBlockKind = "HEADING" | "PARAGRAPH" | "LIST_ITEM" | "TABLE";

export interface TextBlock {
  readonly kind: TextBlockKind;
  /** Of a heading 1 to 6, of an item of a list how deep it is, from 1; else 0. */
  readonly level: number;
  /** The number of an item as it is written (`1.`); null of others. */
  readonly marker: string | null;
  /** Of a table none. */
  readonly spans: readonly TextSpan[];
  /** Cells of a table, the first row its header; of others none. */
  readonly rows: readonly (readonly string[])[];
}

/** What may not stand in it, in words; null for a text that is sound. */
export function structureFault(text: string): { readonly found: Bilingual; readonly value: string } | null {
  for (const { pattern, found } of REFUSED) {
    const value = pattern.exec(text)?.[0];
    if (value !== undefined) return { found, value: value.slice(0, SHOWN) };
  }
  return null;
}

export function blocksOf(text: string): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  const lists: string[] = [];
  let marker: string | null = null;
  let rows: string[][] | null = null;
  for (const { type, tag, info, markup, children, content } of reader.parse(text, {})) {
    const isItem = lists.length > 0;
    switch (type) {
      case "bullet_list_open":
      case "ordered_list_open":
        lists.push(type);
        break;
      case "bullet_list_close":
      case "ordered_list_close":
        lists.pop();
        break;
      case "list_item_open":
        marker = info === "" ? "" : `${info}${markup}`;
        break;
      case "table_open":
        rows = [];
        break;
      case "tr_open":
        rows?.push([]);
        break;
      case "table_close":
        blocks.push({ kind: "TABLE", level: 0, marker: null, spans: [], rows: rows ?? [] });
        rows = null;
        break;
      case "heading_open":
        blocks.push({ kind: "HEADING", level: Number(tag.slice(1)), marker: null, spans: [], rows: [] });
        break;
      case "inline": {
        const lines = linesOf(children ?? []);
        const opened = blocks.at(-1);
        if (rows) rows.at(-1)?.push(content === "" ? "" : plain(lines.flat()));
        else if (opened?.kind === "HEADING" && opened.spans.length === 0)
          blocks.splice(-1, 1, { ...opened, spans: lines.flat() });
        else
          for (const spans of lines) {
            // What follows an item within its list, on lines of its own, is a paragraph of it.
            const isFirst = isItem && marker !== null;
            blocks.push({
              kind: isFirst ? "LIST_ITEM" : "PARAGRAPH",
              level: isItem ? lists.length : 0,
              marker: isFirst && marker !== "" ? marker : null,
              spans,
              rows: [],
            });
            marker = null;
          }
        break;
      }
      default:
    }
  }
  return blocks;
}

/** The words alone, a line for each block or row. */
export function plainText(text: string): string {
  return blocksOf(text)
    .map(({ spans, rows, marker }) =>
      rows.length > 0
        ? rows.map((cells) => cells.join(" ")).join("\n")
        : `${marker === null ? "" : `${marker} `}${plain(spans)}`,
    )
    .join("\n");
}

const SHOWN = 40;
const reader = new MarkdownIt("zero").enable(["heading", "list", "table", "escape", "link"]);

const REFUSED: readonly { readonly pattern: RegExp; readonly found: Bilingual }[] = [
  { pattern: /<[a-z/!?][^\n]*/i, found: { zh: "HTML标记", en: "HTML" } },
  { pattern: /!\[[^\n]*/, found: { zh: "图片", en: "a picture" } },
  {
    // An address may be hidden by entities and escapes: only what begins as it should is one.
    pattern: /(?:\]\(|^ {0,3}\[[^\]\n]+\]:)(?!\s*(?:https?:\/\/|mailto:|\/(?!\/)|#))[^\n]*/im,
    found: { zh: "不是网页地址的链接", en: "a link that leads to no page" },
  },
];

type Inline = ReturnType<typeof reader.parse>[number];

function linesOf(children: readonly Inline[]): readonly (readonly TextSpan[])[] {
  const lines: TextSpan[][] = [[]];
  let address: string | null = null;
  for (const child of children) {
    if (child.type === "link_open") address = String(child.attrGet("href") ?? "");
    else if (child.type === "link_close") address = null;
    else
      for (const [at, part] of child.content.split("\n").entries()) {
        if (at > 0) lines.push([]);
        const text = at > 0 || lines.at(-1)?.length === 0 ? part.trimStart() : part;
        if (text !== "") lines.at(-1)?.push({ text, address });
      }
  }
  return lines.filter((spans) => spans.length > 0);
}

function plain(spans: readonly TextSpan[]): string {
  return spans.map(({ text }) => text).join("");
}
