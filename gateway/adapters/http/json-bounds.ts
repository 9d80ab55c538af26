/**
 * Bounds JSON before it is parsed. A megabyte of brackets takes fifty times as long to parse as a megabyte of
 * text, and one of short values as long to walk, which blocks the event loop.
 */
import type { FastifyInstance } from "fastify";
import { HubError } from "#schema/errors.js";

/** Texts up to this many characters are not checked. */
const SMALL = 32_768;
const DEEPEST = 200;
const MOST_VALUES = 20_000;

/** Adds the check to the JSON parser of a scope; parsing is otherwise the framework's. */
export function readJsonWithinBounds(scope: FastifyInstance): void {
  const read = scope.getDefaultJsonParser("error", "error");
  scope.addContentTypeParser("application/json", { parseAs: "string" }, (request, text: string, done) => {
    const fail = (error: unknown): void => done(error instanceof Error ? error : new Error(String(error)));
    try {
      refuseBrackets(text);
      Promise.resolve(read(request, text, done)).catch(fail);
    } catch (error) {
      fail(error);
    }
  });
}

/** Throws REQUEST_INVALID. */
export function refuseBrackets(json: string): void {
  if (json.length <= SMALL) return;
  let [depth, count] = [0, 0];
  const more = (): void => {
    if ((count += 1) > MOST_VALUES)
      throw invalid(`JSON 中的值超过${MOST_VALUES}个`, `the JSON has more than ${MOST_VALUES} values`);
  };
  for (let at = 0; at < json.length; at += 1) {
    switch (json.charCodeAt(at)) {
      case QUOTE: {
        at = endOfText(json, at);
        break;
      }
      case OPEN_LIST:
      case OPEN_OBJECT: {
        if ((depth += 1) > DEEPEST)
          throw invalid(`JSON 嵌套超过${DEEPEST}层`, `the JSON is nested more than ${DEEPEST} deep`);
        more();
        break;
      }
      case COMMA: {
        more();
        break;
      }
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth -= 1;
    }
  }
}

const [QUOTE, COMMA, OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  34, 44, 91, 92, 93, 123, 125,
];

/** Index of the closing quote: the next one after an even number of backslashes. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let before = end;
    while (json.charCodeAt(before - 1) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 0) return end;
  }
  return json.length;
}

function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("REQUEST_INVALID", { reason, reasonEn });
}
