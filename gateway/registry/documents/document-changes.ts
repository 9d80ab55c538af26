/**
 * The registered documents, as gateways take them: by the numbers of their changes, from this process at once
 * and from others by notification.
 */
import { followNumber } from "#schema/runtime/follow-number.js";
import type { DocumentSource } from "../../documents/document-source.js";
import type { RegistryDatabase } from "../../database.js";
import { DOCUMENT_CHANNEL, LATEST_CHANGE, readDocumentChanges } from "../store/document-rows.js";

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
      const following = followNumber({
        watch: (onNumber) =>
          database.watch({ channel: DOCUMENT_CHANNEL, latest: LATEST_CHANGE, onNumber }).end,
        work: async () => {
          await onChange();
          return true;
        },
        onFault,
      });
      return async () => {
        listeners.delete(onChange);
        await following.stop();
      };
    },
    tell: async () => {
      await Promise.allSettled([...listeners].map((onChange) => onChange()));
    },
  };
}
