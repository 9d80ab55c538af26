/**
 * Compiles a plan to closures, once. Execution does not read the plan, the operation or the schema any more:
 * it walks the answer, identifies entities by their representations, and fetches each entity once.
 */
import { HubError } from "#schema/errors.js";
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import type {
  DeferredPart,
  EntitySource,
  PathStep,
  PlanNode,
  PlanSteps,
  QueryPlan,
  SubgraphOperation,
} from "../plan/query-plan.js";
import { copy, countObjects, isObject, isSame, type Json, type JsonList, type JsonObject } from "../json.js";
import { compileKeep, fitsEntity, type Keep, type Selected, type SelectedKeys } from "./keep-selected.js";
import { loseAll, passOn, placeError } from "../run/loss.js";
import { createMerge, type Merge } from "./merge.js";
import { compileRepresent, lostRequirement } from "./representation.js";
import { compileRewrites } from "./rewrite.js";
import type { Representations, Run, Step, Variables } from "../run/run.js";
import { toSubgraphError } from "../run/to-subgraph-error.js";
import type { TypeIndex } from "./type-index.js";
import { compileResumable, type Resumable } from "./resumable.js";
import { compileWalk } from "./walk-path.js";

export interface CompiledPlan extends CompiledSteps {
  /** The stream of a subscription's events; null for a query or mutation. */
  readonly source: CompiledStream | null;
}

export interface CompiledSteps {
  /** Null: there is nothing to fetch. */
  readonly step: Step | null;
  /** All subgraph operations, except those of deferred parts. */
  readonly operations: readonly SubgraphOperation[];
  readonly deferred: readonly CompiledPart[];
}

export interface CompiledStream {
  readonly operation: SubgraphOperation;
  /** Merges an event into the answer. */
  readonly take: Take;
  /** Null: the subgraph's schema has no resume convention. */
  readonly resumable: Resumable | null;
}

export interface CompiledPart
  extends CompiledSteps, Pick<DeferredPart, "depends" | "label" | "path" | "selection"> {}

/** `foreign`: subgraphs whose answers are trimmed to the selected fields. */
export function compilePlan(plan: QueryPlan, types: TypeIndex, foreign: ReadonlySet<string>): CompiledPlan {
  const { source } = plan;
  const compiling = { types, foreign, mayShare: !hasTypeSteps(plan) };
  return {
    ...compileParts(plan, compiling),
    source: source && {
      operation: source.operation,
      take: compileTake(source.operation, compileRewrites(source.rewrites, types), compiling),
      resumable: compileResumable(source.operation, types.isResumable),
    },
  };
}

function compileParts({ node, deferred }: PlanSteps, compiling: Compiling): CompiledSteps {
  return {
    step: node && compileNode(node, compiling),
    operations: node ? operationsOf(node) : [],
    deferred: deferred.map((part) => ({
      ...compileParts(part, compiling),
      depends: part.depends,
      label: part.label,
      path: part.path,
      selection: part.selection,
    })),
  };
}

interface Compiling {
  readonly types: TypeIndex;
  readonly foreign: ReadonlySet<string>;
  /**
   * True when equal objects at one path may be merged into one. False if a step depends on the type of an
   * object above: a change below one object would then also change an object of another type.
   */
  readonly mayShare: boolean;
}

function compileNode(node: PlanNode, compiling: Compiling): Step {
  switch (node.kind) {
    case "sequence": {
      const steps = node.nodes.map((inner) => compileNode(inner, compiling));
      return async (run) => {
        for (const step of steps) await step(run);
      };
    }
    case "parallel": {
      const steps = node.nodes.map((inner) => compileNode(inner, compiling));
      return async (run) => {
        await Promise.all(steps.map((step) => step(run)));
      };
    }
    case "fetch": {
      const take = compileTake(node.operation, compileRewrites(node.rewrites, compiling.types), compiling);
      return announced(
        node.id,
        node.path.length === 0
          ? compileFetch(node.operation, take)
          : compileFetchBelow(node.operation, node.path, take, compiling),
      );
    }
    case "entities":
      return announced(node.id, compileEntities(node.operation, node.sources, compiling));
  }
}

function operationsOf(node: PlanNode): readonly SubgraphOperation[] {
  return "nodes" in node ? node.nodes.flatMap(operationsOf) : [node.operation];
}

function announced(id: string | null, step: Step): Step {
  if (id === null) return step;
  return async (run) => {
    await step(run);
    run.arrived(id);
  };
}

function hasTypeSteps({ node, deferred }: PlanSteps): boolean {
  return (node !== null && goesByType(node)) || deferred.some(hasTypeSteps);
}

function goesByType(node: PlanNode): boolean {
  switch (node.kind) {
    case "sequence":
    case "parallel":
      return node.nodes.some(goesByType);
    case "fetch":
      return node.path.some(({ kind }) => kind === "types");
    case "entities":
      return node.sources.some(({ paths }) =>
        paths.some((path) => path.some(({ kind }) => kind === "types")),
      );
  }
}

/** `into`: the target object; default: the answer itself. */
type Take = (run: Run, result: SubgraphResult, into?: JsonObject) => void;

function compileFetch(operation: SubgraphOperation, take: Take): Step {
  return async (run) =>
    take(run, await run.ask(operation, variablesFor(operation, run.variables), NO_REPRESENTATIONS));
}

/**
 * Root fields for each object of the answer that leads back to the root; fetched once, and only if there is
 * such an object.
 */
function compileFetchBelow(
  operation: SubgraphOperation,
  path: readonly PathStep[],
  take: Take,
  { types }: Compiling,
): Step {
  const walk = compileWalk(path, types);
  return async (run) => {
    const places = new Set<JsonObject>();
    walk(run.data, (object) => {
      places.add(object);
    });
    if (places.size === 0) return;
    const { data, errors = [] } = await run.ask(
      operation,
      variablesFor(operation, run.variables),
      NO_REPRESENTATIONS,
    );
    if (isObject(data)) run.meter.count((places.size - 1) * countObjects(data), 0);
    let left = places.size;
    for (const place of places) {
      left -= 1;
      // An error without a path is reported once.
      const own = left === 0 ? errors : errors.filter(({ path: where }) => where !== undefined);
      take(
        run,
        {
          data: left === 0 || !isObject(data) ? data : copy(data),
          errors: own.length === 0 && errors.length > 0 && !isObject(data) ? errors : own,
        },
        place,
      );
    }
  };
}

function compileTake(
  operation: SubgraphOperation,
  rewrite: ((to: Json) => void) | null,
  { types, foreign }: Compiling,
): Take {
  const merge = createMerge(types);
  const selection = lazily(() => compileKeep(operation.text, types));
  const keep = foreign.has(operation.subgraph) ? selection() : null;
  return (run, { data, errors = [] }, into = run.data) => {
    const faults = keep ? errors.map((error) => trimPath(error, keep)) : errors;
    const isSound = isObject(data) && (!keep || keep.trim(data, keep.root));
    if (!isSound)
      return loseAll(
        into,
        wantedOf(selection().root, null, rewrite),
        isObject(data) || faults.length === 0 ? [toBadAnswer(operation.subgraph)] : faults,
        run.lost,
      );
    for (const fault of faults) placeFault(data, fault, run);
    rewrite?.(data);
    merge(into, data);
  };
}

function lazily<T>(make: () => T): () => T {
  let known: { readonly made: T } | null = null;
  return () => (known ??= { made: make() }).made;
}

function trimPath(error: SubgraphError, keep: Keep): SubgraphError {
  return error.path ? { ...error, path: keep.trimPath(error.path, keep.root) } : error;
}

/** An error whose path leads to no null is reported without a path. */
function placeFault(data: JsonObject, fault: SubgraphError, { lost, errors }: Run): void {
  if (!fault.path || !placeError(data, fault, fault.path, lost)) errors.push({ ...fault, path: undefined });
}

const NO_REPRESENTATIONS: Representations = [];

/** The client's variables that the subgraph operation uses. */
export function variablesFor({ variables }: SubgraphOperation, given: Variables): Record<string, unknown> {
  const used: Record<string, unknown> = {};
  for (const name of variables) if (Object.hasOwn(given, name)) used[name] = given[name];
  return used;
}

/** An entity, and its objects in the answer; nearly always there is one. */
interface Entity {
  readonly text: string;
  readonly first: Target;
  others: Target[] | null;
}
/** `path`: index of the path in the entity source. */
interface Target {
  readonly path: number;
  readonly object: JsonObject;
}

interface CompiledSource {
  readonly source: EntitySource;
  /** The distinct entities of the answer so far, in the order of their representations. */
  readonly collect: (run: Run) => readonly Entity[];
  readonly rewrite: ((to: Json) => void) | null;
  /** The fields that the step adds to an object. */
  readonly wanted: (object: JsonObject) => JsonObject;
}

function compileEntities(
  operation: SubgraphOperation,
  sources: readonly EntitySource[],
  { types, foreign, mayShare }: Compiling,
): Step {
  const selection = lazily(() => compileKeep(operation.text, types));
  const keep = foreign.has(operation.subgraph) ? selection() : null;
  const compiled = sources.map((source) => ({
    ...compileSource(source, selection, types, mayShare),
    selected: keep?.root.get(source.field) ?? null,
  }));
  const merge = createMerge(types);
  /** False if the found object cannot be the requested entity. */
  const isSound = (known: Json, found: JsonObject, selected: Selected | null): boolean =>
    fitsEntity(known, found, types) &&
    (!keep ||
      !selected ||
      keep.trim(found, selected.of(typeof known === "string" && types.isObjectType(known) ? known : null)));
  const lose = (
    { first, others }: Entity,
    wantedFrom: (object: JsonObject) => JsonObject,
    faults: readonly SubgraphError[],
    run: Run,
  ): void => {
    for (const { object } of [first, ...(others ?? [])])
      loseAll(object, wantedFrom(object), faults, run.lost);
  };
  return async (run) => {
    const asked = compiled.map((one) => ({ ...one, entities: one.collect(run) }));
    if (asked.every(({ entities }) => entities.length === 0)) return;
    const representations = asked.map(({ source: { field, variable }, entities }) => ({
      field,
      variable,
      texts: entities.map(({ text }) => text),
    }));
    const { data, errors = [] } = await run.ask(
      operation,
      variablesFor(operation, run.variables),
      representations,
    );
    const faults = sortFaults(keep ? errors.map((error) => trimPath(error, keep)) : errors, representations);
    let isTold = false;
    for (const {
      source: { field },
      entities,
      rewrite,
      selected,
      wanted,
    } of asked) {
      const found = isObject(data) ? data[field] : null;
      const objects = Array.isArray(found) && found.length === entities.length ? found : null;
      for (const [at, entity] of entities.entries()) {
        if (at % MERGED_AT_ONCE === MERGED_AT_ONCE - 1 && !run.meter.hasTime(MERGED_AT_ONCE))
          await run.meter.turn(MERGED_AT_ONCE);
        const own = faults.at(field, at);
        // Null means that there is no such entity, unless there is an error. If the number of objects is
        // wrong, they cannot be assigned to entities.
        const object = objects ? objects[at] : null;
        if (isObject(object) && isSound(entity.first.object["__typename"], object, selected)) {
          for (const fault of own) placeFault(object, fault, run);
          mergeEntity(entity, object, rewrite, merge, run, mayShare);
          continue;
        }
        const why = object !== null ? [] : own.length > 0 ? own : faults.general;
        if (why.length === 0 && object === null && objects) continue;
        isTold ||= why === faults.general;
        lose(entity, wanted, why.length > 0 ? why : [toBadAnswer(operation.subgraph)], run);
      }
    }
    if (!isTold) run.errors.push(...faults.general);
  };
}

const MERGED_AT_ONCE = 500;

interface SortedFaults {
  /** The errors of one entity, with paths relative to it. */
  readonly at: (field: string, entity: number) => readonly SubgraphError[];
  /** The errors that name no entity. */
  readonly general: readonly SubgraphError[];
}

function sortFaults(errors: readonly SubgraphError[], representations: Representations): SortedFaults {
  const counts = new Map(representations.map(({ field, texts }) => [field, texts.length]));
  const general: SubgraphError[] = [];
  const own = new Map<string, SubgraphError[]>();
  for (const error of errors) {
    const [field = "", at, ...path] = error.path ?? [];
    if (typeof field !== "string" || typeof at !== "number" || at >= (counts.get(field) ?? 0))
      general.push({ ...error, path: undefined });
    else own.set(`${at} ${field}`, [...(own.get(`${at} ${field}`) ?? []), { ...error, path }]);
  }
  return { at: (field, at) => own.get(`${at} ${field}`) ?? [], general };
}

function toBadAnswer(name: string): SubgraphError {
  return toSubgraphError(new HubError("SUBGRAPH_BAD_ANSWER", { name }));
}

function compileSource(
  source: EntitySource,
  selection: () => Keep,
  types: TypeIndex,
  mayShare: boolean,
): CompiledSource {
  // Shallow paths first: an object that was merged there is not walked twice below.
  const walks = source.paths
    .map((path, at) => ({ at, length: path.length, walk: compileWalk(path, types) }))
    .toSorted((one, other) => one.length - other.length);
  const represent = compileRepresent(source.requires, source.inputRewrites, types);
  const rewrite = compileRewrites(source.outputRewrites, types);
  const wanted = (object: JsonObject): JsonObject => {
    const name = object["__typename"];
    const type = typeof name === "string" && types.isObjectType(name) ? name : null;
    return wantedOf(selection().root.get(source.field)?.of(type) ?? new Map(), type, rewrite);
  };
  /** The step's input was lost, so its output is lost too. */
  const loseWith = (object: JsonObject, run: Run): void => {
    const loss = lostRequirement(object, source.requires, types);
    if (loss !== null) loseAll(object, wanted(object), passOn(loss), run.lost);
  };
  const collect = (run: Run): readonly Entity[] => {
    const entities = new Map<string, Entity>();
    let places = 0;
    for (const { at: path, walk } of walks) {
      const seen = new Set<JsonObject>();
      walk(run.data, (object, holder, slot) => {
        places += 1;
        if (places % MERGED_AT_ONCE === 0) run.meter.allow(places, 0);
        if (seen.has(object)) return;
        const text = represent(object);
        if (text === null) return run.lost.size > 0 ? loseWith(object, run) : undefined;
        const entity = entities.get(text);
        const other = entity && mayShare ? atPath(entity, path) : undefined;
        if (other && isSame(other.object, object)) {
          // The two objects become one, because later steps would treat both alike.
          replace(holder, slot, other.object);
          run.shared.add(other.object);
          return;
        }
        seen.add(object);
        if (entity) (entity.others ??= []).push({ path, object });
        else entities.set(text, { text, first: { path, object }, others: null });
      });
    }
    return [...entities.values()];
  };
  return { source, collect, rewrite, wanted };
}

function atPath({ first, others }: Entity, path: number): Target | undefined {
  return first.path === path ? first : others?.find((target) => target.path === path);
}

function replace(holder: JsonObject | JsonList, slot: string | number, by: JsonObject): void {
  if (Array.isArray(holder)) holder[Number(slot)] = by;
  else holder[slot] = by;
}

/**
 * Objects below an entity are shared by its objects at one path, if `mayShare`; they are copied for another
 * path, where later steps may change them differently.
 */
function mergeEntity(
  { first, others }: Entity,
  found: JsonObject,
  rewrite: ((to: Json) => void) | null,
  merge: Merge,
  { meter }: Run,
  mayShare: boolean,
): void {
  rewrite?.(found);
  merge(first.object, found);
  if (others === null) return;
  if (!mayShare) meter.count(others.length * countObjects(found), 0);
  const own = new Map([[first.path, found]]);
  for (const { path, object } of others) {
    const shared = mayShare ? own.get(path) : undefined;
    const source = shared ?? copy(found);
    own.set(path, source);
    merge(object, source);
  }
}

/** The response keys of a selection, with nested objects for composite fields. */
function wantedOf(keys: SelectedKeys, type: string | null, rewrite: ((to: Json) => void) | null): JsonObject {
  const made: JsonObject = Object.fromEntries(
    [...keys].map(([key, below]) => [key, below && wantedOf(below.of(null), null, null)]),
  );
  if (type !== null) made["__typename"] = type;
  rewrite?.(made);
  return made;
}
