/** The values of one statement. `add` keeps a value and gives its place, `$3`. */
export interface Parameters {
  readonly values: readonly unknown[];
  readonly add: (value: unknown) => string;
}

/** SQL with its values, from `$1` on. */
export interface Fragment {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** `start` is a fragment whose values come first. */
export function createParameters(start?: Fragment): Parameters {
  const values: unknown[] = [...(start?.values ?? [])];
  return {
    values,
    add: (value) => {
      values.push(value);
      return `$${values.length}`;
    },
  };
}
