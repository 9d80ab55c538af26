/**
 * Limits the cost of one operation in points, by contract and by kind of caller. An operation over its limit
 * is refused before it is planned; in mode `measure` it runs and is logged.
 */
import { Counter, Histogram, type Metric } from "prom-client";
import type { Plan } from "../api-keys/plan.js";
import type { Identity } from "../rights/identity.js";
import { HubError } from "#schema/errors.js";
import type { Log } from "../log.js";
import { WHOLE_GRAPH } from "../whole-graph.js";
import { planOf } from "./rate/plan-of.js";
import type { Estimate } from "../engine/price/compile-price.js";

/** `enforce` refuses operations over their limit; `measure` refuses nothing. */
export const COST_MODES = ["enforce", "measure"] as const;
export type CostMode = (typeof COST_MODES)[number];

/**
 * `anonymous`: without a token. `token`: with one. `role`: with one of the departments' people. Keys by their
 * plans.
 */
export const CALLER_KINDS = ["anonymous", "token", "role"] as const;
export type CallerKind = (typeof CALLER_KINDS)[number];

export interface CostRules {
  readonly mode: CostMode;
  /** Points, by contract (null is the whole graph) and kind of caller. */
  readonly limitOf: (contract: string | null, kind: CallerKind) => number;
}

/** For a gateway that limits operations by other means. */
export const UNLIMITED_COSTS: CostRules = { mode: "measure", limitOf: () => Infinity };

/** Points that one operation may cost where nothing else is set. */
export const DEFAULT_COST_LIMITS: Readonly<Record<CallerKind, number>> = {
  anonymous: 10_000,
  token: 40_000,
  role: 200_000,
};

export interface Asking {
  readonly contract: string | null;
  readonly identity: Identity;
  /** By which it tells who it is. */
  readonly clientName: string;
}

/** The cost of an operation that was admitted. */
export interface Cost {
  readonly estimate: Estimate;
  readonly limit: number;
}

export interface CostGuard {
  /** Throws QUERY_TOO_COSTLY, or SLICING_ARGUMENT_MISSING where the schema demands one. */
  readonly check: (estimate: Estimate, asking: Asking) => Cost;
  readonly metrics: readonly Metric[];
}

const BUCKETS = [1, 10, 100, 300, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000];
/** Log entries per minute about operations over their limit; the metrics count all of them. */
const TOLD_PER_MINUTE = 60;
const MINUTE_MS = 60_000;

export function createCostGuard(
  { mode, limitOf }: CostRules,
  log: Log,
  now: () => number = () => performance.now(),
): CostGuard {
  const points = new Histogram({
    name: "tongcha_query_cost_points",
    help: "Estimated cost of operations",
    labelNames: ["view", "caller"],
    buckets: BUCKETS,
    registers: [],
  });
  const over = new Counter({
    name: "tongcha_queries_too_costly_total",
    help: "Operations over their limit of cost, refused where costs are enforced",
    labelNames: ["view", "caller", "mode"],
    registers: [],
  });
  let [minute, told] = [now(), 0];
  const tell = (entry: Readonly<Record<string, unknown>>): void => {
    if (now() - minute >= MINUTE_MS) [minute, told] = [now(), 0];
    if ((told += 1) <= TOLD_PER_MINUTE) log(entry);
  };
  return {
    metrics: [points, over],
    check: (estimate, { contract, identity, clientName }) => {
      const [view, kind] = [contract ?? WHOLE_GRAPH, KIND_OF[planOf(identity)]];
      const limit = limitOf(contract, kind);
      points.observe({ view, caller: kind }, estimate.points);
      const error = faultOf(estimate, limit);
      if (!error) return { estimate, limit };
      over.inc({ view, caller: kind, mode });
      if (mode === "enforce") throw error;
      tell({
        level: "warn",
        code: error.code,
        view,
        caller: kind,
        client: clientName,
        ...error.details,
        message: "An operation is over its limit of cost, and is carried out",
      });
      return { estimate, limit };
    },
  };
}

function faultOf({ points, dearest, unsliced }: Estimate, limit: number): HubError | null {
  if (points > limit) {
    const { path, points: share } = dearest();
    return new HubError("QUERY_TOO_COSTLY", {
      estimate: points,
      limit,
      path: path.join("."),
      share: Math.min(share, points),
    });
  }
  return (
    unsliced &&
    new HubError("SLICING_ARGUMENT_MISSING", {
      path: unsliced.path,
      arguments: unsliced.slicingArguments.join("、"),
    })
  );
}

const KIND_OF: Readonly<Record<Plan, CallerKind>> = {
  anonymous: "anonymous",
  registered: "token",
  partner: "role",
};
