/**
 * Checks that a gateway could serve a graph: with the same planners in separate processes, for the operations
 * in use. A graph that no gateway could serve is not published.
 */
import { parse } from "graphql";
import { HubError } from "#schema/errors.js";
import { createEngine } from "../../engine/create-engine.js";
import { examinePlanners, openPlanner } from "../../engine/plan/open-planner.js";
import { foreignFeatures } from "../../graph/features.js";
import type { Finding } from "../../graph/composition/finding.js";
import { createFinding } from "../checks/create-finding.js";

/** Time limit; operations that are not planned by then are planned when they are requested. */
const PLANNING_MS = 20_000;
const TOLD = 5;
const SHOWN = 500;

export async function checkServed(
  supergraph: string,
  subgraph: string,
  inUse: readonly string[],
): Promise<readonly Finding[]> {
  const features = foreignFeatures(parse(supergraph, { noLocation: true }));
  if (features.length > 0)
    return [
      createFinding("FEATURE_UNSUPPORTED", subgraph, {
        coordinate: null,
        node: null,
        message: {
          zh: `总图要求网关执行：${features.join("、")}`,
          en: `The supergraph asks gateways to carry out: ${features.join(", ")}`,
        },
        advice: { zh: "删除引入该要求的指令。", en: "Remove the directives that bring it." },
      }),
    ];
  const { failures, isServed } = await examinePlanners(supergraph);
  const unfit = failures.map(({ planner, reason }) =>
    createFinding("PLANNER_UNFIT", subgraph, {
      coordinate: null,
      node: null,
      severity: isServed ? "WARNING" : "ERROR",
      message: {
        zh: `规划器 ${planner} 无法用于新的总图：${reason.slice(0, SHOWN)}`,
        en: `The planner ${planner} cannot be made for this graph: ${reason.slice(0, SHOWN)}`,
      },
      advice: {
        zh: "改写它所指的字段或 @provides、@requires 的选择。",
        en: "Write the field that it names, or the selection of @provides or @requires, in another way.",
      },
    }),
  );
  return isServed ? [...unfit, ...(await planInUse(supergraph, subgraph, inUse))] : unfit;
}

async function planInUse(
  supergraph: string,
  subgraph: string,
  inUse: readonly string[],
): Promise<readonly Finding[]> {
  if (inUse.length === 0) return [];
  const reasons = new Map<string, string>();
  let reason = "";
  const makePlanner = await openPlanner();
  const engine = createEngine(parse(supergraph, { noLocation: true }), await makePlanner(supergraph), {
    onUnplanned: (error) => {
      reason = error instanceof Error ? error.message : String(error);
      return "";
    },
  });
  try {
    const deadline = performance.now() + PLANNING_MS;
    for (const text of inUse) {
      if (performance.now() > deadline || reasons.size >= TOLD) break;
      await engine.foresee(text).catch((error: unknown) => {
        // A planning timeout does not count against the graph.
        if (!(error instanceof HubError)) throw error;
        if (error.code === "PLAN_FAILED") reasons.set(text, reason);
      });
    }
  } finally {
    engine.close();
  }
  return [...reasons].map(([text, why]) =>
    createFinding("OPERATION_UNPLANNABLE", subgraph, {
      coordinate: null,
      node: null,
      message: {
        zh: `客户端在用的查询将无法执行：${text.slice(0, SHOWN)}（${why.slice(0, SHOWN)}）`,
        en: `A query that clients use could not be carried out: ${text.slice(0, SHOWN)} (${why.slice(0, SHOWN)})`,
      },
      advice: { zh: "换一种方式提供这些字段。", en: "Give these fields in another way." },
    }),
  );
}
