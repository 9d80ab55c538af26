/**
 * XML parts of a workbook, streamed. Names are local names, since some programs write every element with a
 * prefix. There are no document types, hence no entities but XML's own five. Refuses with FEED_ARCHIVE what
 * is malformed or not UTF-8, and a token that does not end within the limit.
 */
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { badArchive } from "../refusals.js";

/** How long a tag or a text may be, and what is said of a longer one. */
export interface TokenLimit {
  readonly characters: number;
  readonly refuse: () => Error;
}

/** For the parts that hold no cells. */
export const PART_TOKENS: TokenLimit = {
  characters: 2 ** 20,
  refuse: () => badArchive("有过大的部件", "a part of it is too large"),
};

export interface XmlHandlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Gives control back after each chunk, so that the caller can hand on what its handlers have gathered. */
export async function* readXml(
  bytes: AsyncIterable<Buffer>,
  limit: TokenLimit,
  handlers: XmlHandlers,
): AsyncGenerator<void, void, undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let sinceToken = 0;
  const parser = createParser({
    open: (name, attributes) => {
      sinceToken = 0;
      handlers.open?.(name, attributes);
    },
    close: handlers.close ?? ignore,
    text: handlers.text ?? ignore,
  });
  for await (const chunk of bytes) {
    const text = decode(chunk);
    // The parser keeps a token until it ends, so one that does not end is stopped here.
    sinceToken += text.length;
    parser.write(text);
    if (sinceToken > limit.characters) throw limit.refuse();
    yield;
  }
  decode();
  parser.close();
  yield;

  function decode(chunk?: Buffer): string {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw malformed();
    }
  }
}

function createParser({ open, close, text }: Required<XmlHandlers>): SaxesParser {
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => open(localName(name), attributes));
  parser.on("closetag", ({ name }: SaxesTagPlain) => close(localName(name)));
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("doctype", () => {
    throw badArchive("含有文档类型声明", "it has a document type");
  });
  parser.on("error", () => {
    throw malformed();
  });
  return parser;
}

/**
 * Keeps V8's description of a parser alive between two files. When it is collected, what was compiled for it
 * is too, and after some files the parser runs at less than half of its speed.
 */
export const LASTING_PARSER = createParser({ open: ignore, close: ignore, text: ignore });

function ignore(): void {
  // This part has nothing here that its reader wants
}

/** A part that is held whole. */
export async function readWholeXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(bytes, PART_TOKENS, handlers)) continue;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function malformed(): Error {
  return badArchive("XML 有误", "its XML is malformed");
}
