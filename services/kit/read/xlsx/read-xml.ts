/**
 * XML parts of a workbook, streamed. Names are local names, since some programs write every element with a prefix. There
 * are no document types, hence no entities but XML's own five. Refuses with FEED_ARCHIVE what is malformed or not UTF-8,
 * and a token that does not end within the limit.
 */
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { badArchive } from "../refusals.js";

/** How long a tag or a text may be, and what is said of a longer one. */
export interface TokenLimit { readonly characters: number; readonly refuse: () => Error }

/** For the parts that hold no cells. */
export const PART_TOKENS: TokenLimit = { characters: 2 ** 20, refuse: () => badArchive("有过大的部件", "a part of it is too large") };

export interface XmlHandlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Gives control back after each chunk, so that the caller can hand on what its handlers have gathered. */
export async function* readXml(bytes: AsyncIterable<Buffer>, limit: TokenLimit, handlers: XmlHandlers): AsyncGenerator<void, void, undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parser = new SaxesParser();
  let sinceToken = 0;
  parser.on("opentag", (tag: SaxesTagPlain) => {
    sinceToken = 0;
    handlers.open?.(localName(tag.name), tag.attributes);
  });
  parser.on("closetag", (tag: SaxesTagPlain) => handlers.close?.(localName(tag.name)));
  if (handlers.text) {
    parser.on("text", handlers.text);
    parser.on("cdata", handlers.text);
  }
  parser.on("doctype", () => {
    throw badArchive("含有文档类型声明", "it has a document type");
  });
  parser.on("error", () => {
    throw malformed();
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
