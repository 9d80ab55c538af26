/** Converts a failure of the engine itself to the form of a subgraph's error. */
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";

export function toSubgraphError(error: unknown): SubgraphError {
  if (!(error instanceof HubError))
    return { message: error instanceof Error ? error.message : String(error) };
  const { message, code, english, details } = error;
  return { message, extensions: { code, english, details } };
}

export function isTooLarge(error: unknown): error is HubError {
  return error instanceof HubError && error.code === "ANSWER_TOO_LARGE";
}
