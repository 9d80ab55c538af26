/**
 * Words that the published provisions add: to a code list, and to the laws by which a feed is public. Each
 * has its first and its last day and the document that says so (`provision-change.ts`).
 */
import type { Code, CodeList, FeedContract, RowContext } from "./contract.js";
import type { LegalBasis } from "./legal-basis.js";
import type { Term } from "./provision.js";
import { LEGAL_BASIS, onceFor, provisionReference } from "./provision-change.js";
import { bareWord } from "../values/text.js";

type Published = Pick<RowContext, "rows">;

const termsIn = onceFor(({ rows }): ReadonlyMap<string, readonly Term[]> => {
  const terms = new Map<string, Term[]>();
  for (const { provision, parameter: code, text, from, until = null, basis } of rows(provisionReference)) {
    if (!provision || !code || !text || !from || !basis) continue;
    const known = terms.get(provision) ?? [];
    known.push({ code, text, from, until, basis });
    terms.set(provision, known);
  }
  for (const each of terms.values()) each.sort((one, other) => (one.from < other.from ? -1 : 1));
  return terms;
});

/** Terms of a code list (by its name) or of a feed (by its identifier), oldest first. */
export function termsOf(of: string, published: Published): readonly Term[] {
  return termsIn(published).get(of) ?? [];
}

function isOn({ from, until }: Pick<LegalBasis, "from" | "until"> | Term, day: string): boolean {
  return (from === undefined || from <= day) && (until === undefined || until === null || day <= until);
}

/** The words that may be written on a day, by their bare text; the newest row of a word counts. */
export function wordsOn(
  day: string,
  published: Published,
): (list: CodeList) => ReadonlyMap<string, Term> | undefined {
  const known = new Map<string, ReadonlyMap<string, Term>>();
  return ({ name }) => {
    const terms = termsOf(name, published);
    if (terms.length === 0) return undefined;
    const words =
      known.get(name) ??
      new Map(terms.filter((term) => isOn(term, day)).map((term) => [bareWord(term.text), term]));
    known.set(name, words);
    return words;
  };
}

/** Kinds that a list has only as its open code, on a day: a form offers them beside the list's own. */
export function kindsOn(list: CodeList, day: string, published: Published): readonly string[] {
  return [...(wordsOn(day, published)(list)?.values() ?? [])]
    .filter(({ code }) => code === list.other)
    .map(({ text }) => text);
}

/**
 * A kind by its code, or by its name where only the open code holds it, with the days on which it is the
 * law's.
 */
export interface DatedKind {
  readonly code: string;
  readonly text: string;
  readonly from: string | null;
  readonly until: string | null;
}

/** The published term for a code's own word, which gives its days. */
export function ownTerm({ name, zh }: Code, terms: readonly Term[]): Term | undefined {
  return terms.findLast(({ code, text }) => code === name && text === zh);
}

/** The kinds of a list that have a first or a last day; a published term replaces the days of the code. */
export function datedKinds({ name, codes, other }: CodeList, published: Published): readonly DatedKind[] {
  const terms = termsOf(name, published);
  const own = codes.flatMap((code): readonly DatedKind[] => {
    const { from = null, until = null } = ownTerm(code, terms) ?? code;
    return from === null && until === null ? [] : [{ code: code.name, text: code.zh, from, until }];
  });
  return [...own, ...terms.filter(({ code }) => code === other)];
}

/** The contract's bases with what is published: a title of its own gets new days, another is added. */
export function basesOf(
  { id, legalBases }: Pick<FeedContract, "id" | "legalBases">,
  published: Published,
): readonly LegalBasis[] {
  const changed = new Map<string, LegalBasis>();
  for (const { code, text, from, until } of termsOf(id, published))
    if (code === LEGAL_BASIS) changed.set(text, { title: text, from, ...(until === null ? {} : { until }) });
  const titles = new Set(legalBases.map(({ title }) => title));
  return [
    ...legalBases.map((basis) => changed.get(basis.title) ?? basis),
    ...[...changed.values()].filter(({ title }) => !titles.has(title)),
  ];
}

/** Legal bases in force on a day, joined as in an official text. */
export function legalBasisOn(
  contract: Pick<FeedContract, "id" | "legalBases">,
  day: string,
  published: Published,
): string {
  return basesOf(contract, published)
    .filter((basis) => isOn(basis, day))
    .map(({ title }) => title)
    .join("；");
}
