/** What a subgraph is told of an entity: its type and the fields that the plan requires of it. Compiled once for each entity fetch. */
import type { RequiredSelection } from "../plan/query-plan.js";
import { isObject, type Json, type JsonObject } from "./json.js";
import type { TypeIndex } from "./type-index.js";

/** Null when the object is of no type that is asked for, or lacks a field. */
export type Represent = (object: JsonObject) => JsonObject | null;

export function compileRepresent(requires: readonly RequiredSelection[], types: TypeIndex): Represent {
  const fill = compileSelections(requires, types);
  return (object) => {
    const representation: JsonObject = {};
    return fill(object, representation) && typeof representation["__typename"] === "string" ? representation : null;
  };
}

/** Copies what is selected; false when a field is missing. */
type Fill = (from: JsonObject, to: JsonObject) => boolean;

function compileSelections(selections: readonly RequiredSelection[], types: TypeIndex): Fill {
  const fills = selections.map((selection) => (selection.kind === "field" ? compileField(selection, types) : compileFragment(selection, types)));
  return (from, to) => fills.every((fill) => fill(from, to));
}

function compileFragment({ type, selections }: Extract<RequiredSelection, { kind: "fragment" }>, types: TypeIndex): Fill {
  const fill = compileSelections(selections, types);
  return (from, to) => {
    const name = from["__typename"];
    return type === null || typeof name !== "string" || types.matches(type, name) ? fill(from, to) : true;
  };
}

function compileField({ from: source, to: name, selections }: Extract<RequiredSelection, { kind: "field" }>, types: TypeIndex): Fill {
  if (selections === null) return (from, to) => {
    const value = from[source];
    if (value === undefined) return false;
    to[name] = value;
    return true;
  };
  const fill = compileSelections(selections, types);
  const copy = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(copy);
    if (!isObject(value)) return value;
    const made: JsonObject = {};
    return fill(value, made) ? made : undefined;
  };
  return (from, to) => {
    const value = copy(from[source]);
    if (value === undefined) return false;
    const known = to[name];
    if (isObject(known) && isObject(value)) Object.assign(known, value);
    else to[name] = value;
    return true;
  };
}
