/** One error of the composer, read with what it speaks of. */
import type { Site, SubgraphText } from "./subgraph-text.js";
import type { TextEdit, Words } from "./finding.js";

export interface ComposerError {
  readonly code: string;
  /** The composer's sentence, without the subgraph that it may begin with. */
  readonly text: string;
  /** Where its nodes stand, those first that it names first. */
  readonly sites: readonly Site[];
  /** Named in the sentence, or holding a node. */
  readonly concerned: readonly SubgraphText[];
  readonly all: readonly SubgraphText[];
  /** The one that is being published. */
  readonly publishing: SubgraphText | undefined;
  /**
   * Coordinates of the hidden elements and of those that still show them, for an error of `@inaccessible`.
   */
  readonly hidden: readonly string[];
  readonly referencers: readonly string[];
  /**
   * The subgraph that is to change when several disagree: the one being published, else the one that stands
   * alone, else the last.
   */
  readonly changing: <Of>(
    items: readonly Of[],
    subgraphOf: (item: Of) => SubgraphText,
    valueOf: (item: Of) => string,
  ) => Of | undefined;
}

export interface Explanation {
  /** Where to change something; the first site when left out. */
  readonly at?: Site | undefined;
  readonly coordinate?: string | undefined;
  /** Errors of one cause become one finding; left out: those with the same edits. */
  readonly cause?: string | undefined;
  /** When it is not those that the composer names. */
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

/** For the table: a rule in both languages and what to make of a fault against it. */
export const rule = (zh: string, en: string, explain: Rule["explain"]): Rule => ({
  rule: { zh, en },
  explain,
});
export const words = (zh: string, en: string): Words => ({ zh, en });

/** The words that the composer wrote between quotes, in order. */
export const quoted = (text: string): readonly string[] =>
  [...text.matchAll(/"([^"]*)"/g)].map(([, name = ""]) => name);
export const namesOf = (subgraphs: readonly SubgraphText[]): string =>
  subgraphs.map(({ name }) => `“${name}”`).join("、");
