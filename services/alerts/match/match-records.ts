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
  /** Places of the records that have a term. */
  readonly places: ReadonlyMap<number, readonly number[]>;
}

export function indexRecords(feed: string, records: readonly MatchedRecord[]): RecordIndex {
  const places = new Map<number, number[]>();
  for (const [place, record] of records.entries()) {
    const terms = new Set(gramsOf(record.text));
    for (const kind of KINDS) for (const value of record[kind]) terms.add(termOf(kind, value));
    terms.add(termOf("feeds", feed));
    for (const term of terms) {
      const known = places.get(term);
      if (known) known.push(place);
      else places.set(term, [place]);
    }
  }
  return { feed, records, places };
}

/** Places of the records that a query wants, in order. */
export function matchRecords({ feed, records, places }: RecordIndex, criteria: Criteria): readonly number[] {
  if (criteria.feeds !== null && !criteria.feeds.includes(feed)) return [];
  const found = (term: number): readonly number[] => places.get(term) ?? [];
  const choices = [
    ...KINDS.flatMap((kind) => { const values = criteria[kind]; return values === null ? [] : [values.map((value) => found(termOf(kind, value)))]; }),
    ...(criteria.words ?? []).flatMap((word) => wantedGrams(word)).map((piece) => [found(piece)]),
  ];
  const sizeOf = (lists: readonly (readonly number[])[]): number => lists.reduce((sum, { length }) => sum + length, 0);
  const fewest = choices.reduce<readonly (readonly number[])[] | null>((best, lists) => (best === null || sizeOf(lists) < sizeOf(best) ? lists : best), null);
  const candidates = fewest === null ? records.keys() : fewest.length === 1 ? fewest[0] ?? [] : [...new Set(fewest.flat())].toSorted((one, other) => one - other);
  return [...candidates].filter((place) => { const record = records[place]; return record !== undefined && isWanted(criteria, record); });
}

function isWanted(criteria: Criteria, record: MatchedRecord): boolean {
  return KINDS.every((kind) => criteria[kind]?.some((value) => record[kind].includes(value)) ?? true) && (criteria.words?.every((word) => record.text.includes(word)) ?? true);
}
