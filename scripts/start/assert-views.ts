/** Settings that say something of each view name those that there are. */
import { HubError } from "#schema/errors.js";
import type { ContractDefinition } from "../../gateway/graph/contracts/contract.js";
import { WHOLE_GRAPH } from "../../gateway/whole-graph.js";

/** Throws SETTING_INVALID. `more`: names that are allowed besides the views. */
export function assertViews(
  name: string,
  given: Iterable<string>,
  more: readonly string[],
  contracts: readonly ContractDefinition[],
): void {
  const known = [...more, WHOLE_GRAPH, ...contracts.map((contract) => contract.name)];
  if ([...given].every((view) => known.includes(view))) return;
  throw new HubError("SETTING_INVALID", {
    name,
    reason: `接口视图有：${known.join("、")}`,
    reasonEn: `of these views: ${known.join(", ")}`,
  });
}
