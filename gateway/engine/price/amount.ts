/** A number that depends on the variables: points, or the size of a list. */
export type Amount = (variables: Variables) => number;

export type Variables = Readonly<Record<string, unknown>>;
