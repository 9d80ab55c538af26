/**
 * Assembles the gateway from its parts: a graph that may change while it is served, the stages of an
 * operation, and the transports.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Metric } from "prom-client";
import { describeError } from "#schema/runtime/describe-error.js";
import type { Caller } from "#schema/caller.js";
import type { AnswerLimits } from "#schema/runtime/meter.js";
import { registerCalls } from "./adapters/http/calls.js";
import { chargeRoutes } from "./adapters/http/charge-routes.js";
import { countFiles } from "./adapters/http/count-files.js";
import { openExplorer, registerExplorer } from "./adapters/http/explorer.js";
import { registerGraphQL } from "./adapters/http/graphql.js";
import { openPortal } from "./adapters/http/portal/open-portal.js";
import type { SiteMarks } from "./adapters/http/portal/renderer.js";
import { registerPortal } from "./adapters/http/portal/routes.js";
import { registerMetrics } from "./adapters/http/metrics.js";
import { createRepeats } from "./adapters/http/repeats.js";
import { createIsOperator, DEFAULT_OPERATORS, type IsOperator } from "./adapters/http/operators.js";
import { registerSchema } from "./adapters/http/schema.js";
import { createLive } from "./adapters/live.js";
import { registerMcp } from "./adapters/mcp/routes.js";
import { registerSignIn, type SignInParts } from "./adapters/http/sign-in/routes.js";
import type { DocumentSource } from "./documents/document-source.js";
import { openDocuments } from "./documents/open-documents.js";
import type { DocumentModes } from "./documents/modes.js";
import { planAhead } from "./documents/plan-ahead.js";
import type { OverrideShares } from "./engine/plan/overrides.js";
import type { MakePlanner } from "./engine/plan/planner.js";
import { createRefusedPlans } from "./engine/plan/refused-plans.js";
import { createAnswerCache, type AnswerCacheParts } from "./freshness/cache.js";
import { createDependencies } from "./freshness/dependencies.js";
import { applyApart } from "./graph/contracts/apply-apart.js";
import type { ContractDefinition } from "./graph/contracts/contract.js";
import type { GraphSource } from "./graph/graph-source.js";
import type { ApplyContracts } from "./graph/kept/apply-kept.js";
import { createViewFor } from "./graph/contracts/view-for.js";
import { createRevisionPreparer } from "./graph/prepare-revision.js";
import { degradedOf, type Revision } from "./graph/revision.js";
import { createRollout, type RolloutState } from "./graph/rollout.js";
import { createCostGuard, UNLIMITED_COSTS, type CostRules } from "./limits/cost-limits.js";
import { createGuard, type DocumentLimits } from "./limits/document.js";
import type { LiveLimits } from "./limits/live-places.js";
import type { RateRules } from "./limits/rate/plans.js";
import { createRates, type SharedSpending } from "./limits/rate/rates.js";
import { createPlanningBudgets } from "./limits/client-budgets.js";
import type { Log } from "./log.js";
import {
  createOperationLog,
  createRepeatLog,
  NOTHING_IS_LOGGED,
  type LoggedOperations,
} from "./operation/log-operations.js";
import { createOperationMetrics } from "./operation/measure.js";
import { toPublicError } from "./operation/show-error.js";
import { watchOperations } from "./operation/watch.js";
import type { ShowErrorOf } from "./operation/answer.js";
import { createAsk, type Ask } from "./operation/ask.js";
import { openKnownKeys } from "./api-keys/known-keys.js";
import type { KeySource } from "./api-keys/key-source.js";
import type { Authenticate } from "./rights/authenticate.js";
import { createIdentify, credentialsOf } from "./operation/identify.js";
import type { Identity } from "./rights/identity.js";
import { createClientPool } from "./subgraphs/client-pool.js";
import { joinCalls } from "./subgraphs/join-calls.js";
import { traceCalls } from "./subgraphs/trace-calls.js";
import type { OpenClient } from "./subgraphs/open-client.js";
import type { Tracing } from "./tracing.js";
import type { Recorder } from "./usage/recorder.js";

export interface GatewayParts {
  readonly graph: GraphParts;
  readonly openClient: OpenClient;
  readonly authenticate: Authenticate;
  /** Without it there are no API keys, and what a client shows for one says nothing. */
  readonly keys?: KeySource | null;
  readonly documents: { readonly source: DocumentSource; readonly modeOf: DocumentModes };
  readonly limits: GatewayLimits;
  /** Null: no answer is cached. */
  readonly answers: AnswerCacheParts | null;
  /** True when equal reads in flight are coalesced into one execution, and equal calls into one request. */
  readonly shareInFlight: boolean;
  /** Origins that may make cross-origin requests: `*`, or origins joined by commas. */
  readonly corsOrigins: string;
  /** The interface of agents, at `/mcp`. Without it there is none. */
  readonly agents?: AgentsParts | null;
  /** The portal's pages. Without it there are none: they need the hub's graph. */
  readonly pages?: PagesParts | null;
  /** Signing in by a browser. Without it there is no such thing, and cookies say nothing. */
  readonly signIn?: SignInParts | null;
  /** Who may read `/metrics`. Without it this machine. */
  readonly isOperator?: IsOperator;
  /** Null: what clients use is not recorded. Whoever opened it closes it, after the requests have ended. */
  readonly usage: Pick<Recorder, "record" | "recordDatasets" | "recordCall" | "callsOf"> | null;
  readonly show: ShowErrorOf;
  /** Undefined or null: nothing is traced. */
  readonly tracing?: Tracing | null;
  /** What `/metrics` shows besides: of the process around the gateway. */
  readonly metrics?: readonly Metric[];
  /** Wraps every operation; undefined: no wrapper. */
  readonly around?: ((ask: Ask) => Ask) | undefined;
  /** Operations that are logged. Without it none are, but those that fail. */
  readonly logged?: LoggedOperations;
  readonly log: Log;
}

export interface PagesParts {
  /** The contract of the view that they ask. */
  readonly contract: string;
  readonly marks: SiteMarks;
}

export interface AgentsParts {
  /** The contract of the view that they ask. */
  readonly contract: string;
  /** Where citizens find the hub; null: at the address that is asked for. */
  readonly publicUrl: string | null;
}

export interface GraphParts {
  readonly source: GraphSource;
  readonly contracts: readonly ContractDefinition[];
  /** What who has no role gets in place of the whole graph. Without it that is everybody's. */
  readonly publicContract?: string | null;
  /** Without it their views are made, and kept nowhere. */
  readonly applyContracts?: ApplyContracts;
  readonly makePlanner: MakePlanner;
  /**
   * The share of requests that a label of @override applies to. Undefined: only the labels that a request
   * names.
   */
  readonly overrideShares?: OverrideShares;
}

export interface GatewayLimits {
  readonly document: DocumentLimits;
  readonly answer: AnswerLimits;
  readonly live: LiveLimits;
  /** Undefined: no operation is refused for its cost. */
  readonly costs?: CostRules;
  /** Undefined or null: no rate limits. */
  readonly rates?: GatewayRates | null;
  /** Longest time for a query. */
  readonly operationTimeoutMs: number;
  /** Processor time per client and minute for parsing and planning new queries, in milliseconds. */
  readonly planningBudgetMs: number;
}

export interface GatewayRates {
  readonly rules: RateRules;
  /** Null where there is no other gateway. */
  readonly shared: SharedSpending | null;
  /** True for a request that another gateway passes on and has charged. Undefined: there are none. */
  readonly isPaid?: (request: FastifyRequest) => Promise<boolean>;
}

export interface Gateway {
  /** Adds the routes `/graphql` and `/schema.graphql`, the same for each contract, and `/metrics`. */
  readonly register: (app: FastifyInstance) => void;
  /** The caller of any request, verified once. */
  readonly callerOf: (request: FastifyRequest) => Promise<Caller | null>;
  /** Which revision is served, which one is wanted, and why they differ. */
  readonly state: () => RolloutState;
  /** The planner of the revision that is served. */
  readonly planner: () => string;
  /** The subgraphs whose last calls failed; null for none. */
  readonly degraded: () => ReturnType<typeof degradedOf>;
  /** Serves a revision; resolves when it is served, or cannot be. */
  readonly take: (number: number) => Promise<RolloutState>;
  /** Serves the latest revision of another history: the database was restored. */
  readonly restart: () => Promise<RolloutState>;
}

/** Serves the latest revision of the graph, or, if that one cannot be served, the latest that can. */
export async function openGateway({
  graph,
  openClient,
  authenticate,
  keys = null,
  documents: given,
  limits,
  answers,
  shareInFlight,
  corsOrigins,
  agents = null,
  pages = null,
  signIn = null,
  isOperator = createIsOperator(DEFAULT_OPERATORS),
  usage,
  show,
  tracing: traced = null,
  around = (ask) => ask,
  metrics = [],
  logged = NOTHING_IS_LOGGED,
  log,
}: GatewayParts): Promise<Gateway> {
  const {
    source,
    contracts,
    applyContracts = applyApart,
    publicContract = null,
    makePlanner,
    overrideShares,
  } = graph;
  const operations = createOperationMetrics(
    new Set(contracts.map(({ name }) => name)),
    usage?.recordCall ?? ignore,
  );
  const tracing = operations.tracing(traced);
  const pool = createClientPool(
    (member) => {
      const client = traceCalls(openClient(member), member.name, tracing);
      return shareInFlight ? joinCalls(client) : client;
    },
    (error) => log({ level: "warn", ...describeError(error), message: "A connection could not be ended" }),
  );
  const refused = createRefusedPlans(log);
  const preparer = createRevisionPreparer({
    makePlanner,
    refused,
    shares: overrideShares,
    contracts,
    applyContracts,
    pool,
    log,
  });
  const make = async (number: number, before: Revision | null): Promise<Revision> => {
    const { supergraph, members } = await source.read(number);
    if (before) await source.follow();
    const hinted = members.flatMap(({ name, sdl, owner }) =>
      sdl === null ? [] : [{ name, sdl, isOwn: owner === null }],
    );
    return preparer.prepare({
      number,
      supergraph,
      members,
      before,
      dependenciesOf: createDependencies(hinted),
    });
  };
  const rollout = createRollout<Revision>({
    first: await firstOf(await source.latest(), (number) => make(number, null), log),
    make,
    onState: (state, error) => {
      live.graphChanged();
      foresee();
      if (state.problem !== null)
        log({ level: "error", revision: state.wanted, ...describeError(error), message: NOT_SERVED });
      source.report(state);
    },
  });
  const portal = pages && (await openPortal());
  if (pages && portal === null) log({ level: "warn", message: "The portal is not built, and not served" });
  const documents = await openDocuments({ ...given, ...(portal && { own: portal.documents }), log });
  let foreseen: Revision | null = null;
  const foresee = (): void => {
    if (foreseen === rollout.current()) return;
    foreseen = rollout.current();
    planAhead(foreseen.engine, documents.texts()).catch((error: unknown) =>
      log({
        level: "error",
        ...describeError(error),
        message: "Registered documents were not planned ahead",
      }),
    );
  };
  foresee();
  const costs = createCostGuard(limits.costs ?? UNLIMITED_COSTS, log);
  const cache = answers && createAnswerCache(answers);
  const rates = limits.rates ? createRates(limits.rates) : null;
  const repeats =
    cache &&
    createRepeats({
      revision: rollout.current,
      standing: documents.standing,
      rates,
      onServed: createRepeatLog(logged, log),
    });
  const viewFor = createViewFor({ contracts, publicContract });
  const known = keys && (await openKnownKeys(keys, log));
  const identify = createIdentify({ authenticate, keys: known, rates });
  const { operationTimeoutMs, answer: answerLimits } = limits;
  const ask = around(
    watchOperations(
      createAsk({
        revision: rollout.current,
        viewFor,
        documents,
        guard: createGuard(limits.document),
        budgetOf: createPlanningBudgets(limits.planningBudgetMs),
        costs,
        rates,
        usage,
        operationTimeoutMs,
        answerLimits,
        shareInFlight,
        cache,
        show,
        tracing,
      }),
      {
        log,
        onStage: operations.onStage,
        onEnd: [operations.ended, createOperationLog(logged, log)],
      },
    ),
  );
  const live = createLive({
    ask,
    identify,
    limits: limits.live,
    revision: rollout.current,
    operationTimeoutMs,
    answerLimits,
    onFault: (error) => toPublicError(error, log),
  });
  source.report(rollout.state());
  const unwatch = source.watch(rollout.want);
  const identities = new WeakMap<FastifyRequest, Promise<Identity>>();

  const identityOf = (request: FastifyRequest): Promise<Identity> => {
    const known = identities.get(request) ?? identify(credentialsOf(request.headers), request.ip);
    identities.set(request, known);
    return known;
  };

  return {
    callerOf: async (request) => (await identityOf(request)).caller,
    state: rollout.state,
    planner: () => rollout.current().engine.planner,
    degraded: () => degradedOf(rollout.current()),
    take: (number) => {
      rollout.want(number);
      return rollout.settled();
    },
    restart: async () => {
      rollout.restart(await source.latest());
      return rollout.settled();
    },
    register: (app) => {
      const forget = (request: FastifyRequest): boolean => identities.delete(request);
      if (signIn) registerSignIn(app, { ...signIn, authenticate, identityOf, forget, log });
      const explorer = openExplorer(contracts);
      if (explorer) registerExplorer(app, explorer);
      else log({ level: "warn", message: "The explorer is not built, and not served" });
      registerGraphQL(app, { ask, identityOf, rates, repeats, corsOrigins, live, explorer });
      if (rates) chargeRoutes(app, { rates, identityOf, isPaid: limits.rates?.isPaid ?? nothingIsPaid });
      live.register(app);
      if (usage) countFiles(app, usage.recordDatasets);
      if (agents)
        registerMcp(app, {
          ...agents,
          ask,
          identityOf,
          corsOrigins,
          log,
          views: () => rollout.current().views,
        });
      if (portal && pages)
        registerPortal(app, { ...pages, portal, ask, publicUrl: agents?.publicUrl ?? null });
      repeats?.register(app);
      app.addHook("onClose", async () => {
        await unwatch();
        await documents.close();
        await known?.close();
        await rollout.settled();
        rollout.close();
      });
      if (usage)
        registerCalls(app, {
          identityOf,
          callsOf: usage.callsOf,
          isServed: (name) => rollout.current().clients.has(name),
        });
      registerSchema(app, { views: () => rollout.current().views, identityOf, viewFor });
      registerMetrics(app, {
        isOperator,
        state: rollout.state,
        clients: () => rollout.current().clients,
        liveRevisions: preparer.live,
        open: live.open,
        costs,
        rates,
        refused,
        repeats,
        cache,
        more: [...operations.metrics, ...metrics],
      });
    },
  };
}

const ignore = (): void => undefined;

const nothingIsPaid = (): Promise<boolean> => Promise.resolve(false);

const NOT_SERVED = "A revision of the graph cannot be served";

/**
 * At start, serves the latest revision that can be served. If there is none, rejects with the error of the
 * first one tried.
 */
async function firstOf(
  latest: number,
  make: (number: number) => Promise<Revision>,
  log: Log,
): Promise<Revision> {
  for (let number = latest; ; number -= 1) {
    try {
      return await make(number);
    } catch (error) {
      if (number === 1) throw error;
      log({ level: "error", revision: number, ...describeError(error), message: NOT_SERVED });
    }
  }
}
