/** Values that did not come, and why nobody said so. */
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";

/**
 * Where a subgraph said why something is null, above it or below it, that is the reason; the rest is
 * ANSWER_INCOMPLETE.
 */
export function toIncomplete(
  faults: readonly SubgraphError[],
  errors: readonly SubgraphError[],
): readonly SubgraphError[] {
  if (faults.length === 0) return [];
  const reported = new Set(errors.map(({ path = [] }) => JSON.stringify(path)));
  const above = new Set(errors.flatMap(({ path = [] }) => startsOf(path)));
  return faults
    .filter(
      ({ path = [] }) =>
        !above.has(JSON.stringify(path)) && !startsOf(path).some((start) => reported.has(start)),
    )
    .map(({ message: reason, path }) => {
      const { message, code, english, details } = new HubError("ANSWER_INCOMPLETE", { reason });
      return { message, path, extensions: { code, english, details } };
    });
}

/** The path itself, and every one above it. */
function startsOf(path: readonly (string | number)[]): readonly string[] {
  return Array.from({ length: path.length + 1 }, (_, length) => JSON.stringify(path.slice(0, length)));
}
