/**
 * Which records standing queries want. The records of a batch are indexed by their terms, and each query that
 * may want some looks at those of its rarest term alone: the work grows with records, and with what matches,
 * not with queries times records.
 */
import { gramsOf, wantedGrams } from "#kit";
import { KINDS, termOf, type Criteria } from "../query/criteria.js";
import type { MatchedRecord } from "./read-batch.js";

export interface RecordIndex {
  readonly feed: string;
  readonly records: readonly MatchedRecord[];
  /** The terms of each record, in the order of `records`. */
  readonly terms: readonly ReadonlySet<number>[];
  /** Places of the records that have a term. */
  readonly places: ReadonlyMap<number, readonly number[]>;
}

export function indexRecords(feed: string, records: readonly MatchedRecord[]): RecordIndex {
  const places = new Map<number, number[]>();
  const terms = records.map(
    (record) =>
      new Set([
        ...gramsOf(record.text),
        ...KINDS.flatMap((kind) => record[kind].map((value) => termOf(kind, value))),
        termOf("feeds", feed),
      ]),
  );
  for (const [place, ofRecord] of terms.entries()) {
    for (const term of ofRecord) {
      const known = places.get(term);
      if (known) known.push(place);
      else places.set(term, [place]);
    }
  }
  return { feed, records, terms, places };
}

/** A standing query in the form that is matched against many indexes. */
export interface Wish {
  readonly criteria: Criteria;
  /** Grams of the query's words; a record must have all of them. */
  readonly pieces: readonly number[];
  /** For each condition its terms; a record must have at least one of them. */
  readonly choices: readonly (readonly number[])[];
}

export function toWish(criteria: Criteria): Wish {
  const pieces = [...new Set((criteria.words ?? []).flatMap((word) => wantedGrams(word)))];
  const ofKinds = KINDS.flatMap((kind) => {
    const values = criteria[kind];
    return values === null ? [] : [values.map((value) => termOf(kind, value))];
  });
  return { criteria, pieces, choices: [...ofKinds, ...pieces.map((piece) => [piece])] };
}

/** Places of the records that a query wants, in order. */
export function matchRecords(
  { feed, records, terms, places }: RecordIndex,
  { criteria, pieces, choices }: Wish,
): readonly number[] {
  if (criteria.feeds !== null && !criteria.feeds.includes(feed)) return [];
  let fewest: { readonly size: number; readonly choice: readonly number[] } | null = null;
  for (const choice of choices) {
    let size = 0;
    for (const term of choice) size += places.get(term)?.length ?? 0;
    if (size === 0) return [];
    if (fewest === null || size < fewest.size) fewest = { size, choice };
  }
  const isWanted = (place: number): boolean => {
    const [record, has] = [records[place], terms[place]];
    if (!record || !has) return false;
    // The pieces of a word may stand apart: the word itself must be there.
    return (
      KINDS.every((kind) => criteria[kind]?.some((value) => record[kind].includes(value)) ?? true) &&
      pieces.every((piece) => has.has(piece)) &&
      (criteria.words?.every((word) => record.text.includes(word)) ?? true)
    );
  };
  return (fewest === null ? [...records.keys()] : placesOf(fewest.choice, places)).filter(isWanted);
}

function placesOf(choice: readonly number[], places: RecordIndex["places"]): readonly number[] {
  const [only, ...others] = choice.map((term) => places.get(term) ?? []).filter(({ length }) => length > 0);
  return others.length === 0
    ? (only ?? [])
    : [...new Set([...(only ?? []), ...others.flat()])].toSorted((one, other) => one - other);
}
