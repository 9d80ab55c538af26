/**
 * Finds the differences between the answers of two engines: data whatever the order of keys, errors by where
 * they are, for every engine has its own words.
 */

export interface Difference {
  /** From the data down: `topProducts.2.name`. */
  readonly path: string;
  /** As JSON, its beginning; undefined: nothing is there. */
  readonly ours: string | undefined;
  readonly apollo: string | undefined;
}

export interface Differences {
  readonly data: readonly Difference[];
  /**
   * Fields whose errors one engine alone tells, without places in lists; the empty one is the whole request.
   */
  readonly errors: { readonly oursAlone: readonly string[]; readonly apolloAlone: readonly string[] };
}

const MOST = 20;
const SHOWN_CHARACTERS = 200;

/** Null for none. Both are GraphQL's answers, as JSON was read. */
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

/** Apollo tells of a value that broke the schema beside the errors. */
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
