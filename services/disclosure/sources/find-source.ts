/** One source, for who may see it. */
import { isAllowed } from "#schema/access.js";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { Source } from "./definition.js";

/** Throws SOURCE_UNKNOWN, which names those that the caller may see. */
export function findSource(sources: readonly Source[], id: string, caller: Caller | null): Source {
  const seen = sources.filter(({ department }) => isAllowed(caller, "source.see", department));
  const source = seen.find((candidate) => candidate.id === id);
  if (source) return source;
  throw new HubError("SOURCE_UNKNOWN", {
    source: id.slice(0, 60),
    known: seen.map((candidate) => candidate.id).join("、") || "无",
    knownEn: seen.map((candidate) => candidate.id).join(", ") || "none",
  });
}
