/** The code lists of feeds, and the words of their codes. */
import type { CodeList, FeedContract } from "./contract.js";

export const LANGUAGES = ["ZH", "EN"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each list once, by its name: subgraphs that use one name mean one list. */
export function codeListsOf(contracts: readonly FeedContract[]): readonly CodeList[] {
  const lists = new Map(
    contracts
      .flatMap(({ columns, derived }) => [...Object.values(columns), ...Object.values(derived)])
      .flatMap(({ list }) => (list ? [[list.name, list] as const] : [])),
  );
  return [...lists.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** The word for a code. A code that the list does not have is an error, as it is where the code is shown. */
export function labelOf(list: CodeList, code: string, language: Language): string {
  const labels = labelsOf.get(list) ?? new Map(list.codes.map((each) => [each.name, each]));
  labelsOf.set(list, labels);
  const found = labels.get(code);
  if (!found) throw new TypeError(`The code list ${list.name} has no such code`);
  return language === "EN" ? found.en : found.zh;
}

const labelsOf = new WeakMap<CodeList, ReadonlyMap<string, CodeList["codes"][number]>>();

/** `partyKindLabel` for `partyKind`; `penaltyCategoryLabels` for the several codes of `penaltyCategories`. */
export function labelName({ field, kind }: { readonly field: string; readonly kind: string }): string {
  return kind === "codes" ? `${singular(field)}Labels` : `${field}Label`;
}

/** The name of a field of several codes where one of them stands: `penaltyCategory`. */
export function singular(field: string): string {
  return field.replace(/(?:ie)?s$/, (end) => (end === "s" ? "" : "y"));
}
