/**
 * Puts the fields of an entity into an object of the answer. What the object lacks is taken over as it is,
 * shared by all that have it; what it has is kept, and completed.
 */
import { isMissing, isObject, type Json, type JsonList, type JsonObject } from "../json.js";
import type { TypeIndex } from "./type-index.js";

export type Merge = (target: JsonObject, source: JsonObject) => void;

export function createMerge(types: TypeIndex): Merge {
  const merge: Merge = (target, source) => {
    // Also inherited keys would be read, but answers have none: they are parsed JSON, or objects without a
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
  /** A subgraph that knows only the interface calls its objects by the interface's name. */
  const moreConcrete = (known: Json, fresh: Json): Json =>
    typeof known === "string" && !types.isObjectType(known) && typeof fresh === "string" ? fresh : known;
  return merge;
}
