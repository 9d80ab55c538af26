/** Finds the objects at a path of the answer so far. Compiled once for each path of a plan. */
import type { Meter } from "#schema/runtime/meter.js";
import type { PathStep } from "../plan/query-plan.js";
import { isObject, type AnswerPath, type Json, type JsonList, type JsonObject } from "../json.js";
import type { TypeIndex } from "./type-index.js";

/** `holder[slot]` is the object. */
export type Visit = (object: JsonObject, holder: JsonObject | JsonList, slot: string | number) => void;
type Walk = (value: Json, holder: JsonObject | JsonList, slot: string | number, visit: Visit) => void;

export function compileWalk(
  path: readonly PathStep[],
  types: TypeIndex,
): (from: JsonObject, visit: Visit) => void {
  let walk: Walk = (value, holder, slot, visit) => {
    if (isObject(value)) visit(value, holder, slot);
    else if (Array.isArray(value))
      for (let at = 0; at < value.length; at += 1) atEnd(value[at], value, at, visit);
  };
  const atEnd = walk;
  for (const step of path.toReversed()) walk = compileStep(step, walk, types);
  return (from, visit) => walk(from, { root: from }, "root", visit);
}

function compileStep(step: PathStep, next: Walk, types: TypeIndex): Walk {
  switch (step.kind) {
    case "field": {
      const { key } = step;
      return (value, _holder, _slot, visit) => {
        if (isObject(value)) next(value[key], value, key, visit);
        else if (Array.isArray(value))
          for (const item of value) if (isObject(item)) next(item[key], item, key, visit);
      };
    }
    case "list":
      return (value, _holder, _slot, visit) => {
        if (Array.isArray(value))
          for (let at = 0; at < value.length; at += 1) next(value[at], value, at, visit);
      };
    case "types": {
      const check: Walk = (value, holder, slot, visit) => {
        if (Array.isArray(value))
          for (let at = 0; at < value.length; at += 1) check(value[at], value, at, visit);
        else if (isObject(value) && isOfTypes(value, step.names, types)) next(value, holder, slot, visit);
      };
      return check;
    }
  }
}

/** An object without `__typename` passes: the plan's type is assumed. */
function isOfTypes(object: JsonObject, conditions: readonly string[], types: TypeIndex): boolean {
  const name = object["__typename"];
  return typeof name !== "string" || conditions.some((condition) => types.matches(condition, name));
}

/**
 * Yields each place of a deferred part, with its object; one object may be in several places. Lists are
 * traversed implicitly.
 */
export function placesOf(
  path: readonly PathStep[],
  types: TypeIndex,
  from: Json,
  meter: Meter,
): readonly { readonly object: JsonObject; readonly at: AnswerPath }[] {
  const found: { object: JsonObject; at: AnswerPath }[] = [];
  const go = (value: Json, step: number, trail: AnswerPath): void => {
    if (Array.isArray(value)) return value.forEach((item: Json, index) => go(item, step, [...trail, index]));
    if (!isObject(value)) return;
    const next = path[step];
    if (!next) {
      found.push({ object: value, at: trail });
      meter.allow(found.length, 0);
    } else if (next.kind === "field") go(value[next.key], step + 1, [...trail, next.key]);
    else if (next.kind === "types" && isOfTypes(value, next.names, types)) go(value, step + 1, trail);
  };
  go(from, 0, []);
  return found;
}
