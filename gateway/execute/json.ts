/** Answers of subgraphs, as they are merged. */
export type Json = string | number | boolean | null | undefined | JsonObject | readonly Json[];

/** Mutable: an answer grows as entities are merged into it. */
export interface JsonObject { [key: string]: Json }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
