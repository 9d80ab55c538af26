/**
 * Runs operations on a supergraph: prepared once, planned once, compiled once; each request only fetches, merges and writes.
 * What it needs of the world is passed in: a planner, and a way to ask subgraphs.
 */
import { execute, getVariableValues, parse, type GraphQLError, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";
import type { Planner } from "../plan/planner.js";
import type { Truths } from "./collect-fields.js";
import { compilePlan } from "./compile-plan.js";
import type { JsonObject } from "./json.js";
import { prepare, type Prepared, type PrepareResult } from "./prepare.js";
import type { Ask, Step } from "./run.js";
import { indexTypes } from "./type-index.js";
import { compileAnswer, type Writing } from "./write-answer.js";

export interface Operation {
  readonly prepared: Prepared;
  /** Planned and compiled for what @skip and @include leave. */
  readonly choose: (variables: Readonly<Record<string, unknown>>) => Chosen;
  /** What @skip and @include were decided by so far. */
  readonly choices: () => Iterable<Truths>;
}

interface Chosen {
  readonly truths: Truths;
  readonly plan: () => Promise<Step | null>;
  readonly write: (data: JsonObject, writing: Writing) => string;
}

export interface Outcome {
  /** JSON text of the data, `null` included. */
  readonly data: string;
  readonly errors: readonly SubgraphError[];
}

export interface Engine {
  readonly schema: GraphQLSchema;
  readonly planner: string;
  /** Remembers what it has read. */
  readonly read: (text: string, operationName: string | null) => Exclude<PrepareResult, { ok: true }> | { readonly ok: true; readonly operation: Operation };
  readonly coerce: (operation: Operation, variables: Readonly<Record<string, unknown>>) => { readonly errors: readonly GraphQLError[] } | { readonly coerced: Readonly<Record<string, unknown>> };
  readonly run: (operation: Operation, variables: Readonly<Record<string, unknown>>, ask: Ask) => Promise<Outcome>;
  /** Plans what another engine was asked last, so that a new supergraph's first requests do not wait for plans. */
  readonly warm: (before: Engine) => Promise<void>;
  /** What was asked, the latest first. */
  readonly asked: () => Iterable<Asked>;
}

export interface Asked {
  readonly text: string;
  readonly operationName: string | null;
  readonly operation: Operation;
}

const KEPT_OPERATIONS = 2_000;
const KEPT_CHARACTERS = 8_000_000;
const KEPT_CHOICES = 64;
const WARMED = 200;

export function createEngine(supergraph: string, planner: Planner): Engine {
  const schema = planner.apiSchema;
  const types = indexTypes(parse(supergraph, { noLocation: true }));
  const operations = new LRUCache<string, Asked>({ max: KEPT_OPERATIONS, maxSize: KEPT_CHARACTERS, sizeCalculation: (_, key) => key.length + 1 });
  const plans = new LRUCache<string, Promise<Step | null>>({ max: KEPT_OPERATIONS, maxSize: KEPT_CHARACTERS, sizeCalculation: (_, key) => key.length + 1 });

  const planOf = (text: string | null, name: string | null): Promise<Step | null> => {
    if (text === null) return Promise.resolve(null);
    const known = plans.get(text);
    if (known) return known;
    const planned = planner.plan(text, name).then((node) => node && compilePlan(node, types));
    plans.set(text, planned);
    // A failure is not kept: the next request may have more luck.
    planned.catch(() => plans.delete(text));
    return planned;
  };

  const engine: Engine = {
    schema, planner: planner.name,
    read: (text, operationName) => {
      const key = operationName === null ? text : `${operationName}\n${text}`;
      const known = operations.get(key);
      if (known) return { ok: true, operation: known.operation };
      const result = prepare(schema, text, operationName);
      if (!result.ok) return result;
      const { prepared } = result;
      const operation: Operation = { prepared, ...createChoices(schema, prepared, planOf) };
      operations.set(key, { text, operationName, operation });
      return { ok: true, operation };
    },
    coerce: ({ prepared: { operation } }, variables) => getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 20 }),
    run: async ({ prepared, choose }, variables, ask) => {
      const { plan, write } = choose(variables);
      const data: JsonObject = {};
      const errors: SubgraphError[] = [];
      const shared = new Set<JsonObject>();
      const step = await plan().catch((error: unknown) => {
        errors.push(toError("PLAN_FAILED", error instanceof Error ? error.message : String(error)));
        return undefined;
      });
      if (step === undefined) return { data: "null", errors };
      await step?.({ data, variables, shared, errors, ask });
      if (prepared.introspection) {
        const { data: introspected, errors: faults } = await execute({ schema, document: prepared.introspection, variableValues: variables });
        if (faults) errors.push(...faults.map(({ message, path }) => ({ message, path })));
        Object.assign(data, introspected);
      }
      const writing: Writing = { path: [], faults: [], shared, texts: new Map() };
      const text = write(data, writing);
      const faults = unreported(writing.faults, errors).map(({ message, path }) => ({ ...toError("ANSWER_INCOMPLETE", message), path }));
      return { data: text, errors: [...errors, ...faults] };
    },
    asked: () => operations.values(),
    warm: async (before) => {
      let count = 0;
      for (const { text, operationName, operation } of before.asked()) {
        if ((count += 1) > WARMED) return;
        const read = engine.read(text, operationName);
        // What the new graph has no more is refused when it comes.
        if (read.ok) for (const truths of operation.choices()) await read.operation.choose(truths).plan().catch(() => null);
      }
    },
  };
  return engine;
}

function toError(code: "PLAN_FAILED" | "ANSWER_INCOMPLETE", reason: string): SubgraphError {
  const { message, english, details } = new HubError(code, { reason });
  return { message, extensions: { code, english, details } };
}

/** Made when it is first asked for, and kept; two to the number of deciding variables at most, of which a client uses a few. */
function createChoices(schema: GraphQLSchema, { root, operation, fragments, deciding, planText }: Prepared, planOf: (text: string | null, name: string | null) => Promise<Step | null>): Pick<Operation, "choose" | "choices"> {
  const known = new LRUCache<string, Chosen>({ max: KEPT_CHOICES });
  return {
    choose: (variables) => {
      const key = deciding.map((name) => (variables[name] === true ? "1" : "0")).join("");
      const kept = known.get(key);
      if (kept) return kept;
      const truths = Object.fromEntries(deciding.map((name) => [name, variables[name] === true]));
      const text = planText(truths);
      const made = { truths, plan: () => planOf(text, operation.name?.value ?? null), write: compileAnswer(root, operation.selectionSet, { schema, fragments, truths }) };
      known.set(key, made);
      return made;
    },
    choices: function* () { for (const { truths } of known.values()) yield truths; },
  };
}

/** Where a subgraph said why something is null, above it or below it, that is the reason. */
function unreported(faults: readonly SubgraphError[], errors: readonly SubgraphError[]): readonly SubgraphError[] {
  if (faults.length === 0) return [];
  const reported = new Set(errors.map(({ path = [] }) => JSON.stringify(path)));
  const above = new Set(errors.flatMap(({ path = [] }) => startsOf(path)));
  return faults.filter(({ path = [] }) => !above.has(JSON.stringify(path)) && !startsOf(path).some((start) => reported.has(start)));
}

/** The path itself, and every one above it. */
function startsOf(path: readonly (string | number)[]): readonly string[] {
  return Array.from({ length: path.length + 1 }, (_, length) => JSON.stringify(path.slice(0, length)));
}
