/**
 * The feed contract: the one place that knows a column. Reader, checks, masking, tables, GraphQL types,
 * filters, templates, samples and documentation all follow from it.
 *
 * Values after parsing are canonical and simple: text, dates (`2020-06-03`), decimals (`0.5`, no trailing
 * zeros) and code names are strings; lists of codes are arrays of strings; integers are numbers; an empty
 * cell is `null`.
 */

import type { AttachedFile } from "../values/attached-files.js";
import type { Coordinates } from "../values/coordinates.js";
import type { PeriodKind } from "../values/periods.js";
import type { Agreement } from "./agreement.js";
import type { Bilingual } from "./bilingual.js";
import type { Expectation } from "./expectation.js";
import type { LegalBasis } from "./legal-basis.js";
import type { Provision, Term } from "./provision.js";

export type Value = string | number | boolean | readonly string[] | null;
/** A row's values by field name (camelCase). */
export type Row = Readonly<Record<string, Value>>;

/** The type of a row's value, by the kind of its column. */
export interface ValueOfKind {
  readonly text: string;
  readonly date: string;
  readonly decimal: string;
  readonly integer: number;
  readonly boolean: boolean;
  readonly code: string;
  readonly codes: readonly string[];
}

/**
 * The values of checked rows by the names of these columns: a required one is never empty. Of unknown columns
 * it is a `Row`.
 */
export type CellsOf<
  Of extends Readonly<Record<string, { readonly kind: StoredKind; readonly required?: boolean }>>,
> = {
  readonly [Field in keyof Of]: Of[Field]["required"] extends true
    ? ValueOfKind[Of[Field]["kind"]]
    : ValueOfKind[Of[Field]["kind"]] | null;
};

/** A whole row of a contract, derived values included: `RowOf<typeof penalties>`. */
export type RowOf<Contract extends FeedContract> = CellsOf<Contract["columns"] & Contract["derived"]>;

/** The names in a row. */
export type FieldOf<R> = keyof R & string;

export type Severity = "ERROR" | "WARNING" | "INFO";

/** The kind of a stored column; table, graph and filters follow from it. */
export type StoredKind = "text" | "date" | "decimal" | "integer" | "boolean" | "code" | "codes";

/** One value of a code list. `name` is what the graph and the table hold (`SOLE_TRADER`). */
export interface Code {
  readonly name: string;
  /** The word of the standard: `个体工商户`. */
  readonly zh: string;
  readonly en: string;
  /** Other spellings seen in files; their punctuation does not matter. */
  readonly aliases?: readonly string[];
  /** First and last day of the code in law, `YYYY-MM-DD`; a published term takes their place. */
  readonly from?: string;
  readonly until?: string;
}

export interface CodeList {
  /** Name of the GraphQL enum: `PartyKind`. */
  readonly name: string;
  readonly title: Bilingual;
  readonly codes: readonly Code[];
  /** The code after which a hyphen must say which (`其他-补办`): the text goes to the field `<field>Other`. */
  readonly other?: string;
  /** The code that stands for every other: 不限. */
  readonly all?: string;
}

/** The result of parsing one cell. */
export type Parsed =
  | { readonly ok: true; readonly value: Value; readonly extra?: Value; readonly notice?: CellFault }
  | { readonly ok: false; readonly fault: CellFault };

/**
 * A fault of one cell: a code of `finding-texts.ts` or of the contract's rules, and the details that fill its
 * sentence.
 */
export interface CellFault {
  readonly code: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

export interface CellContext {
  /** Unit found in this file's header, e.g. `元` where the contract says `万元`. */
  readonly headerUnit: string | null;
  /** Today in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly today: string;
  /** Published terms of a code list, by their bare text; absent: none. */
  readonly words?: (list: CodeList) => ReadonlyMap<string, Term> | undefined;
  /** A file that the department handed in; absent: it handed in none. */
  readonly file?: FindFile;
}

/** The file of this name: the one with these bytes, or the one that came last; null when there is none. */
export type FindFile = (name: string, sha256: string | null) => HandedFile | null;

/** A file that was handed in beside the rows that name it. */
export interface HandedFile extends AttachedFile {
  /** What a reviewer must look at in it. */
  readonly notice: CellFault | null;
}

/** How a public column is changed before anything is stored. */
export interface Mask {
  /** Which rows are masked; all when absent. */
  readonly when?: (row: Row, context: RowContext) => boolean;
  /** The masked form of a text; without it nothing is shown. */
  readonly as?: (value: string, row: Row) => string;
  readonly note: Bilingual;
}

/**
 * `Kind` and `Required` are what the fields `kind` and `required` say: from them follows what a row holds
 * (`CellsOf`).
 */
export interface Column<Kind extends StoredKind = StoredKind, Required extends boolean = boolean> {
  /** The standard's Chinese header. */
  readonly zh: string;
  readonly en: string;
  /** The standard's field code, e.g. `CF_XDR_MC`: accepted as a header too. */
  readonly code?: string;
  readonly aliases?: readonly string[];
  readonly kind: Kind;
  readonly list?: CodeList;
  readonly required: Required;
  /** Largest number of characters. */
  readonly maxLength?: number;
  /** Digits after the point, for decimals. */
  readonly scale?: number;
  /** Unit of a decimal or integer, e.g. `万元`. */
  readonly unit?: string;
  /** The text is JSON: a JSON file may hold the value itself. */
  readonly json?: boolean;
  /** The text has paragraphs, headings, lists and tables (`values/structured-text.ts`). */
  readonly structured?: boolean;
  /** The text names files that are handed in beside it (`values/attached-files.ts`). */
  readonly files?: boolean;
  /** The text is a point in this system (`values/coordinates.ts`). */
  readonly coordinates?: Coordinates;
  /** The text is a period of this kind (`values/periods.ts`). */
  readonly period?: PeriodKind;
  /** The text is a time of day (`09:00`), or a day and a time (`2026-06-03T09:00`). */
  readonly clock?: "time" | "moment";
  /** Rows whose value is in %, of a column without a unit: elsewhere a sign of per cent is a fault. */
  readonly percentWhen?: (row: Row) => boolean;
  /** Which rows' values add up, if not those of all. */
  readonly alike?: AlikeRows;
  /**
   * Name under which the field is stored and hashed, and which files may still call it by: of a field that
   * was renamed, the one that it had first.
   */
  readonly storedAs?: string;
  /** `public`; `withheld` never reaches a stored row; or a mask. */
  readonly show: "public" | "withheld" | Mask;
  /**
   * Why a count of persons is shown, however few they are: places offered, a list that the law makes public.
   */
  readonly shownThoughFew?: Bilingual;
  /** True if lists can be filtered and ordered by it. */
  readonly indexed?: boolean;
  /**
   * How far a figure may move against what it was before a reviewer must name it, as a fraction; `Infinity`:
   * as far as it likes.
   */
  readonly usualMove?: number;
  /** Rule, unit or source, for documentation. */
  readonly note?: Bilingual;
  /** What a reader of a value has to know, such as the system of its coordinates: it is said beside each. */
  readonly readersNote?: Bilingual;
  /** Cell text (folded: NFKC width, trimmed; never blank) to value. */
  readonly parse: (text: string, context: CellContext) => Parsed;
  /** A canonical value as the clerk would type it, for samples and for differences shown. */
  readonly example: string;
}

export type Columns = Readonly<Record<string, Column>>;

/** A column computed from the cells of a row (withheld ones included) before masking; stored, public. */
export interface DerivedColumn<Kind extends StoredKind = StoredKind, R = Row> {
  readonly zh: string;
  readonly en: string;
  readonly kind: Kind;
  readonly list?: CodeList;
  readonly scale?: number;
  readonly indexed?: boolean;
  /** True if every row has it, so that it may be a natural key. */
  readonly required?: boolean;
  /**
   * `false` keeps it out of the graph (a join key that means nothing to a reader), and out of the records'
   * leaves: it stays as it was once something is published.
   */
  readonly exposed?: boolean;
  readonly from: (row: R, secrets: RowSecrets, context: RowContext) => Value;
  /** The entity that it is the key of: records get a field for it. */
  readonly link?: EntityLink;
}

/** `area: Area`, found by its `code`. `label` is the field of these records that has the entity's name. */
export interface EntityLink {
  readonly name: string;
  readonly type: string;
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly label?: string;
}

/**
 * How a record is found by words: by its title, and by what else of it a reader would search for. Public
 * fields.
 */
export interface SearchFields {
  readonly title: readonly string[];
  readonly text: readonly string[];
  /**
   * Texts that are searched from their beginning to their end, such as a document's; of others the first
   * characters.
   */
  readonly whole?: readonly string[];
}

/** Keyed functions whose key is kept outside the data. */
export interface RowSecrets {
  readonly pseudonym: (text: string) => string;
}

/** A finding of a row rule, on one field (null: the row as a whole). */
export interface RuleFault<Field extends string = string> {
  readonly field: Field | null;
  readonly severity?: Severity;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** The context in which a row is checked. */
export interface RowContext {
  readonly today: string;
  /** The department that hands the file in. */
  readonly department: { readonly code: string; readonly uscc: string | null };
  /**
   * A published record by the reference's column, or null. Only what `references` names; of a large feed the
   * column itself alone.
   */
  readonly lookup: <R>(reference: ReferenceTo<R>, value: string) => Published<R> | null;
  /** All feeds. */
  readonly contracts: readonly FeedContract[];
  /** The smallest count of persons above zero that this feed's figures show. */
  readonly fewestShown: number;
  /** All of them; of a large feed none. */
  readonly rows: <R>(reference: ReferenceTo<R>) => readonly Published<R>[];
  readonly file?: FindFile;
}

/**
 * A field of a published record may be null, since a mask can leave nothing of it, or absent, since nobody
 * asked for it.
 */
export type Published<R> = { readonly [Field in keyof R]?: R[Field] | null };

/**
 * A check of one row. `R` is what it reads of the row: a feed whose columns differ does not take the rule.
 */
export interface RowRule<R = Row> {
  /** Stable code, e.g. `DP-11`. */
  readonly code: string;
  readonly severity: Severity;
  /**
   * The sentence for the clerk: what to do, in Chinese and English; `{name}` is filled from the fault's
   * details.
   */
  readonly text: Bilingual;
  readonly check: (row: R, context: RowContext) => readonly RuleFault<FieldOf<R>>[];
}

/**
 * A check over all rows of a file. It is asked once the file has no error of a cell or a row, since it would
 * find what follows from one. Memory is the rule's own to bound.
 */
export interface SetRule<R = Row> {
  readonly code: string;
  readonly severity: Severity;
  readonly text: Bilingual;
  readonly open: (context: RowContext) => OpenSetRule<R>;
}

export interface OpenSetRule<R = Row> {
  readonly add: (row: R, line: number) => void;
  readonly end: () => readonly SetFault<FieldOf<R>>[];
}

/** A fault of a set: at a row, or of the file as a whole (`line` null). */
export interface SetFault<Field extends string = string> extends RuleFault<Field> {
  readonly line: number | null;
}

/** A row of the file, and what of it is shown so far. */
export interface ShownRow<R = Row> {
  readonly line: number;
  readonly row: R;
  readonly shown: Published<R>;
  readonly hide: (field: string) => void;
}

/**
 * Hides what follows from several rows together. It is asked once a file is read, of all its rows at once,
 * when each has hidden its own; it finds a fault where hiding does not help, since the rest was published
 * before.
 */
export interface SetMask<R = Row> {
  readonly code: string;
  readonly text: Bilingual;
  readonly hide: (
    rows: readonly ShownRow<R>[],
    context: RowContext,
    secrets: RowSecrets,
  ) => readonly SetFault[];
}

/** Rows that sum others up (合计): compared with what they sum up, and never stored. */
export interface Totals<Field extends string = string> {
  /** The field whose cell says so. */
  readonly field: Field;
  readonly labels: readonly string[];
  /** A total is of the rows with the same values here; one that is blank in a total row is summed over. */
  readonly by: readonly Field[];
  /** Decimal and integer columns that add up. */
  readonly measures: readonly Field[];
}

/** How often a feed is due, and by which day, which the law changes (source: domain 01). */
export type DueRule =
  /** After a date of the record. */
  | { readonly kind: "working-days"; readonly after: string; readonly deadline: Provision<"days"> }
  /** After the month or quarter that it is about. */
  | { readonly kind: "monthly" | "quarterly"; readonly deadline: Provision<"workingDay"> }
  /** In each calendar year, or in each school year: about that year unless told. */
  | {
      readonly kind: "yearly" | "school-year";
      readonly deadline: Provision<"month" | "day">;
      readonly about?: "previous";
    }
  | { readonly kind: "on-change" };

/** The kinds of derived columns by name. */
export type DerivedKinds = Readonly<Record<string, StoredKind>>;

/**
 * `Of` and `Derived` are known where the contract is (`typeof penalties`); whoever works with any contract
 * leaves them out.
 */
export interface FeedContract<Of extends Columns = Columns, Derived extends DerivedKinds = DerivedKinds> {
  /** `<subgraph>.<kebab-case plural>`: `enforcement.penalties`. */
  readonly id: string;
  /** Edition of the standard that the file follows, e.g. `2018`. */
  readonly edition: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  /** GraphQL object type, and the root list field: `Penalty`, `penalties`. */
  readonly type: string;
  readonly plural: string;
  /** Code of the department that answers for the feed. */
  readonly lead: string;
  /** The departments that may hand it in: only the lead, or every department for its own rows. */
  readonly submitters: "lead" | "every-department";
  /** Laws by which it is public: each holds from its first day to its last. */
  readonly legalBases: readonly LegalBasis[];
  readonly due: DueRule;
  /** Records of other feeds that must follow each record of this one. */
  readonly expects: readonly Expectation[];
  /** What other feeds say of the same things, and must say alike. */
  readonly agrees: readonly Agreement[];
  /**
   * `append`: a file adds and corrects records. `snapshot`: a file is the whole list of its department; what
   * it lacks is removed.
   */
  readonly mode: "append" | "snapshot";
  /**
   * Which fraction of a department's records may go at once before a reviewer must name it; a tenth unless
   * told.
   */
  readonly usualLoss?: number;
  /** Days for which its files are kept as they came, where it is not what the setting says. */
  readonly originalDays?: number;
  readonly columns: Of;
  readonly derived: { readonly [Field in keyof Derived]: DerivedColumn<Derived[Field]> };
  /** The fields (columns or derived) whose values together name a record. Never a withheld column. */
  readonly key: readonly string[];
  /**
   * Keys by which records were named before, oldest first. A snapshot's published records keep their
   * identifiers until their department's next file, which replaces them under the new key. Elsewhere a key
   * may only grow by new optional columns: a record without a value there keeps its identifier for ever.
   */
  readonly formerKeys: readonly (readonly string[])[];
  /**
   * Fields that name a record in the world, each by itself, such as a department's `code`: indexed, required.
   */
  readonly naturalKeys: readonly string[];
  /** In the subgraph that owns the departments: the feed that holds them, by `code`. */
  readonly departments?: () => FeedContract;
  /** Default order of lists: an indexed field, newest first when `descending`. */
  readonly order: { readonly field: string; readonly descending: boolean };
  /** Unless told: the first text is the title, the other texts are searched. */
  readonly search: SearchFields;
  /** The fields of codes that say what kind of person a record concerns (自然人, 高校毕业生). */
  readonly concerns: readonly string[];
  readonly rules: readonly RowRule[];
  readonly setRules: readonly SetRule[];
  readonly setMasks: readonly SetMask[];
  readonly totals?: Totals;
  /**
   * It is statistics about persons: counts of fewer are hidden, with what tells them, and each record says so
   * (`isSuppressed`). Absent where a record is no statistic but something that the law makes public one by
   * one.
   */
  readonly smallCells?: Provision<"fewestShown">;
  /** Dated numbers of the law: when it is due, how few are hidden, and what its rules ask. */
  readonly provisions: readonly Provision[];
  /** Feeds and columns that `RowContext.lookup` may be asked for. */
  readonly references: readonly Reference[];
  /** A date, of the file or derived, after which a record is no longer shown: the clock withdraws it. */
  readonly expiresAfter?: string;
  /** Headers of an older form that is refused, with a name for it. */
  readonly oldForm?: { readonly headers: readonly string[] };
  /** Headers that are no single column of the form (the sum of two, say), with what to hand in instead. */
  readonly unclearHeaders?: Readonly<Record<string, Bilingual>>;
  /**
   * Words of headers whose columns must not even be handed in: what is ignored is stored with the file all
   * the same.
   */
  readonly refusedHeaders?: readonly string[];
}

/**
 * Published records by a column whose values are unique; `alias` names a column with other names of the same,
 * joined by 、.
 */
export interface Reference {
  readonly feed: string;
  readonly column: string;
  readonly alias?: string;
  /** Fields that are read of its records even where they are many. */
  readonly fields?: readonly string[];
  /** Whole records are needed, however many there are. */
  readonly isWhole?: boolean;
  /** Only the records of the department that hands in. */
  readonly isOwn?: boolean;
}

/** A reference with what is read of its records. */
export interface ReferenceTo<R> extends Reference {
  readonly column: FieldOf<R>;
  readonly alias?: FieldOf<R>;
}

/**
 * Rows whose values are of one unit, and none of which is a part of another: no sum, average, least or
 * largest value is told of rows that differ in these.
 */
export interface AlikeRows {
  /** Fields that have the same value in all of them. */
  readonly same: readonly string[];
  /** Fields that all of them have, or none: of a place, where a blank stands for the whole. */
  readonly filled: readonly string[];
}

/** The subgraph that a feed belongs to: the part before the point. */
export function subgraphOf(feedId: string): string {
  return feedId.slice(0, feedId.indexOf("."));
}
