/**
 * Compares the answers of two engines: data regardless of key order, errors by their paths, because the
 * engines' messages differ.
 */

export interface Difference {
  /** The path within `data`: `topProducts.2.name`. */
  readonly path: string;
  /** The beginning of the value's JSON; undefined: there is no value. */
  readonly ours: string | undefined;
  readonly apollo: string | undefined;
}

export interface Differences {
  readonly data: readonly Difference[];
  /**
   * Paths of errors that only one engine reports, without list indexes; the empty path is the whole request.
   */
  readonly errors: { readonly oursAlone: readonly string[]; readonly apolloAlone: readonly string[] };
}

const MOST = 20;
const SHOWN_CHARACTERS = 200;

/** Null if there are none. Both arguments are parsed GraphQL answers. */
export function differencesOf(ours: unknown, apollo: unknown): Differences | null {
  const data: Difference[] = [];
  compare(valueOf(ours, "data"), valueOf(apollo, "data"), [], data);
  const [told, toldByApollo] = [ours, apollo].map(placesOf);
  const oursAlone = [...(told ?? [])].filter((place) => !toldByApollo?.has(place));
  const apolloAlone = [...(toldByApollo ?? [])].filter((place) => !told?.has(place));
  return data.length + oursAlone.length + apolloAlone.length === 0
    ? null
    : { data, errors: { oursAlone: oursAlone.slice(0, MOST), apolloAlone: apolloAlone.slice(0, MOST) } };
}

function compare(ours: unknown, apollo: unknown, path: readonly string[], found: Difference[]): void {
  if (ours === apollo || found.length >= MOST) return;
  if (isHolder(ours) && isHolder(apollo) && Array.isArray(ours) === Array.isArray(apollo)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(apollo)]))
      compare(valueOf(ours, key), valueOf(apollo, key), [...path, key], found);
  } else found.push({ path: path.join("."), ours: show(ours), apollo: show(apollo) });
}

/** Apollo reports values that violate the schema in `extensions.valueCompletion`. */
function placesOf(answer: unknown): ReadonlySet<string> {
  const lists = [valueOf(answer, "errors"), valueOf(valueOf(answer, "extensions"), "valueCompletion")];
  return new Set(
    lists
      .flatMap((list) => (Array.isArray(list) ? list : []))
      .map((error: unknown) => {
        const path = valueOf(error, "path");
        return Array.isArray(path) ? path.filter((step) => typeof step === "string").join(".") : "";
      }),
  );
}

function isHolder(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function valueOf(holder: unknown, key: string): unknown {
  return isHolder(holder) && Object.hasOwn(holder, key) ? holder[key as keyof typeof holder] : undefined;
}

function show(value: unknown): string | undefined {
  const text: string | undefined = JSON.stringify(value);
  return text?.slice(0, SHOWN_CHARACTERS);
}
