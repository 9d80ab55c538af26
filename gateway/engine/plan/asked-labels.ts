/**
 * Labels of progressive `@override` that a client names for its own request, by a header, to test a migration
 * before it applies to others.
 */
import type { IncomingHttpHeaders } from "node:http";
import { isAllowed } from "#schema/access.js";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";

export const OVERRIDE_HEADER = "tongcha-override-labels";

/** `known`: what the graph names. Throws FORBIDDEN, or OVERRIDE_LABEL_UNKNOWN. */
export function askedLabels(
  headers: IncomingHttpHeaders,
  caller: Caller | null,
  known: readonly string[],
): ReadonlySet<string> {
  const given = headers[OVERRIDE_HEADER];
  if (given === undefined) return NO_LABELS;
  if (!isAllowed(caller, "graph.labels", null))
    throw new HubError("FORBIDDEN", {
      need: `请求头 ${OVERRIDE_HEADER} 只供开发员和督查员使用`,
      needEn: `the header ${OVERRIDE_HEADER} is for developers and supervisors`,
    });
  const labels = String(given)
    .split(",")
    .map((label) => label.trim())
    .filter(Boolean);
  const unknown = labels.find((label) => !known.includes(label));
  if (unknown !== undefined)
    throw new HubError("OVERRIDE_LABEL_UNKNOWN", { label: unknown, known: known.join("、") || "—" });
  return new Set(labels);
}

const NO_LABELS: ReadonlySet<string> = new Set();
