/** A merged subgraph answer. A symbol marks a value that was lost: see `loss.ts`. */
export type Json = string | number | boolean | symbol | null | undefined | JsonObject | JsonList;

/** Mutable: an answer grows as entities are merged into it. */
export interface JsonObject {
  [key: string]: Json;
}

export type JsonList = Json[];

export type AnswerPath = readonly (string | number)[];

/** Deep equality, regardless of key order. */
export function isSame(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one))
    return (
      Array.isArray(other) && one.length === other.length && one.every((item, at) => isSame(item, other[at]))
    );
  if (Array.isArray(other)) return false;
  let keys = 0;
  for (const key in one) {
    keys += 1;
    if (!isSame(one[key], other[key])) return false;
  }
  for (const _ in other) keys -= 1;
  return keys === 0;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True when another subgraph may still provide the value. */
export function isMissing(value: Json): value is null | undefined | symbol {
  return value === undefined || value === null || typeof value === "symbol";
}

/** Number of objects in the value, itself included. */
export function countObjects(value: Json): number {
  if (typeof value !== "object" || value === null) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countObjects(item), 0);
  let count = 1;
  for (const key in value) count += countObjects(value[key]);
  return count;
}

export function copy<T extends Json>(value: T): T {
  return copyJson(value) as T; // of the same shape
}

function copyJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(copyJson);
  if (!isObject(value)) return value;
  const made: JsonObject = {};
  for (const key in value) if (key !== "__proto__") made[key] = copyJson(value[key]);
  return made;
}
