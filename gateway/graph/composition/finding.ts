/**
 * The registry's findings about a subgraph's schema. They are data: people read them, a department's CI
 * decides by them, and an editor can apply their edits.
 */

/**
 * `ERROR` refuses the publication; `BREAKING` refuses it until it is approved; `DANGEROUS`, `WARNING` and
 * `INFO` are only reported.
 */
export type Severity = "ERROR" | "BREAKING" | "DANGEROUS" | "WARNING" | "INFO";

/** The same in Chinese and English. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Line and column from 1, in the SDL of that subgraph as it was submitted. */
export interface SourceLocation {
  readonly subgraph: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Replaces `length` characters from `offset` (UTF-16 units) of a subgraph's SDL. Edits of one finding do not
 * overlap.
 */
export interface TextEdit {
  readonly subgraph: string;
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** A client that uses the finding's element. */
export interface ClientUse {
  /**
   * The client's own name, `name` or `name@version`; empty for clients without a name; `*` for clients beyond
   * the limit.
   */
  readonly client: string;
  /** Number of requests in the usage period. */
  readonly requests: number;
  /** UTC date of the last request, `2026-11-02`; null for a client that only registered documents. */
  readonly lastDay: string | null;
  /** Names of operations, or of persisted documents. */
  readonly operations: readonly string[];
}

/** An error that disappears when the finding's error is fixed. */
export interface Follower {
  readonly code: string;
  readonly subgraphs: readonly string[];
  readonly coordinate: string | null;
  readonly place: SourceLocation | null;
  readonly message: Words;
}

export interface Finding {
  /** Stable. Codes of composition are the reference composer's own. */
  readonly code: string;
  readonly severity: Severity;
  readonly subgraphs: readonly string[];
  /** Schema coordinate: `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`, `@directive`. */
  readonly coordinate: string | null;
  readonly place: SourceLocation | null;
  /** The rule, in one sentence. */
  readonly rule: Words;
  /** The problem. */
  readonly message: Words;
  /** The correction: what to write instead. */
  readonly advice: Words;
  /** The advice as edits that a program can apply; empty if a person must decide. */
  readonly edits: readonly TextEdit[];
  readonly uses: readonly ClientUse[];
  /** The errors that follow from this one; for composition only. */
  readonly follows: readonly Follower[];
}
