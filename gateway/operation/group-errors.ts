/**
 * Groups errors: when thousands of entities lose the same field, only the first few errors are shown with
 * their paths, with the number of the others.
 */
import type { SubgraphError } from "#schema/subgraph.js";

export interface ToldError {
  readonly error: SubgraphError;
  /** Number of omitted errors of the same kind; set on the last one that is shown. */
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

/** Equal for equal errors of the same field, at any list index. Each masked message has its own reference. */
function kindOf({ message, path = [], extensions }: SubgraphError): string {
  const code = extensions?.["code"];
  return JSON.stringify([
    code,
    code === "INTERNAL" ? null : message,
    path.map((step) => (typeof step === "number" ? null : step)),
  ]);
}
