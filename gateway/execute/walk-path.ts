/** Finds the objects at a path of the answer so far. Compiled once for each path of a plan. */
import type { PathStep } from "../plan/query-plan.js";
import { isObject, type Json, type JsonObject } from "./json.js";
import type { TypeIndex } from "./type-index.js";

export type Visit = (object: JsonObject) => void;
export type Walk = (from: Json, visit: Visit) => void;

export function compileWalk(path: readonly PathStep[], types: TypeIndex): Walk {
  let walk: Walk = (value, visit) => {
    if (isObject(value)) visit(value);
    else if (Array.isArray(value)) for (const item of value) walkItem(item, visit);
  };
  const walkItem = walk;
  for (const step of path.toReversed()) walk = compileStep(step, walk, types);
  return walk;
}

function compileStep(step: PathStep, next: Walk, types: TypeIndex): Walk {
  switch (step.kind) {
    case "field": return (value, visit) => {
      if (isObject(value)) next(value[step.key], visit);
      else if (Array.isArray(value)) for (const item of value) if (isObject(item)) next(item[step.key], visit);
    };
    case "list": return (value, visit) => {
      if (Array.isArray(value)) for (const item of value) next(item, visit);
    };
    case "types": return (value, visit) => {
      if (Array.isArray(value)) for (const item of value) checkType(item, visit);
      else checkType(value, visit);
    };
  }
  function checkType(value: Json, visit: Visit): void {
    if (!isObject(value) || step.kind !== "types") return;
    const name = value["__typename"];
    if (typeof name !== "string" || step.names.some((condition) => types.matches(condition, name))) next(value, visit);
  }
}

export type AnswerPath = readonly (string | number)[];

/** The paths of the objects that `walk` visits, in the same order: needed only to say where an error is. */
export function findPaths(path: readonly PathStep[], types: TypeIndex, from: Json): readonly AnswerPath[] {
  const found: AnswerPath[] = [];
  const go = (value: Json, at: number, trail: AnswerPath): void => {
    const step = path[at];
    if (Array.isArray(value) && step?.kind !== "list") return value.forEach((item: Json, index) => go(item, at, [...trail, index]));
    if (!step) return void (isObject(value) && found.push(trail));
    if (step.kind === "list") return void (Array.isArray(value) && value.forEach((item: Json, index) => go(item, at + 1, [...trail, index])));
    if (!isObject(value)) return;
    const name = value["__typename"];
    if (step.kind === "field") go(value[step.key], at + 1, [...trail, step.key]);
    else if (typeof name !== "string" || step.names.some((condition) => types.matches(condition, name))) go(value, at + 1, trail);
  };
  go(from, 0, []);
  return found;
}
