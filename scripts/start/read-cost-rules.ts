/** Cost limits of operations, by view: `*` is all that are not named, `/` the whole graph. */
import { DEFAULT_COST_LIMITS, type CostMode, type CostRules } from "../../gateway/limits/cost-limits.js";
import { WHOLE_GRAPH } from "../../gateway/whole-graph.js";
import type { ContractDefinition } from "../../gateway/graph/contracts/contract.js";
import { assertViews } from "./assert-views.js";
import type { Settings } from "./settings.js";

/** All views that are not named. */
const OTHERS = "*";

/** `fallback`: the mode where none is set. Throws SETTING_INVALID for a view that there is not. */
export function readCostRules(
  { costMode, costLimits }: Pick<Settings, "costMode" | "costLimits">,
  fallback: CostMode,
  contracts: readonly ContractDefinition[],
): CostRules {
  assertViews("COST_LIMITS", costLimits.keys(), [OTHERS], contracts);
  const others = costLimits.get(OTHERS) ?? DEFAULT_COST_LIMITS;
  return {
    mode: costMode ?? fallback,
    limitOf: (contract, kind) => (costLimits.get(contract ?? WHOLE_GRAPH) ?? others)[kind],
  };
}
