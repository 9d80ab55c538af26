/** The one front door: who asks, how large the question is, the plan, the answer. It takes all that it needs as parameters. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { JSONWebKeySet } from "jose";
import { CALLER_KEYS_PATH, type Caller } from "#schema/caller.js";
import { ERRORS } from "#schema/errors.js";
import { READ_FOR_ONE_WRITTEN, type AnswerLimits } from "#schema/runtime/meter.js";
import type { LocalSubgraph, RemoteSubgraph } from "#schema/subgraph.js";
import { createAnswerCache, type AnswerCacheParts } from "./freshness/cache.js";
import { createDependencies } from "./freshness/dependencies.js";
import { createCostGuard, UNLIMITED_COSTS, type CostRules } from "./limits/cost.js";
import type { DocumentSource } from "./documents/document-source.js";
import { openDocuments } from "./documents/documents.js";
import { planAhead } from "./documents/plan-ahead.js";
import type { DocumentModes } from "./documents/modes.js";
import type { SubgraphClient } from "./subgraphs/client-options.js";
import { createClientPool } from "./subgraphs/client-pool.js";
import { joinCalls } from "./subgraphs/join-calls.js";
import { localClient, remoteClient } from "./subgraphs/subgraph-client.js";
import { createShowError } from "./operation/show-error.js";
import type { Log } from "./log.js";
import { registerGraphQL } from "./adapters/http/graphql.js";
import { registerMetrics } from "./adapters/http/metrics.js";
import { createRepeats } from "./adapters/http/repeats.js";
import { registerSchema } from "./adapters/http/schema.js";
import { createLive } from "./adapters/live.js";
import { createGuard, type DocumentLimits } from "./limits/document.js";
import type { LiveLimits } from "./limits/live-places.js";
import type { Networks } from "./subgraphs/networks.js";
import { createPlanningBudgets } from "./limits/planning-budget.js";
import type { OverrideShares } from "./engine/plan/overrides.js";
import { createRefusedPlans } from "./engine/plan/refused-plans.js";
import type { MakePlanner } from "./engine/plan/planner.js";
import type { Authenticate } from "./rights/authenticate.js";
import type { CallerStatements } from "./rights/caller-statements.js";
import type { SignCaller } from "./rights/sign-caller.js";
import type { Revisions } from "./registry/served-revisions.js";
import { applyApart } from "./graph/contracts/apply-apart.js";
import type { ContractDefinition } from "./graph/contracts/contract.js";
import type { ApplyContracts } from "./graph/kept/apply-kept.js";
import type { NamedGraph } from "./graph/read-graphs.js";
import { createRevisionPreparer } from "./graph/prepare-revision.js";
import { degradedOf, type Revision } from "./graph/revision.js";
import { createRollout, type RolloutState } from "./graph/rollout.js";
import type { Recorder } from "./usage/recorder.js";

export interface GatewayParts {
  /** Where the states of the graph come from. */
  readonly revisions: Revisions;
  /** The hub's own subgraphs, as this process reaches them. */
  readonly own: readonly (LocalSubgraph | RemoteSubgraph)[];
  /** Brings the own ones up to date before a new revision that may name what they have since. */
  readonly follow: () => Promise<void>;
  readonly contracts: readonly ContractDefinition[];
  /** Without it their views are made, and kept nowhere. */
  readonly applyContracts?: ApplyContracts;
  readonly documents: DocumentSource;
  readonly documentModes: DocumentModes;
  readonly makePlanner: MakePlanner;
  readonly authenticate: Authenticate;
  readonly signCaller: SignCaller;
  readonly departments: DepartmentTreatment;
  /** Public keys of the built-in issuer, or null when an identity provider has its own. */
  readonly publicKeys: JSONWebKeySet | null;
  readonly limits: DocumentLimits;
  readonly subgraphTimeoutMs: number;
  readonly operationTimeoutMs: number;
  readonly answerLimits: AnswerLimits;
  /** Processor time per client and minute for queries that nobody has asked before, in milliseconds. */
  readonly planningBudgetMs: number;
  /** Without it nothing is refused for its cost. */
  readonly costs?: CostRules;
  /** For how many requests labels of @override hold. Without it those alone that a request names. */
  readonly overrideShares?: OverrideShares;
  readonly shareInFlight: boolean;
  /** Null: no answer is kept. */
  readonly answers: AnswerCacheParts | null;
  /** Pages that may ask: `*`, or origins joined by commas. */
  readonly corsOrigins: string;
  readonly live: LiveLimits;
  /** Null: what clients use is not recorded. Whoever opened it closes it, after the requests have ended. */
  readonly usage: Pick<Recorder, "record"> | null;
  readonly log: Log;
}

/** How the subgraphs are asked that departments run themselves. */
export interface DepartmentTreatment {
  readonly networks: Networks;
  readonly statements: CallerStatements;
  readonly timeoutMs: number;
  /** Largest answer. */
  readonly limitBytes: number;
}

export interface Gateway {
  /** Adds `/graphql`, `/schema.graphql`, those of each contract, `/metrics`, `/.well-known/jwks.json` and `/.well-known/tongcha-callers.json`. */
  readonly register: (app: FastifyInstance) => void;
  /** The caller of any request, verified once. */
  readonly callerOf: (request: FastifyRequest) => Promise<Caller | null>;
  /** Which revision is served, which one is wanted, and why they differ. */
  readonly state: () => RolloutState;
  /** The subgraphs that did not answer their last calls; null for none. */
  readonly degraded: () => ReturnType<typeof degradedOf>;
  /** Serves a revision; resolves when it does, or cannot. */
  readonly take: (number: number) => Promise<RolloutState>;
}

/** Serves the latest revision, or, where that one cannot be served, the latest that can. */
export async function openGateway(parts: GatewayParts): Promise<Gateway> {
  const { revisions, own, makePlanner, authenticate, signCaller, departments, publicKeys, limits, subgraphTimeoutMs, operationTimeoutMs, answerLimits, shareInFlight, usage, log } = parts;
  const ownByName = new Map(own.map((subgraph) => [subgraph.name, subgraph]));
  const openClient = ({ name, url, owner }: Member): SubgraphClient => {
    const known = owner === null ? ownByName.get(name) : undefined;
    if (known && "execute" in known) return localClient(known);
    if (owner === null) return remoteClient({ kind: "own", name, url: known?.url ?? url, sign: signCaller, timeoutMs: subgraphTimeoutMs, limitBytes: READ_FOR_ONE_WRITTEN * answerLimits.bytes, streams: "event-stream" });
    const { networks, statements, timeoutMs, limitBytes } = departments;
    return remoteClient({ kind: "department", name, url, sign: statements.sign, timeoutMs, limitBytes, networks, log });
  };
  const pool = createClientPool<Member>((member) => (shareInFlight ? joinCalls(openClient(member)) : openClient(member)), (error) => log({ level: "warn", error: String(error), message: "A connection could not be ended" }));
  const refused = createRefusedPlans(log);
  const preparer = createRevisionPreparer<Member>({ makePlanner, refused, shares: parts.overrideShares, contracts: parts.contracts, applyContracts: parts.applyContracts ?? applyApart, pool, log });
  const make = async (number: number, before: Revision | null): Promise<Revision> => {
    const { supergraph, members } = await revisions.read(number);
    if (before) await parts.follow();
    const departments = new Set(members.filter(({ owner }) => owner !== null).map(({ subgraph }) => subgraph));
    return preparer.prepare({
      number, supergraph, members: members.map(({ subgraph: name, url, owner }) => ({ name, url, owner })), departments, before,
      dependenciesOf: createDependencies(members.map(({ subgraph: name, sdl, owner }) => ({ name, sdl, isOwn: owner === null }))),
    });
  };
  const rollout = createRollout<Revision>({
    first: await firstOf(await revisions.latest(), (number) => make(number, null), log), make,
    onState: (state) => {
      live.graphChanged();
      foresee();
      if (state.problem !== null) log({ level: "error", revision: state.wanted, error: state.problem, message: "A revision of the graph cannot be served" });
      revisions.report(state);
    },
  });
  const documents = await openDocuments({ source: parts.documents, modeOf: parts.documentModes, log });
  let foreseen: Revision | null = null;
  const foresee = (): void => {
    if (foreseen === rollout.current()) return;
    foreseen = rollout.current();
    planAhead(foreseen.engine, documents.texts()).catch((error: unknown) => log({ level: "error", error: String(error), message: "Registered documents were not planned ahead" }));
  };
  foresee();
  const guard = createGuard(limits);
  const budgetOf = createPlanningBudgets(parts.planningBudgetMs);
  const costs = createCostGuard(parts.costs ?? UNLIMITED_COSTS, log);
  const cache = parts.answers && createAnswerCache(parts.answers);
  const repeats = cache && createRepeats({ revision: rollout.current, standing: documents.standing });
  const show = createShowError(log, (code) => code !== "INTERNAL" && Object.hasOwn(ERRORS, code));
  const live = createLive({
    limits: parts.live, revision: rollout.current, authenticate, documents, guard, budgetOf, costs, operationTimeoutMs, answerLimits, usage, show,
    onFault: (error) => log({ level: "error", error: error instanceof Error ? (error.stack ?? error.message) : String(error), message: "A stream failed" }),
  });
  revisions.report(rollout.state());
  const unwatch = revisions.watch(rollout.want);
  const callers = new WeakMap<FastifyRequest, Promise<Caller | null>>();

  const callerOf = (request: FastifyRequest): Promise<Caller | null> => {
    const known = callers.get(request) ?? authenticate(request.headers.authorization);
    callers.set(request, known);
    return known;
  };

  return {
    callerOf,
    state: rollout.state,
    degraded: () => degradedOf(rollout.current()),
    take: (number) => {
      rollout.want(number);
      return rollout.settled();
    },
    register: (app) => {
      registerGraphQL(app, { revision: rollout.current, callerOf, documents, guard, budgetOf, costs, operationTimeoutMs, answerLimits, shareInFlight, usage, cache, repeats, corsOrigins: parts.corsOrigins, show, live });
      live.register(app);
      repeats?.register(app);
      app.addHook("onClose", async () => {
        await unwatch();
        await documents.close();
        await rollout.settled();
        rollout.close();
      });
      registerSchema(app, () => rollout.current().views);
      registerMetrics(app, { state: rollout.state, clients: () => rollout.current().clients, liveRevisions: preparer.live, open: live.open, costs, refused, repeats });
      if (publicKeys) app.get("/.well-known/jwks.json", () => publicKeys);
      app.get(CALLER_KEYS_PATH, () => departments.statements.keys);
    },
  };
}

interface Member extends NamedGraph { readonly owner: string | null }

/** A process that starts serves what can be served. */
async function firstOf(latest: number, make: (number: number) => Promise<Revision>, log: Log): Promise<Revision> {
  for (let number = latest; ; number -= 1) {
    try {
      return await make(number);
    } catch (error) {
      log({ level: "error", revision: number, error: error instanceof Error ? error.message : String(error), message: "A revision of the graph cannot be served" });
      if (number === 1) throw error;
    }
  }
}
