/**
 * The registered documents, as gateways take them: by the numbers of their changes, from this process at once
 * and from others by notification.
 */
import type { DocumentSource } from "../../documents/document-source.js";
import type { RegistryDatabase } from "../../database.js";
import { DOCUMENT_CHANNEL, latestDocumentChange, readDocumentChanges } from "../store/document-rows.js";
import { watchNumber } from "../watch-number.js";

export interface RegistryDocumentSource extends DocumentSource {
  /** Tells this process's own gateway of a change that was made here, and waits until it has it. */
  readonly tell: () => Promise<void>;
}

export function createDocumentSource(database: RegistryDatabase): RegistryDocumentSource {
  const listeners = new Set<() => Promise<void>>();
  return {
    changesSince: (number) => readDocumentChanges(database.pool, number),
    watch: (onChange, onFault) => {
      listeners.add(onChange);
      let known: number | null = null;
      const unwatch = watchNumber(
        database,
        { channel: DOCUMENT_CHANNEL, latest: latestDocumentChange, onFault },
        async (number) => {
          if (number === known) return;
          await onChange();
          known = number;
        },
      );
      return async () => {
        listeners.delete(onChange);
        await unwatch();
      };
    },
    tell: async () => {
      await Promise.allSettled([...listeners].map((onChange) => onChange()));
    },
  };
}
