/**
 * What operations may cost, from settings: `*=10000/40000/200000,mobile=4000/20000/200000`, for who has no
 * token, a token, a role; `/` is the whole graph.
 */
import {
  CALLER_KINDS,
  COST_MODES,
  DEFAULT_COST_LIMITS,
  type CallerKind,
  type CostMode,
  type CostRules,
} from "../../gateway/limits/cost-limits.js";
import { WHOLE_GRAPH } from "../../gateway/whole-graph.js";
import type { ContractDefinition } from "../../gateway/graph/contracts/contract.js";
import { HubError } from "#schema/errors.js";
import type { Settings } from "./settings.js";

type Limits = Readonly<Record<CallerKind, number>>;

/** All views that are not named. */
const OTHERS = "*";

/** `fallback`: the mode where none is set. Throws SETTING_INVALID. */
export function readCostRules(
  { costMode, costLimits }: Pick<Settings, "costMode" | "costLimits">,
  fallback: CostMode,
  contracts: readonly ContractDefinition[],
): CostRules {
  const mode = costMode === null ? fallback : COST_MODES.find((known) => known === costMode);
  if (!mode)
    throw new HubError("SETTING_INVALID", {
      name: "COST_MODE",
      reason: `应为其中之一：${COST_MODES.join("、")}`,
      reasonEn: `one of ${COST_MODES.join(", ")}`,
    });
  const views = [OTHERS, WHOLE_GRAPH, ...contracts.map(({ name }) => name)];
  const limits = new Map<string, Limits>();
  for (const pair of costLimits.split(",").filter(Boolean)) {
    const [view = "", given = ""] = pair.split("=").map((part) => part.trim());
    const read = readLimits(given);
    if (!read || !views.includes(view) || limits.has(view))
      throw new HubError("SETTING_INVALID", {
        name: "COST_LIMITS",
        reason: `应写作“接口视图=无令牌/有令牌/有角色的点数”，接口视图有：${views.join("、")}`,
        reasonEn: `view=points/points/points (${CALLER_KINDS.join("/")}), where the views are ${views.join(", ")}`,
      });
    limits.set(view, read);
  }
  const others = limits.get(OTHERS) ?? DEFAULT_COST_LIMITS;
  return { mode, limitOf: (contract, kind) => (limits.get(contract ?? WHOLE_GRAPH) ?? others)[kind] };
}

function readLimits(text: string): Limits | null {
  const found = /^(\d{1,12})\/(\d{1,12})\/(\d{1,12})$/.exec(text);
  return found && { anonymous: Number(found[1]), token: Number(found[2]), role: Number(found[3]) };
}
