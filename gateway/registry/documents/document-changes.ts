/**
 * The source of registered documents for gateways, by change number: changes of this process are passed on at
 * once, those of other processes by notification.
 */
import { followNumber } from "#schema/runtime/follow-number.js";
import type { DocumentSource } from "../../documents/document-source.js";
import type { RegistryDatabase } from "../../database.js";
import { DOCUMENT_CHANNEL, LATEST_CHANGE, readDocumentChanges } from "../store/document-rows.js";

export interface RegistryDocumentSource extends DocumentSource {
  /** Notifies this process's gateway of a change made here, and waits until the gateway has it. */
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
