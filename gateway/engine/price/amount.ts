/** A number that is known once the variables are: points, or the items of a list. */
export type Amount = (variables: Variables) => number;

export type Variables = Readonly<Record<string, unknown>>;
