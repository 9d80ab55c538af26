/**
 * Makes the engine of a supergraph, and those of its views, which share its planner and its cache of plans.
 * The planner, and the function that calls subgraphs, are passed in.
 */
import {
  getOperationAST,
  getVariableValues,
  parse,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";
import { CHARACTERS_OF_TOKEN, createKept } from "../kept.js";
import { NOBODY } from "../rights/rights.js";
import { readDemands, type Demands } from "./access/read-demands.js";
import { createChoices, type Choice } from "./choices.js";
import { compilePlan } from "./compile/compile-plan.js";
import { indexTypes, type TypeIndex } from "./compile/type-index.js";
import { compileParts, createArrivals, startParts, tellParts } from "./deferred.js";
import type { Engine, GraphEngine, Operation, PlanAsker, Runnable } from "./engine.js";
import type { JsonObject } from "./json.js";
import {
  createOverrides,
  NO_SHARES,
  readOverrideLabels,
  type Overrides,
  type OverrideShares,
} from "./plan/overrides.js";
import type { Planner } from "./plan/planner.js";
import { UNLIMITED } from "./planning-budget.js";
import { createPlans, type OnUnplanned, type Plans } from "./plans.js";
import { prepare } from "./prepare/prepare.js";
import { createNaming, type Naming } from "./prepare/private-names.js";
import { readOperation } from "./prepare/read-operation.js";
import { compilePrice, type Price } from "./price/compile-price.js";
import { readWeights, type Weights } from "./price/weights.js";
import { introspect } from "./run/introspect.js";
import { untoldErrors } from "./run/loss.js";
import type { Run } from "./run/run.js";
import { isTooLarge, toSubgraphError } from "./run/to-subgraph-error.js";
import { toIncomplete } from "./write/unreported.js";
import { startWriting, writeInSlices } from "./write/write-answer.js";

const KEPT_OPERATIONS = 2_000;
const KEPT_TOKENS = 200_000;
const WARMED = 200;
/** Time limit for warming a new graph; the remaining operations are planned when they are requested. */
const WARMING_MS = 1_000;

export interface EngineOptions {
  /** Subgraphs whose answers are trimmed to the selected fields. */
  readonly foreign?: ReadonlySet<string>;
  /** The share of requests that each label of @override applies to. */
  readonly shares?: OverrideShares;
  readonly onUnplanned?: OnUnplanned;
}

const NONE: ReadonlySet<string> = new Set();

export function createEngine(
  supergraph: DocumentNode,
  planner: Planner,
  { foreign = NONE, shares = NO_SHARES, onUnplanned = () => crypto.randomUUID() }: EngineOptions = {},
): GraphEngine {
  const types = indexTypes(supergraph);
  const naming = createNaming(supergraph);
  const weights = readWeights(supergraph);
  const demands = readDemands(supergraph);
  const overrides = createOverrides(readOverrideLabels(supergraph), shares);
  const plans = createPlans(
    async (question, spent) => compilePlan(await planner.plan(question, spent), types, foreign),
    onUnplanned,
  );
  let isClosed = false;
  const view = (schema: GraphQLSchema): Engine =>
    createView({ schema, types, naming, weights, demands, overrides, plans, isClosed: () => isClosed });
  return {
    ...view(planner.apiSchema),
    planner: planner.name,
    view,
    isClosed: () => isClosed,
    close: () => {
      isClosed = true;
      planner.close();
    },
  };
}

interface ViewParts {
  readonly schema: GraphQLSchema;
  readonly types: TypeIndex;
  readonly naming: Naming;
  readonly weights: Weights;
  readonly demands: Demands | null;
  readonly overrides: Overrides;
  readonly plans: Plans;
  readonly isClosed: () => boolean;
}

function createView({
  schema,
  types,
  naming,
  weights,
  demands,
  overrides,
  plans,
  isClosed,
}: ViewParts): Engine {
  const partlyVisible = types.partlyVisible(schema);
  const preparing = { schema, naming, partlyVisible };
  const choosing = { schema, partlyVisible, demands };
  const operations = createKept<Operation>({ max: KEPT_OPERATIONS, maxWeight: KEPT_TOKENS });
  const keyOf = (text: string, operationName: string | null): string =>
    operationName === null ? text : `${operationName}\n${text}`;
  const prices = new WeakMap<Choice, Price>();
  const runnables = new WeakMap<Choice, Map<string, Runnable>>();
  const plan = async (
    { prepared }: Operation,
    choice: Choice,
    labels: readonly string[],
    { budget, about }: PlanAsker,
  ): Promise<Runnable> => {
    const made = runnables.get(choice) ?? new Map<string, Runnable>();
    const key = labels.join();
    const known = made.get(key);
    if (known) return known;
    const compiled = await plans(choice.question && { ...choice.question, overrides: labels }, budget, about);
    const runnable = {
      prepared,
      choice,
      plan: compiled,
      parts: compileParts(compiled.deferred, prepared, choice.selecting),
      overrides: labels,
    };
    runnables.set(choice, made.set(key, runnable));
    return runnable;
  };

  const carryOut: Engine["run"] = async (
    { prepared, choice, plan, parts },
    variables,
    { ask, meter },
    event,
  ) => {
    const { names, toClientPath } = prepared.asked;
    const data: JsonObject = {};
    const errors: SubgraphError[] = [];
    const arrivals = createArrivals();
    const run: Run = {
      data,
      variables,
      shared: new Set<JsonObject>(),
      errors,
      lost: new Set<symbol>(),
      ask,
      meter,
      arrived: arrivals.arrived,
    };
    const started = startParts(parts, run, arrivals);
    if (event) plan.source?.take(run, event);
    await plan.step?.(run);
    if (prepared.introspection) {
      const { data: introspected, errors: faults } = await introspect(
        schema,
        prepared.introspection,
        variables,
        meter,
      );
      if (faults)
        errors.push(
          ...faults.map(({ message, path = [] }) => ({
            message,
            path: path.slice(0, 1).map((key) => names.get(String(key)) ?? key),
          })),
        );
      Object.assign(data, introspected);
    }
    const writing = startWriting(run);
    const text = await writeInSlices(parts.length > 0 ? choice.writeFirst : choice.writeAll, data, writing);
    const nulled = text === "null" ? [[]] : writing.nulled;
    const told = [...writing.told, ...errors, ...(parts.length > 0 ? [] : untoldErrors(run.lost))];
    return {
      data: text,
      errors: [...told, ...toIncomplete(writing.faults, told)],
      later: parts.length > 0 ? tellParts(started, { run, arrivals, types, toClientPath, nulled }) : null,
    };
  };

  const coerce = (
    { variableDefinitions = [] }: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): ReturnType<typeof getVariableValues> =>
    getVariableValues(schema, variableDefinitions, variables, { maxErrors: 20 });

  const engine: Engine = {
    schema,
    known: (text, operationName) => operations.get(keyOf(text, operationName)) ?? null,
    read: (text, operationName, document) => {
      const known = engine.known(text, operationName);
      if (known) return { ok: true, operation: known };
      const result = readOperation(schema, text, operationName, document);
      if (!result.ok) return result;
      const prepared = prepare(result.read, operationName, preparing);
      const operation: Operation = {
        text,
        operationName,
        prepared,
        weight: weightOf(result.read.document, text),
        ...createChoices(prepared, choosing),
      };
      operations.set(keyOf(text, operationName), operation, operation.weight);
      return { ok: true, operation };
    },
    coerce: ({ text, operationName, prepared: { operation } }, variables) => {
      const coerced = coerce(operation, variables);
      // Only errors say where they are in the text.
      const located = coerced.errors && getOperationAST(parse(text), operationName);
      return located ? coerce(located, variables) : coerced;
    },
    price: ({ prepared: { root, operation, fragments }, choose }, variables, mayDefer, rights) => {
      const choice = choose(variables, mayDefer, rights);
      const price =
        prices.get(choice) ??
        compilePrice(root, operation.selectionSet, { schema, fragments, truths: choice.truths }, weights);
      prices.set(choice, price);
      return price(variables);
    },
    isThrown: overrides.isThrown,
    labels: overrides.named,
    plan: (operation, variables, asker) => {
      const { mayDefer, rights, labels = NONE } = asker;
      return plan(operation, operation.choose(variables, mayDefer, rights), overrides.of(labels), asker);
    },
    run: async (runnable, variables, means, event) => {
      try {
        return await carryOut(runnable, variables, means, event);
      } catch (error) {
        if (!isTooLarge(error)) throw error;
        return { data: "null", errors: [toSubgraphError(error)], later: null };
      }
    },
    foresee: async (text) => {
      const result = readOperation(schema, text, null);
      if (!result.ok) return;
      const prepared = prepare(result.read, null, preparing);
      const asked =
        prepared.deciding.length === 0
          ? createChoices(prepared, choosing).choose({}, false, NOBODY).question
          : null;
      if (asked) for (const labels of overrides.all) await plans({ ...asked, overrides: labels }, UNLIMITED);
    },
    planned: function* () {
      for (const { text, operationName, chosen } of operations.values())
        yield { text, operationName, choices: [...chosen()].filter((choice) => runnables.has(choice)) };
    },
    warm: async (before) => {
      const deadline = performance.now() + WARMING_MS;
      let count = 0;
      for (const { text, operationName, choices } of before.planned()) {
        if ((count += 1) > WARMED || performance.now() > deadline || isClosed()) return;
        const read = engine.read(text, operationName);
        // An operation that is invalid on the new graph is refused when it is requested.
        if (!read.ok) continue;
        for (const { truths, mayDefer, rights } of choices)
          for (const labels of overrides.all)
            await plan(read.operation, read.operation.choose(truths, mayDefer, rights), labels, {
              mayDefer,
              rights,
              budget: UNLIMITED,
            }).catch(unlessCostly);
      }
    },
  };
  return engine;
}

/**
 * A query that takes too long to plan does not make the graph unfit: otherwise a stranger could block every
 * new graph with such a query.
 */
function unlessCostly(error: unknown): void {
  if (!(error instanceof HubError) || error.code !== "PLANNING_TOO_LONG") throw error;
}

/** Tokens, of which a parsed operation has many objects, and a few for long comments and strings. */
function weightOf(document: DocumentNode, text: string): number {
  return (document.tokenCount ?? 0) + text.length / CHARACTERS_OF_TOKEN;
}
