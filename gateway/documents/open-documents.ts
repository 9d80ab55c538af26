/**
 * From what a request says to the text that is run: what every transport asks before anything else is done
 * with a request.
 */
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
   * Rejects with DOCUMENT_UNKNOWN, DOCUMENT_ID_INVALID, DOCUMENT_REQUIRED where only registered documents are
   * answered, DOCUMENT_HASH_MISMATCH, or PERSISTED_QUERY_NOT_FOUND, whereupon a client sends the text.
   */
  readonly resolveText: (asked: AskedDocument, asker: Asker) => Promise<string>;
  /**
   * Number of the last change of the registered documents: until the next one a request that had a text has
   * the same. Null where each request is to be looked at, for what nobody has registered is told of.
   */
  readonly standing: (contract: string | null) => number | null;
  /** All that are registered. */
  readonly texts: () => Iterable<string>;
  readonly close: () => Promise<void>;
}

export interface DocumentsParts {
  readonly source: DocumentSource;
  readonly modeOf: DocumentModes;
  readonly log: Log;
}

/** Texts that clients sent with their hashes, for this process and its life. */
const AUTOMATIC = 5_000;
const AUTOMATIC_CHARACTERS = 8_000_000;

export async function openDocuments({ source, modeOf, log }: DocumentsParts): Promise<Documents> {
  const registered = await openRegisteredDocuments(source, log);
  const automatic = new LRUCache<string, string>({
    max: AUTOMATIC,
    maxSize: AUTOMATIC_CHARACTERS,
    sizeCalculation: (text) => text.length + 1,
  });
  const tellUnknown = createTellUnknown(log);

  /** By its hash, where any text may be asked. `text`: when the client sends it, too. */
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
      // A text that comes with its hash is asked whether or not it can be found out that it is registered.
      const known = await (asked.kind === "hash" && mode !== "trusted-only"
        ? orNull(() => registered.textOf(id))
        : registered.textOf(id));
      const sent = asked.kind === "hash" ? asked.text : null;
      if (known !== null) {
        if (sent !== null && sent !== known) throw new HubError("DOCUMENT_HASH_MISMATCH");
        return known;
      }
      if (sent !== null && mode === "trusted-only")
        throw new HubError("DOCUMENT_REQUIRED", { contract: contract ?? WHOLE_GRAPH });
      // To ask for the text of what is not answered, or of what is no hash, would be in vain.
      if (asked.kind === "id" || mode === "trusted-only" || !isTextHash(id))
        throw new HubError("DOCUMENT_UNKNOWN", { id });
      return told(textByHash(id, sent));
    },
    standing: (contract) => (modeOf(contract) === "log-unknown" ? null : registered.number()),
    texts: registered.texts,
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
