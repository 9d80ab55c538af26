/** Where the bytes of files lie that records have beside them: under their hash, read part by part. */
import type { Queryable } from "#kit/hub";

export interface AttachmentStore {
  /** Resolves once the bytes are there. The same again puts right what was lost or altered. */
  readonly keep: (sha256: string, content: Uint8Array) => Promise<void>;
  /**
   * Bytes of a part (`PART_BYTES`), as they lie there; null for what does not. `statements`: those of who
   * reads.
   */
  readonly part: (sha256: string, part: number, statements: Queryable) => Promise<Uint8Array | null>;
  /** What is not there is erased. */
  readonly erase: (sha256: string) => Promise<void>;
}
