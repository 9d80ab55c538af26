/** What a fetch works with, and what it finds. */
import type { SourceSettings } from "#kit/hub";
import { HubError } from "#schema/errors.js";

/** One run's means. Whatever it opens ends with `signal`, whose reason is the HubError to tell. */
export interface Access extends Pick<SourceSettings, "networks"> {
  readonly secretOf: (name: string) => string;
  /** Largest file. */
  readonly bytes: number;
  /** Of the whole run. */
  readonly timeLimitMs: number;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly abort: (reason: HubError) => void;
  /** The mark of the file of that name that was handed in last; null: of none. */
  readonly markOf: (name: string) => string | null;
}

/** A file to be handed in; its bytes are read once, before the next file is asked for. */
export interface FoundFile {
  readonly name: string;
  /** Equal marks are equal files, so that they need not be read (ETag, size and time); null: unknown. */
  readonly mark: string | null;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export type Fetch<From> = (from: From, access: Access) => AsyncGenerator<FoundFile>;

/** What came is not what was agreed. */
export function strange(reason: string, reasonEn: string): HubError {
  return new HubError("SOURCE_ANSWER", { reason, reasonEn });
}
