/** `/metrics`, for operators' Prometheus: the process, and which state of the graph it serves. */
import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Counter, Gauge, Registry, type Metric } from "prom-client";
import type { CostGuard } from "../../limits/cost-limits.js";
import type { Rates } from "../../limits/rate/rates.js";
import type { SubgraphClient } from "../../subgraphs/client-options.js";
import type { Live } from "../live.js";
import type { RefusedPlans } from "../../engine/plan/refused-plans.js";
import { VERSION } from "#schema/runtime/version.js";
import { OPEN_METRICS, toOpenMetrics } from "./open-metrics.js";
import { demandOperator, type IsOperator } from "./operators.js";
import type { AnswerCache } from "../../freshness/cache.js";
import type { Repeats } from "./repeats.js";
import type { RolloutState } from "../../graph/rollout.js";

export interface Measured {
  readonly isOperator: IsOperator;
  readonly state: () => RolloutState;
  /** The clients of the served graph's subgraphs. */
  readonly clients: () => ReadonlyMap<string, Pick<SubgraphClient, "health">>;
  /** Number of revisions that requests in flight still use, including the served one. */
  readonly liveRevisions: () => number;
  readonly open: Live["open"];
  readonly costs: Pick<CostGuard, "metrics">;
  readonly rates: Pick<Rates, "metrics"> | null;
  readonly refused: Pick<RefusedPlans, "counts">;
  /** Null if no answer is cached. */
  readonly repeats: Pick<Repeats, "served"> | null;
  /** Null if no answer is cached. */
  readonly cache: Pick<AnswerCache, "bytes" | "counts"> | null;
  readonly more: readonly Metric[];
}

let ofThisProcess: Registry | null = null;

/**
 * The process's metrics. The library never releases its collectors, so all gateways of a process share them.
 */
function ofProcess(): Registry {
  if (ofThisProcess) return ofThisProcess;
  ofThisProcess = new Registry();
  collectDefaultMetrics({ register: ofThisProcess });
  // Each says again what one without the suffix says, which is for counters.
  for (const name of ["handles", "requests", "resources"])
    ofThisProcess.removeSingleMetric(`nodejs_active_${name}_total`);
  return ofThisProcess;
}

export function registerMetrics(
  app: FastifyInstance,
  { isOperator, state, clients, liveRevisions, open, costs, rates, refused, repeats, cache, more }: Measured,
): void {
  const registry = Registry.merge([ofProcess()]);
  const gauge = (name: string, help: string, value: () => number): void => {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(value());
        },
      }),
    );
  };
  gauge("tongcha_graph_revision_served", "Revision of the graph that is served", () => state().served);
  gauge("tongcha_graph_revision_wanted", "Revision of the graph that should be served", () => state().wanted);
  gauge("tongcha_graph_revision_failed", "1 while the wanted revision cannot be served", () =>
    state().problem === null ? 0 : 1,
  );
  gauge("tongcha_graph_revisions_live", "States of the graph in memory", liveRevisions);
  registry.registerMetric(
    new Gauge({
      name: "tongcha_subgraph_up",
      help: "0 after a call that the subgraph did not answer, 1 after one that it did",
      labelNames: ["subgraph"],
      registers: [],
      collect() {
        this.reset();
        for (const [subgraph, { health }] of clients()) this.set({ subgraph }, health() === "up" ? 1 : 0);
      },
    }),
  );
  gauge("tongcha_live_connections", "WebSockets and event streams that are open", () => open().connections);
  gauge("tongcha_live_subscriptions", "Subscriptions of clients", () => open().subscriptions);
  gauge("tongcha_live_streams", "Streams of subgraphs behind these subscriptions", () => open().streams);
  if (cache) {
    gauge("tongcha_stored_answers_bytes", "Answers in memory, with their keys", cache.bytes);
    registry.registerMetric(
      new Counter({
        name: "tongcha_stored_answers_total",
        help: "Storable answers: found in memory (repeated requests' too), in the gateways' cache, or made",
        labelNames: ["how"],
        registers: [],
        collect() {
          this.reset();
          for (const [how, count] of Object.entries(cache.counts())) this.inc({ how }, count);
        },
      }),
    );
  }
  new Gauge({
    name: "tongcha_build_info",
    help: "1, with the version of the program",
    labelNames: ["version"],
    registers: [registry],
  }).set({ version: VERSION }, 1);
  for (const metric of [...costs.metrics, ...(rates?.metrics ?? []), ...more])
    registry.registerMetric(metric);
  registry.registerMetric(
    new Counter({
      name: "tongcha_plans_refused_total",
      help: "Plans that were not used: another planner was asked",
      labelNames: ["planner", "reason"],
      registers: [],
      collect() {
        this.reset();
        for (const { planner, reason, count } of refused.counts()) this.inc({ planner, reason }, count);
      },
    }),
  );
  if (repeats)
    registry.registerMetric(
      new Counter({
        name: "tongcha_requests_repeated_total",
        help: "Requests that were known word for word, and answered from the store at once",
        registers: [],
        collect() {
          this.reset();
          this.inc(repeats.served());
        },
      }),
    );
  app.get("/metrics", async (request, reply) => {
    demandOperator(request, isOperator);
    const text = await registry.metrics();
    return request.headers.accept?.includes("application/openmetrics-text") === true
      ? reply.type(OPEN_METRICS).send(toOpenMetrics(text))
      : reply.type(registry.contentType).send(text);
  });
}
