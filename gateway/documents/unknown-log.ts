/**
 * Logs unregistered documents, so that they can be registered before an endpoint accepts no others. Strangers
 * can invent documents, so everything here is bounded.
 */
import type { IncomingHttpHeaders } from "node:http";
import { parse } from "graphql";
import { LRUCache } from "lru-cache";
import type { KeyHolder } from "../api-keys/key-source.js";
import { plainWords, withoutNumbers, type Log } from "../log.js";
import { clientNameOf } from "../usage/client-name.js";
import { printWithoutLiterals } from "../usage/describe-operation.js";
import { hashText } from "./document-id.js";
import { WHOLE_GRAPH } from "../whole-graph.js";

export interface Asker {
  readonly contract: string | null;
  /** The headers of the request, or of the one that opened the connection. */
  readonly headers: IncomingHttpHeaders;
  readonly key: KeyHolder | null;
}

/** Logs each text once for each contract while it is remembered. */
export type TellUnknown = (text: string, asker: Asker) => void;

const REMEMBERED = 2_000;
const REMEMBERED_CHARACTERS = 4_000_000;
const PER_MINUTE = 60;
const MINUTE_MS = 60_000;
const MAX_TOKENS = 20_000;
const SHOWN_CHARACTERS = 2_000;

export function createTellUnknown(log: Log, now: () => number = () => performance.now()): TellUnknown {
  const told = new LRUCache<string, true>({
    max: REMEMBERED,
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_, key) => key.length,
  });
  let minute = now();
  let count = 0;
  let untold = 0;
  return (text, { contract, headers, key }) => {
    const name = `${contract ?? WHOLE_GRAPH} ${text}`;
    if (told.has(name)) return;
    if (now() - minute >= MINUTE_MS) [minute, count] = [now(), 0];
    if (count >= PER_MINUTE) {
      untold += 1;
      return;
    }
    count += 1;
    told.set(name, true);
    const shown = show(text);
    // A text that does not parse is refused, so it is not logged.
    if (shown === null) return;
    log({
      level: "info",
      contract: contract ?? WHOLE_GRAPH,
      client: plainWords(clientNameOf(headers, key)),
      id: `sha256:${hashText(text)}`,
      document: withoutNumbers(shown),
      untold,
      message: "A document was asked that nobody has registered",
    });
    untold = 0;
  };
}

function show(text: string): string | null {
  try {
    return printWithoutLiterals(parse(text, { noLocation: true, maxTokens: MAX_TOKENS })).slice(
      0,
      SHOWN_CHARACTERS,
    );
  } catch {
    return null;
  }
}
