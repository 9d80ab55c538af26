/** Errors for missing values that no subgraph has reported. */
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";

/**
 * Drops a fault if a subgraph has reported an error above or below its path; each remaining fault becomes
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

/** The path itself, and all its prefixes. */
function startsOf(path: readonly (string | number)[]): readonly string[] {
  return Array.from({ length: path.length + 1 }, (_, length) => JSON.stringify(path.slice(0, length)));
}
