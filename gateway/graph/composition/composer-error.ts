/** One error of the composer, with the elements that it is about. */
import type { Site, SubgraphText } from "./subgraph-text.js";
import type { TextEdit, Words } from "./finding.js";

export interface ComposerError {
  readonly code: string;
  /** The composer's message, without a leading subgraph name. */
  readonly text: string;
  /** The sites of its nodes, in the composer's order. */
  readonly sites: readonly Site[];
  /** Subgraphs that the message names, or that contain a node. */
  readonly concerned: readonly SubgraphText[];
  readonly all: readonly SubgraphText[];
  /** The subgraph that is being published. */
  readonly publishing: SubgraphText | undefined;
  /**
   * Coordinates of the hidden elements and of those that still show them, for an error of `@inaccessible`.
   */
  readonly hidden: readonly string[];
  readonly referencers: readonly string[];
  /**
   * Chooses the item to change if several subgraphs disagree: that of the subgraph being published, else the
   * one with the rarest value, else the last.
   */
  readonly changing: <Of>(
    items: readonly Of[],
    subgraphOf: (item: Of) => SubgraphText,
    valueOf: (item: Of) => string,
  ) => Of | undefined;
}

export interface Explanation {
  /** The site to change; default: the first site. */
  readonly at?: Site | undefined;
  readonly coordinate?: string | undefined;
  /** Errors with the same cause become one finding; default: errors with the same edits. */
  readonly cause?: string | undefined;
  /** Overrides the subgraphs that the composer names. */
  readonly concerned?: readonly SubgraphText[];
  readonly zh: string;
  readonly advice: Words;
  readonly edits: readonly TextEdit[];
}

export interface Rule {
  readonly rule: Words;
  readonly explain: (fault: ComposerError) => Explanation;
}

export type Rules = Readonly<Record<string, Rule>>;

/** An entry of the table: a rule in both languages, and the function that explains an error. */
export const rule = (zh: string, en: string, explain: Rule["explain"]): Rule => ({
  rule: { zh, en },
  explain,
});
export const words = (zh: string, en: string): Words => ({ zh, en });

/** The quoted words of the composer's message, in order. */
export const quoted = (text: string): readonly string[] =>
  [...text.matchAll(/"([^"]*)"/g)].map(([, name = ""]) => name);
export const namesOf = (subgraphs: readonly SubgraphText[]): string =>
  subgraphs.map(({ name }) => `“${name}”`).join("、");
