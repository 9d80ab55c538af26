/** The source of a gateway's registered documents. */
import type { OutageListener } from "#schema/runtime/outage.js";

export interface DocumentChange {
  readonly id: string;
  /** Null: the document is no longer registered. */
  readonly text: string | null;
}

export interface DocumentChanges {
  /** The number of the last change. */
  readonly number: number;
  readonly changes: readonly DocumentChange[];
}

export interface DocumentSource {
  /**
   * Resolves to the documents that changed after the given change number; after 0, and after the database was
   * restored, all of them: `isWhole`.
   */
  readonly changesSince: (number: number) => Promise<DocumentChanges & { readonly isWhole: boolean }>;
  /**
   * Calls `onChange` whenever there may be changes, and again after a failure; awaits it if the changes were
   * made in this process. Tells `listener` that changes cannot be read. Returns a function that stops
   * watching.
   */
  readonly watch: (onChange: () => Promise<void>, listener: OutageListener) => () => Promise<void>;
}

/** For a gateway without a registry. */
export const NO_DOCUMENTS: DocumentSource = {
  changesSince: () => Promise.resolve({ number: 0, changes: [], isWhole: true }),
  watch: () => () => Promise.resolve(),
};
