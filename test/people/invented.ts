/** What invented statistics are made of: records, sums that they keep, and counts that are often few. */
import { SAMPLE_TOWNS, type Random } from "#kit";

/** The figures of one record; null is a blank cell. */
export type Figures = Readonly<Record<string, number | null>>;
/** All records of a feed by the cells that name them, joined by a comma. */
export type Truth = ReadonlyMap<string, Figures>;

export interface Statistics {
  readonly feed: string;
  readonly department: string;
  readonly plural: string;
  /** The fields that name a record in the graph, as the first cells of a row do. */
  readonly key: readonly string[];
  /** The header that names it, and of each figure its field and header. */
  readonly keyHeader: string;
  readonly figures: Readonly<Record<string, string>>;
  /** Counts of persons: hidden where few. A name that is no figure is a rest, which nobody publishes. */
  readonly counts: readonly string[];
  /** What each of them adds up to nothing: `record field` with its factor. */
  readonly sums: (truth: Truth) => readonly Readonly<Record<string, number>>[];
  readonly ages: readonly Truth[];
  /** Which records are handed in together, and in which age. */
  readonly files: readonly { readonly age: number; readonly records: readonly string[] }[];
}

export const TOWNS = SAMPLE_TOWNS.slice(0, 5);
/** Often few. */
export const count = (random: Random): number => random.pick([0, 0, 1, 1, 2, 2, 3, 4, 5, 7, 12, 40]);

/** Persons and what was spent on them: a fixed sum for each. */
export function paid(
  random: Random,
  names: readonly string[],
  persons: string,
  yuan: string,
): Pick<Statistics, "ages" | "files" | "sums" | "counts"> {
  const truth = new Map(
    names.map((name) => {
      const number = count(random);
      return [name, { [persons]: number, [yuan]: number * 4_500 }] as const;
    }),
  );
  return {
    counts: [persons],
    sums: () => names.map((name) => ({ [`${name} ${persons}`]: 4_500, [`${name} ${yuan}`]: -1 })),
    ages: [truth],
    files: [{ age: 0, records: names }],
  };
}
