/** Applies a plan's rewrites to representations and answers: they rename fields, or set constants. */
import type { Rewrite, RewriteStep } from "../plan/query-plan.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import type { TypeIndex } from "./type-index.js";

export type ApplyRewrites = (to: Json) => void;

/** Null when there is nothing to change. */
export function compileRewrites(rewrites: readonly Rewrite[], types: TypeIndex): ApplyRewrites | null {
  if (rewrites.length === 0) return null;
  const compiled = rewrites.map((rewrite) => compileRewrite(rewrite, types));
  return (to) => {
    for (const apply of compiled) apply(to);
  };
}

function compileRewrite(rewrite: Rewrite, types: TypeIndex): ApplyRewrites {
  const last = rewrite.path.at(-1);
  if (last?.kind !== "key") throw new Error("A rewrite ends at no key");
  let apply: ApplyRewrites = onEach((object) => {
    if (rewrite.kind === "set") object[last.key] = rewrite.value as Json; // a constant of the plan
    else if (last.key in object) {
      object[rewrite.to] = object[last.key];
      if (rewrite.to !== last.key) delete object[last.key];
    }
  });
  for (const step of rewrite.path.slice(0, -1).toReversed()) apply = compileStep(step, apply, types);
  return apply;
}

function compileStep(step: RewriteStep, next: ApplyRewrites, types: TypeIndex): ApplyRewrites {
  if (step.kind === "key") return onEach((object) => next(object[step.key]));
  return onEach((object) => {
    const name = object["__typename"];
    if (typeof name !== "string" || step.names.some((condition) => types.matches(condition, name)))
      next(object);
  });
}

function onEach(apply: (object: JsonObject) => void): ApplyRewrites {
  const each: ApplyRewrites = (value) => {
    if (isObject(value)) apply(value);
    else if (Array.isArray(value)) for (const item of value) each(item);
  };
  return each;
}
