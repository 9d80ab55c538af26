/**
 * What must follow each record of a feed: records of another feed, by a day. The interpretation of a policy
 * document (with the document), the answer to a consultation (after its end), the progress of a task (each
 * quarter). A contract says so in `expects`; the board of duties counts it (services/disclosure).
 */
import type { Bilingual } from "./bilingual.js";
import type { Provision } from "./provision.js";

export interface Expectation<Field extends string = string> {
  /** `kebab-case`, of its own in the contract: `interpretation`. */
  readonly id: string;
  /** The name of what must follow, as the board shows it: 政策解读. */
  readonly title: Bilingual;
  /** The records that it is expected of; all where absent. */
  readonly when?: Filter<Field>;
  readonly due: ExpectedBy<Field>;
  readonly evidence: Evidence<Field>;
  /** True if a written explanation may take its place (`disclosure.exemptions`). */
  readonly isExemptible: boolean;
}

/**
 * Fields with the values of which one is wanted in each: texts, codes by their names, `true` or `false`; `""`
 * where nothing stands.
 */
export type Filter<Field extends string = string> = { readonly [Each in Field]?: readonly string[] };

/** By which day. Dates are fields of the record; one without the date has no deadline yet. */
export type ExpectedBy<Field extends string = string> =
  /** So many working days after a date of the record; 0: on that day, or the next working day. */
  | { readonly kind: "working-days"; readonly after: Field; readonly deadline: Provision<"days"> }
  /**
   * After each month or quarter that has a day from one date to the other; without `until`, without an end.
   */
  | {
      readonly kind: "monthly" | "quarterly";
      readonly from: Field;
      readonly until?: Field;
      readonly deadline: Provision<"workingDay">;
    };

/** The records that meet it: those of a feed that hold this record's name. */
export interface Evidence<Field extends string = string> {
  readonly feed: string;
  /** Its field that names this record; indexed. */
  readonly by: string;
  /** This record's field whose value stands there. */
  readonly names: Field;
  /** Its field with the period that a record is about, where one is expected for each. */
  readonly period?: string;
  /** Which of its records count; all where absent. */
  readonly where?: Filter;
}
