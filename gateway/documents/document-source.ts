/** Where a gateway has the registered documents from. */

export interface DocumentChange {
  readonly id: string;
  /** Null: it is registered no more. */
  readonly text: string | null;
}

export interface DocumentChanges {
  /** The number of the last change. */
  readonly number: number;
  readonly changes: readonly DocumentChange[];
}

export interface DocumentSource {
  /** The documents that changed after a change's number; all of them after 0. */
  readonly changesSince: (number: number) => Promise<DocumentChanges>;
  /**
   * Calls back whenever there may be changes, again where that failed, and waits for it where they were made
   * in this process; tells what went wrong. Returns what ends it.
   */
  readonly watch: (onChange: () => Promise<void>, onFault: (error: unknown) => void) => () => Promise<void>;
}

/** For a gateway without a registry. */
export const NO_DOCUMENTS: DocumentSource = {
  changesSince: () => Promise.resolve({ number: 0, changes: [] }),
  watch: () => () => Promise.resolve(),
};
