/** Resolves a request's document to its text: the first step of a request, for every transport. */
import { LRUCache } from "lru-cache";
import { HubError } from "#schema/errors.js";
import type { Log } from "../log.js";
import type { AskedDocument } from "./asked-document.js";
import { hashText, isTextHash, readDocumentId } from "./document-id.js";
import type { DocumentSource } from "./document-source.js";
import type { DocumentModes } from "./modes.js";
import { WHOLE_GRAPH } from "../whole-graph.js";
import { openRegisteredDocuments } from "./registered-documents.js";
import { createTellUnknown, type Asker } from "./unknown-log.js";

export interface Documents {
  /**
   * Rejects with DOCUMENT_UNKNOWN, DOCUMENT_ID_INVALID, DOCUMENT_REQUIRED (the endpoint accepts registered
   * documents only), DOCUMENT_HASH_MISMATCH, or PERSISTED_QUERY_NOT_FOUND (the client then sends the text).
   */
  readonly resolveText: (asked: AskedDocument, asker: Asker) => Promise<string>;
  /**
   * Number of the last change of the registered documents: until the next change an identical request
   * resolves to the same text. Null in mode `log-unknown`, where each request must be checked.
   */
  readonly standing: (contract: string | null) => number | null;
  /** The texts of all registered documents. */
  readonly texts: () => Iterable<string>;
  readonly close: () => Promise<void>;
}

export interface DocumentsParts {
  readonly source: DocumentSource;
  readonly modeOf: DocumentModes;
  /** Texts of the gateway's own pages, by their normalised ids: known without a registry. */
  readonly own?: ReadonlyMap<string, string>;
  readonly log: Log;
}

/** Limits for automatic persisted queries, which this process keeps in memory. */
const AUTOMATIC = 5_000;
const AUTOMATIC_CHARACTERS = 8_000_000;

export async function openDocuments({
  source,
  modeOf,
  own = new Map(),
  log,
}: DocumentsParts): Promise<Documents> {
  const registered = await openRegisteredDocuments(source, log);
  const automatic = new LRUCache<string, string>({
    max: AUTOMATIC,
    maxSize: AUTOMATIC_CHARACTERS,
    sizeCalculation: (text) => text.length + 1,
  });
  const tellUnknown = createTellUnknown(log);

  /** Resolves an automatic persisted query. `text`: null unless the client sent it along. */
  const textByHash = (hash: string, text: string | null): string => {
    if (text === null) {
      const known = automatic.get(hash);
      if (known === undefined) throw new HubError("PERSISTED_QUERY_NOT_FOUND");
      return known;
    }
    if (hashText(text) !== hash) throw new HubError("DOCUMENT_HASH_MISMATCH");
    automatic.set(hash, text);
    return text;
  };
  return {
    resolveText: async (asked, asker) => {
      const { contract } = asker;
      const mode = modeOf(contract);
      const told = (text: string): string => {
        if (mode === "log-unknown" && !registered.has(text)) tellUnknown(text, asker);
        return text;
      };
      if (asked.kind === "text") {
        if (mode === "trusted-only")
          throw new HubError("DOCUMENT_REQUIRED", { contract: contract ?? WHOLE_GRAPH });
        return told(asked.text);
      }
      const id = readDocumentId(asked.kind === "id" ? asked.id : asked.hash);
      if (id === null) throw new HubError("DOCUMENT_ID_INVALID");
      // A text that comes with its hash is accepted even if the registered documents cannot be read.
      const known =
        own.get(id) ??
        (await (asked.kind === "hash" && mode !== "trusted-only"
          ? orNull(() => registered.textOf(id))
          : registered.textOf(id)));
      const sent = asked.kind === "hash" ? asked.text : null;
      if (known !== null) {
        if (sent !== null && sent !== known) throw new HubError("DOCUMENT_HASH_MISMATCH");
        return known;
      }
      if (sent !== null && mode === "trusted-only")
        throw new HubError("DOCUMENT_REQUIRED", { contract: contract ?? WHOLE_GRAPH });
      // The client is not asked for the text if it would be refused, or if the id is not a hash.
      if (asked.kind === "id" || mode === "trusted-only" || !isTextHash(id))
        throw new HubError("DOCUMENT_UNKNOWN", { id });
      return told(textByHash(id, sent));
    },
    standing: (contract) => (modeOf(contract) === "log-unknown" ? null : registered.number()),
    texts: () => [...own.values(), ...registered.texts()],
    close: registered.close,
  };
}

async function orNull<T>(work: () => T | Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}
