/**
 * A number that the law sets from a day on, e.g. how long something is shown or how few people are hidden. It
 * is data beside the contract, newest version first. A supervisor changes it or adds to it without a new
 * program, by the reviewed feed `directory.provisions`.
 */
import type { Bilingual } from "./bilingual.js";

export interface Provision<Name extends string = string> {
  /** `kebab-case`: the feed names it so. */
  readonly id: string;
  readonly title: Bilingual;
  /** The day that decides which version holds. */
  readonly by: Bilingual;
  readonly parameters: Readonly<Record<Name, Parameter>>;
  readonly versions: readonly ProvisionVersion<Name>[];
}

/** Its values are whole numbers. */
export interface Parameter extends Bilingual {
  readonly unit: string;
  /** Smallest and largest value that may be published as a change. */
  readonly least: number;
  readonly most: number;
}

export interface ProvisionVersion<Name extends string = string> {
  /** First day on which it holds, `YYYY-MM-DD`; the oldest holds for all days before it too. */
  readonly from: string;
  /** Document, number, clause. */
  readonly basis: string;
  /** True if somebody read it in the document itself; else it is to be confirmed. */
  readonly isConfirmed: boolean;
  readonly values: Readonly<Record<Name, number>>;
}

/** A word of a code list or the title of a law, as it is published: with its days and its document. */
export interface Term {
  /** The code that it is a word of; `legalBasis` of a feed. */
  readonly code: string;
  readonly text: string;
  readonly from: string;
  /** Its last day; null while it is in force. */
  readonly until: string | null;
  readonly basis: string;
}
