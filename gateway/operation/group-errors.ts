/**
 * Thousands of entities that lose a field alike are one fault: the first few are told with their places, and
 * how many more there are.
 */
import type { SubgraphError } from "#schema/subgraph.js";

export interface ToldError {
  readonly error: SubgraphError;
  /** How many more there are of its kind; told with the last of them. */
  readonly alike: number;
}

const TOLD = 10;

export function groupErrors(errors: readonly SubgraphError[]): readonly ToldError[] {
  const counts = new Map<string, number>();
  const kinds = errors.map(kindOf);
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const told = new Map<string, number>();
  return errors.flatMap((error, at) => {
    const kind = kinds[at] ?? "";
    const count = (told.get(kind) ?? 0) + 1;
    told.set(kind, count);
    return count > TOLD ? [] : [{ error, alike: count === TOLD ? (counts.get(kind) ?? 0) - TOLD : 0 }];
  });
}

/**
 * The same of the same field, wherever in lists. What is masked has a reference of its own in its message.
 */
function kindOf({ message, path = [], extensions }: SubgraphError): string {
  const code = extensions?.["code"];
  return JSON.stringify([
    code,
    code === "INTERNAL" ? null : message,
    path.map((step) => (typeof step === "number" ? null : step)),
  ]);
}
