/**
 * The registry's findings about a subgraph's schema. They are data, so that a person reads it, a department's
 * own CI decides by it, and an editor can carry out its edits.
 */

/**
 * `ERROR` refuses the publication; `BREAKING` refuses it until its approval; `DANGEROUS` is taken and told;
 * `WARNING` and `INFO` are told.
 */
export type Severity = "ERROR" | "BREAKING" | "DANGEROUS" | "WARNING" | "INFO";

/** The same in Chinese and English. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Line and column from 1, in the SDL of that subgraph as it was handed in. */
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

/** A client that uses what a finding speaks of. */
export interface ClientUse {
  /**
   * As it names itself, `name@version` when it says which; empty for those that do not; `*` for those that
   * there was no room to name.
   */
  readonly client: string;
  /** Requests in the period that is looked at. */
  readonly requests: number;
  /** The last day of them, `2026-11-02`, of universal time; null for one that only registered documents. */
  readonly lastDay: string | null;
  /** Names of operations, or of persisted documents. */
  readonly operations: readonly string[];
}

/** An error that goes with another: mend that one, and it is gone. */
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
  /** The advice, to be carried out by a program; empty where only a person can decide. */
  readonly edits: readonly TextEdit[];
  readonly uses: readonly ClientUse[];
  /** The errors that follow from this one; for composition only. */
  readonly follows: readonly Follower[];
}
