/**
 * Lost values. A symbol takes the place of a value that a subgraph failed to provide, and moves with it
 * through merges and rewrites; the writer writes null, and reports the error there. So each field has an
 * error at each of its places, by the client's response names, and errors of fields that are not in the
 * answer are not reported.
 */
import type { SubgraphError } from "#schema/subgraph.js";
import type { ToClientPath } from "../prepare/client-path.js";
import { isMissing, isObject, type Json, type JsonObject } from "../json.js";
import type { AnswerPath } from "../json.js";

interface LossCause {
  readonly error: SubgraphError;
  /** The path of the error below the place, if a null was propagated up to the place. */
  readonly below: AnswerPath;
}

interface Loss {
  readonly faults: LossCause[];
  /** True when the loss is at one place only. */
  readonly isOfPlace: boolean;
  isTold: boolean;
}

const losses = new WeakMap<symbol, Loss>();

function createLoss(faults: LossCause[], isOfPlace: boolean): symbol {
  const loss = Symbol("lost");
  losses.set(loss, { faults, isOfPlace, isTold: false });
  return loss;
}

/** The errors of a place, for the writer. `toClientPath` converts the paths below the place. */
export function tellLoss(
  loss: symbol,
  path: AnswerPath,
  toClientPath: ToClientPath,
): readonly SubgraphError[] {
  const known = losses.get(loss);
  if (!known) return [];
  known.isTold = true;
  return known.faults.map(({ error, below }) => ({ ...error, path: [...path, ...toClientPath(below)] }));
}

/** The errors of a loss, for values elsewhere that are lost because of it and report them. */
export function passOn(loss: symbol): readonly SubgraphError[] {
  const known = losses.get(loss);
  if (!known) return [];
  known.isTold = true;
  return known.faults.map(({ error }) => ({ ...error, path: undefined }));
}

/** The errors of losses that are at no place of the answer. */
export function untoldErrors(marked: ReadonlySet<symbol>): readonly SubgraphError[] {
  return [...marked].filter((loss) => losses.get(loss)?.isTold === false).flatMap(passOn);
}

/**
 * Marks all missing wanted fields of an object as lost. `wanted` has the response keys, with nested objects.
 * Paths of the errors are relative to the object; the first error applies to fields that no error names.
 */
export function loseAll(
  object: JsonObject,
  wanted: JsonObject,
  errors: readonly SubgraphError[],
  marked: Set<symbol>,
): void {
  const [first] = errors;
  if (!first) return;
  const rest = createLoss([{ error: first, below: [] }], false);
  for (const key in wanted) {
    const own = errors
      .filter(({ path }) => path?.[0] === key)
      .map((error) => ({ error, below: error.path?.slice(1) ?? [] }));
    lose(object, key, wanted[key], own.length > 0 ? createLoss(own, true) : rest, marked);
  }
}

function lose(object: JsonObject, key: string, wanted: Json, loss: symbol, marked: Set<symbol>): void {
  const known = object[key];
  if (known === undefined) {
    object[key] = loss;
    marked.add(loss);
  } else if (isObject(wanted))
    each(known, (below) => {
      for (const inner in wanted) lose(below, inner, wanted[inner], loss, marked);
    });
}

function each(value: Json, apply: (object: JsonObject) => void): void {
  if (isObject(value)) apply(value);
  else if (Array.isArray(value)) for (const item of value) each(item, apply);
}

/** Replaces the null on an error's path by a loss; false if there is no null on the path. */
export function placeError(
  data: JsonObject,
  error: SubgraphError,
  path: AnswerPath,
  marked: Set<symbol>,
): boolean {
  let holder: Json = data;
  for (const [at, step] of path.entries()) {
    if (!hasPlace(holder, step)) return false;
    const value: Json = read(holder, step);
    if (typeof value === "object" && value !== null) {
      holder = value;
      continue;
    }
    if (!isMissing(value)) return false;
    const fault = { error, below: path.slice(at + 1) };
    const known = typeof value === "symbol" ? losses.get(value) : undefined;
    if (known?.isOfPlace) known.faults.push(fault);
    else write(holder, step, createLoss([...(known?.faults ?? []), fault], true), marked);
    return true;
  }
  return false;
}

function hasPlace(holder: Json, step: string | number): boolean {
  if (Array.isArray(holder)) return typeof step === "number" && step in holder;
  return isObject(holder) && typeof step === "string" && step !== "__proto__";
}

function read(holder: Json, step: string | number): Json {
  if (Array.isArray(holder)) return holder[Number(step)];
  return isObject(holder) && Object.hasOwn(holder, step) ? holder[step] : undefined;
}

function write(holder: Json, step: string | number, loss: symbol, marked: Set<symbol>): void {
  if (Array.isArray(holder)) holder[Number(step)] = loss;
  else if (isObject(holder)) holder[step] = loss;
  marked.add(loss);
}
