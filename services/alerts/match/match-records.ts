/**
 * Which records standing queries want. The records of a batch are indexed by their terms, and each query that may want some looks at those of
 * its rarest term alone: the work grows with records, and with what matches, not with queries times records.
 */
import { gramsOf, wantedGrams } from "#kit";
import { KINDS, termOf, type Criteria } from "../query/criteria.js";
import type { MatchedRecord } from "./read-batch.js";

export interface RecordIndex {
  readonly feed: string;
  readonly records: readonly MatchedRecord[];
  /** Of each record. */
  readonly terms: readonly ReadonlySet<number>[];
  /** Places of the records that have a term. */
  readonly places: ReadonlyMap<number, readonly number[]>;
}

export function indexRecords(feed: string, records: readonly MatchedRecord[]): RecordIndex {
  const places = new Map<number, number[]>();
  const terms = records.map((record) => new Set([...gramsOf(record.text), ...KINDS.flatMap((kind) => record[kind].map((value) => termOf(kind, value))), termOf("feeds", feed)]));
  for (const [place, ofRecord] of terms.entries()) {
    for (const term of ofRecord) {
      const known = places.get(term);
      if (known) known.push(place);
      else places.set(term, [place]);
    }
  }
  return { feed, records, terms, places };
}

/** Places of the records that a query wants, in order. */
export function matchRecords({ feed, records, terms, places }: RecordIndex, { words, ...criteria }: Criteria): readonly number[] {
  if (criteria.feeds !== null && !criteria.feeds.includes(feed)) return [];
  const pieces = (words ?? []).flatMap((word) => wantedGrams(word));
  const found = (term: number): readonly number[] => places.get(term) ?? [];
  const choices = [...pieces.map((piece) => [found(piece)]), ...KINDS.flatMap((kind) => { const values = criteria[kind]; return values === null ? [] : [values.map((value) => found(termOf(kind, value)))]; })];
  const isWanted = (place: number): boolean => {
    const [record, has] = [records[place], terms[place]];
    if (!record || !has) return false;
    // The pieces of a word may stand apart: the word itself must be there.
    return KINDS.every((kind) => criteria[kind]?.some((value) => record[kind].includes(value)) ?? true) && pieces.every((piece) => has.has(piece)) && (words ?? []).every((word) => record.text.includes(word));
  };
  return fewestOf(choices, records.length).filter(isWanted);
}

/** Of conditions, each of which some places meet, the places of the one that fewest do. Without a condition all. */
function fewestOf(choices: readonly (readonly (readonly number[])[])[], count: number): readonly number[] {
  const sizeOf = (lists: readonly (readonly number[])[]): number => lists.reduce((sum, { length }) => sum + length, 0);
  const [first, ...others] = choices;
  if (!first) return Array.from({ length: count }, (_, place) => place);
  const lists = others.reduce((best, other) => (sizeOf(other) < sizeOf(best) ? other : best), first);
  return lists.length === 1 ? lists[0] ?? [] : [...new Set(lists.flat())].toSorted((one, other) => one - other);
}
