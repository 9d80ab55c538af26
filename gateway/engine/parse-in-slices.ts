/**
 * Parses a schema of half a megabyte without blocking requests: definition by definition, a few milliseconds
 * in each turn of the event loop.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { Kind, TokenKind, type DefinitionNode, type DocumentNode } from "graphql";
import { Parser } from "graphql/language/parser.js";

const SLICE_MS = 5;

/** The document has no source locations. Rejects with the errors of `parse`. */
export async function parseInSlices(sdl: string): Promise<DocumentNode> {
  const parser = new Parser(sdl, { noLocation: true });
  const definitions: DefinitionNode[] = [];
  parser.expectToken(TokenKind.SOF);
  let until = performance.now() + SLICE_MS;
  while (!parser.expectOptionalToken(TokenKind.EOF)) {
    definitions.push(parser.parseDefinition());
    if (performance.now() < until) continue;
    await nextTurn();
    until = performance.now() + SLICE_MS;
  }
  return { kind: Kind.DOCUMENT, definitions };
}
