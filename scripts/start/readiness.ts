/**
 * What `GET /health/ready` says: whether this process can answer, asked of what it needs at that moment, and,
 * to operators, what it lacks.
 */
import type { FastifyInstance } from "fastify";
import type { IsOperator } from "../../gateway/adapters/http/operators.js";
import type { Gateway } from "../../gateway/open-gateway.js";
import type { RolloutState } from "../../gateway/graph/rollout.js";
import { TOLD_MS, UNREADY_MS } from "../../services/kit/store/follow/clock.js";
import type { Condition } from "../../services/kit/store/open/pulse.js";

export interface Readiness {
  /** All is there, and the process is not being stopped. */
  isOpen: boolean;
  condition: () => Promise<Condition>;
  /** Subgraphs whose processes refuse this one's signatures. */
  refusing: () => Promise<readonly string[]>;
  /**
   * Which revision of the graph is served, and which one is wanted; null where there is no gateway. Why they
   * differ is for the log and for supervisors.
   */
  graph: () => Promise<RolloutState | null>;
  /**
   * The subgraphs that did not answer their last calls; null for none. Theirs are the fields that are lost,
   * and it is ready for all others.
   */
  degraded: Gateway["degraded"];
  /** Milliseconds by which this process's clock is behind the database's. */
  clockOffMs: () => number;
  /** Whose copy the database is; null for none: then nothing is sent, nor withdrawn by the clock. */
  copyOf: () => string | null;
  /** Up to which release answers are known to be fresh; null while there may be a later one. */
  release: () => number | null;
}

/**
 * Adds `/health/live` and `/health/ready`, which say that it starts until whoever has opened it fills in the
 * rest.
 */
export function registerHealth(app: FastifyInstance, isOperator: IsOperator): Readiness {
  const readiness: Readiness = {
    isOpen: false,
    condition: () => Promise.resolve(null),
    refusing: () => Promise.resolve([]),
    graph: () => Promise.resolve(null),
    degraded: () => null,
    clockOffMs: () => 0,
    copyOf: () => null,
    release: () => null,
  };
  app.get("/health/live", () => ({ status: "live" }));
  app.get("/health/ready", async (request, reply) => {
    if (!readiness.isOpen) return reply.status(503).send({ status: "starting" });
    const [condition, refusing, state] = await Promise.all([
      readiness.condition(),
      readiness.refusing(),
      readiness.graph(),
    ]);
    const copyOf = readiness.copyOf();
    const clockOffMs = Math.round(readiness.clockOffMs());
    const isOnTime = Math.abs(clockOffMs) <= UNREADY_MS;
    const lacks = {
      ...(copyOf !== null && { copyOf }),
      ...(Math.abs(clockOffMs) > TOLD_MS && { clockOffMs }),
      ...(condition !== "writable" && { database: condition ?? "unavailable" }),
      ...(refusing.length > 0 && { otherKey: refusing }),
    };
    const isReady = condition !== null && refusing.length === 0 && isOnTime;
    const status = isReady ? "ready" : "unavailable";
    return reply
      .status(isReady ? 200 : 503)
      .send(isOperator(request) ? { status, ...lacks, ...graphOf(readiness, state) } : { status });
  });
  return readiness;
}

function graphOf({ degraded, release }: Readiness, state: RolloutState | null): object {
  const missing = degraded();
  return state === null
    ? {}
    : {
        revision: state.served,
        ...(state.served === state.wanted ? {} : { wanted: state.wanted }),
        release: release(),
        ...(missing && { degraded: missing }),
      };
}
