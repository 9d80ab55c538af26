/**
 * A plan, turned once into closures. At run time nothing looks at the plan, the operation or the schema any more: the answer is walked,
 * entities are told apart by their representations, and each is asked for once.
 */
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";
import type { EntitySource, PathStep, PlanNode, SubgraphOperation } from "../plan/query-plan.js";
import { copy, isObject, isSame, type Json, type JsonList, type JsonObject } from "./json.js";
import { createMerge, type Merge } from "./merge.js";
import { compileRepresent } from "./representation.js";
import { compileRewrites } from "./rewrite.js";
import type { Run, Step } from "./run.js";
import type { TypeIndex } from "./type-index.js";
import { compileWalk, findPaths, type AnswerPath } from "./walk-path.js";

export function compilePlan(plan: PlanNode, types: TypeIndex): Step {
  return compileNode(plan, { types, mayShare: !hasTypeSteps(plan) });
}

interface Compiling {
  readonly types: TypeIndex;
  /**
   * Whether equal objects at one path may become one. Not where a step goes by the type of an object above: it would change what stands
   * below an object of another type as well.
   */
  readonly mayShare: boolean;
}

function compileNode(node: PlanNode, compiling: Compiling): Step {
  switch (node.kind) {
    case "sequence": {
      const steps = node.nodes.map((inner) => compileNode(inner, compiling));
      return async (run) => { for (const step of steps) await step(run); };
    }
    case "parallel": {
      const steps = node.nodes.map((inner) => compileNode(inner, compiling));
      return async (run) => { await Promise.all(steps.map((step) => step(run))); };
    }
    case "fetch": return compileFetch(node.operation, compileRewrites(node.rewrites, compiling.types), createMerge(compiling.types));
    case "entities": return compileEntities(node.operation, node.sources, compiling);
  }
}

function hasTypeSteps(node: PlanNode): boolean {
  switch (node.kind) {
    case "sequence": case "parallel": return node.nodes.some(hasTypeSteps);
    case "fetch": return false;
    case "entities": return node.sources.some(({ paths }) => paths.some((path) => path.some(({ kind }) => kind === "types")));
  }
}

function compileFetch(operation: SubgraphOperation, rewrite: ((to: Json) => void) | null, merge: Merge): Step {
  return async (run) => {
    const { data, errors } = await run.ask(operation, variablesFor(operation, run));
    if (isObject(data)) {
      rewrite?.(data);
      merge(run.data, data);
    }
    if (errors) run.errors.push(...errors);
  };
}

function variablesFor({ variables }: SubgraphOperation, run: Run): Record<string, unknown> {
  const used: Record<string, unknown> = {};
  for (const name of variables) if (Object.hasOwn(run.variables, name)) used[name] = run.variables[name];
  return used;
}

/** The objects of one place that have the same representation. */
interface Place { readonly path: number; readonly targets: JsonObject[] }
interface Entity { readonly representation: JsonObject; readonly places: Place[] }

interface CompiledSource {
  readonly source: EntitySource;
  /** Distinct entities of the answer so far, in the order in which they are asked for. */
  readonly collect: (run: Run) => readonly Entity[];
  readonly rewrite: ((to: Json) => void) | null;
}

function compileEntities(operation: SubgraphOperation, sources: readonly EntitySource[], { types, mayShare }: Compiling): Step {
  const compiled = sources.map((source) => compileSource(source, { types, mayShare }));
  const merge = createMerge(types);
  return async (run) => {
    const asked = compiled.map((one) => ({ ...one, entities: one.collect(run) }));
    if (asked.every(({ entities }) => entities.length === 0)) return;
    const variables = variablesFor(operation, run);
    for (const { source, entities } of asked) variables[source.variable] = entities.map(({ representation }) => representation);
    const { data, errors } = await run.ask(operation, variables);
    if (isObject(data)) {
      for (const { source, entities, rewrite } of asked) {
        const found = data[source.field];
        if (Array.isArray(found) && found.length === entities.length) entities.forEach((entity, at) => mergeEntity(entity, found[at], rewrite, merge, mayShare));
        // Which of them belongs to whom cannot be known.
        else if (!errors) run.errors.push(toBadAnswer(operation.subgraph));
      }
    }
    if (errors) run.errors.push(...errors.map((error) => placeError(error, asked, run, types)));
  };
}

function toBadAnswer(name: string): SubgraphError {
  const { message, code, english, details } = new HubError("SUBGRAPH_BAD_ANSWER", { name });
  return { message, extensions: { code, english, details } };
}

function compileSource(source: EntitySource, { types, mayShare }: Compiling): CompiledSource {
  // The shallow ones first: what is one object there is not looked through twice below.
  const walks = source.paths.map((path, at) => ({ at, length: path.length, walk: compileWalk(path, types) })).toSorted((one, other) => one.length - other.length);
  const represent = compileRepresent(source.requires, types);
  const rewriteInput = compileRewrites(source.inputRewrites, types);
  const collect = (run: Run): readonly Entity[] => {
    const entities = new Map<string, Entity>();
    for (const { at: path, walk } of walks) {
      const seen = new Set<JsonObject>();
      walk(run.data, (target, holder, slot) => {
        if (seen.has(target)) return;
        const representation = represent(target);
        if (!representation) return;
        rewriteInput?.(representation);
        const text = JSON.stringify(representation);
        const entity = entities.get(text) ?? { representation, places: [] };
        entities.set(text, entity);
        const place = entity.places.at(-1);
        const first = place?.path === path ? place.targets[0] : undefined;
        if (mayShare && first && isSame(first, target)) {
          // From here on they are one: what later steps do to the one they would do to the other.
          replace(holder, slot, first);
          run.shared.add(first);
          return;
        }
        seen.add(target);
        if (place?.path === path) place.targets.push(target);
        else entity.places.push({ path, targets: [target] });
      });
    }
    return [...entities.values()];
  };
  return { source, collect, rewrite: compileRewrites(source.outputRewrites, types) };
}

function replace(holder: JsonObject | JsonList, slot: string | number, by: JsonObject): void {
  if (Array.isArray(holder)) holder[Number(slot)] = by;
  else holder[slot] = by;
}

/** Objects below an entity are shared by all that stand at one path, if they may be; at another path later steps may do else to them. */
function mergeEntity({ places }: Entity, found: Json, rewrite: ((to: Json) => void) | null, merge: Merge, mayShare: boolean): void {
  if (!isObject(found)) return;
  rewrite?.(found);
  let isUsed = false;
  for (const { targets } of places) {
    let own: JsonObject | null = null;
    for (const target of targets) {
      if (own === null || !mayShare) own = isUsed ? copy(found) : found;
      merge(target, own);
      isUsed = true;
    }
  }
}

/** An error below `_entities` belongs where the first object with that representation stands. */
function placeError(error: SubgraphError, asked: readonly { readonly source: EntitySource; readonly entities: readonly Entity[] }[], run: Run, types: TypeIndex): SubgraphError {
  const [field, at, ...below] = error.path ?? [];
  const one = asked.find(({ source }) => source.field === field) ?? asked[0];
  const place = (typeof at === "number" ? one?.entities[at] : one?.entities[0])?.places[0];
  const path = place && one?.source.paths[place.path];
  const found = place && path ? pathOf(place.targets[0], path, run, types) : undefined;
  return { ...error, path: found ? [...found, ...(typeof at === "number" ? below : [])] : undefined };
}

function pathOf(target: JsonObject | undefined, path: readonly PathStep[], run: Run, types: TypeIndex): AnswerPath | undefined {
  const objects: JsonObject[] = [];
  compileWalk(path, types)(run.data, (object) => objects.push(object));
  return target ? findPaths(path, types, run.data)[objects.indexOf(target)] : undefined;
}
