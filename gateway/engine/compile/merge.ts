/**
 * Merges an entity's fields into an object of the answer. Missing values are taken by reference, so they are
 * shared; existing values stay, and are merged recursively.
 */
import { isMissing, isObject, type Json, type JsonList, type JsonObject } from "../json.js";
import type { TypeIndex } from "./type-index.js";

export type Merge = (target: JsonObject, source: JsonObject) => void;

export function createMerge(types: TypeIndex): Merge {
  const merge: Merge = (target, source) => {
    // `for in` would read inherited keys, but answers have none: they are parsed JSON, or objects without a
    // prototype.
    for (const key in source) {
      if (key === "__proto__") continue;
      const fresh = source[key];
      const known = Object.hasOwn(target, key) ? target[key] : undefined;
      if (isMissing(known)) target[key] = isMissing(fresh) ? (known ?? fresh) : fresh;
      else if (key === "__typename") target[key] = moreConcrete(known, fresh);
      else if (isObject(known) && isObject(fresh)) merge(known, fresh);
      else if (Array.isArray(known) && Array.isArray(fresh)) target[key] = mergeLists(known, fresh);
    }
  };
  const mergeLists = (known: JsonList, fresh: JsonList): JsonList => {
    if (known.length !== fresh.length) return known;
    return known.map((item, at) => {
      const other = fresh[at];
      if (isObject(item) && isObject(other)) merge(item, other);
      else if (Array.isArray(item) && Array.isArray(other)) return mergeLists(item, other);
      return isMissing(item) && !isMissing(other) ? other : (item ?? other);
    });
  };
  /** Prefers the concrete type: a subgraph that knows only the interface sends the interface's name. */
  const moreConcrete = (known: Json, fresh: Json): Json =>
    typeof known === "string" && !types.isObjectType(known) && typeof fresh === "string" ? fresh : known;
  return merge;
}
