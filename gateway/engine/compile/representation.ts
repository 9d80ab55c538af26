/**
 * Makes an entity's representation for a subgraph: its type, and the fields that the plan requires. It is
 * compiled once for each entity fetch.
 */
import type { RequiredSelection, Rewrite } from "../plan/query-plan.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import { compileRewrites } from "./rewrite.js";
import type { TypeIndex } from "./type-index.js";

/** Returns JSON text; null if the object has none of the types, or lacks a field. */
export type Represent = (object: JsonObject) => string | null;

export function compileRepresent(
  requires: readonly RequiredSelection[],
  rewrites: readonly Rewrite[],
  types: TypeIndex,
): Represent {
  if (rewrites.length === 0 && requires.every(isFlat)) return compileFlat(requires, types);
  const fill = compileSelections(requires, types);
  const rewrite = compileRewrites(rewrites, types);
  return (object) => {
    const representation: JsonObject = {};
    if (!fill(object, representation) || typeof representation["__typename"] !== "string") return null;
    rewrite?.(representation);
    return JSON.stringify(representation);
  };
}

type Fragment = Extract<RequiredSelection, { kind: "fragment" }>;

/** True for a key of plain fields, as most are. */
function isFlat(selection: RequiredSelection): selection is Fragment {
  return (
    selection.kind === "fragment" &&
    selection.selections.every((field) => field.kind === "field" && field.selections === null)
  );
}

/** Writes text without an intermediate object, because a wide answer has thousands of entities. */
function compileFlat(fragments: readonly RequiredSelection[], types: TypeIndex): Represent {
  const known = new Map<string, readonly { readonly from: string; readonly prefix: string }[] | null>();
  const fieldsOf = (name: string): readonly { readonly from: string; readonly prefix: string }[] | null => {
    const fields = fragments
      .filter(isFlat)
      .filter(({ type }) => type === null || types.matches(type, name))
      .flatMap(({ selections }) => selections)
      .filter((field) => field.kind === "field");
    if (!fields.some(({ to }) => to === "__typename")) return null;
    const byName = new Map(fields.filter(({ to }) => to !== "__typename").map(({ from, to }) => [to, from]));
    return [...byName].map(([to, from]) => ({ from, prefix: `,${JSON.stringify(to)}:` }));
  };
  return (object) => {
    const name = object["__typename"];
    if (typeof name !== "string") return null;
    let fields = known.get(name);
    if (fields === undefined) {
      fields = fieldsOf(name);
      if (types.isType(name)) known.set(name, fields);
    }
    if (fields === null) return null;
    let text = `{"__typename":${JSON.stringify(name)}`;
    for (const { from, prefix } of fields) {
      const value = object[from];
      if (value === undefined || typeof value === "symbol") return null;
      text += prefix + JSON.stringify(value);
    }
    return `${text}}`;
  };
}

/** Copies the selected fields; returns false when a field is missing. */
type Fill = (from: JsonObject, to: JsonObject) => boolean;

function compileSelections(selections: readonly RequiredSelection[], types: TypeIndex): Fill {
  const fills = selections.map((selection) =>
    selection.kind === "field" ? compileField(selection, types) : compileFragment(selection, types),
  );
  return (from, to) => fills.every((fill) => fill(from, to));
}

function compileFragment({ type, selections }: Fragment, types: TypeIndex): Fill {
  const fill = compileSelections(selections, types);
  return (from, to) => {
    const name = from["__typename"];
    return type === null || typeof name !== "string" || types.matches(type, name) ? fill(from, to) : true;
  };
}

function compileField(
  { from: source, to: name, selections }: Extract<RequiredSelection, { kind: "field" }>,
  types: TypeIndex,
): Fill {
  if (selections === null)
    return (from, to) => {
      const value = from[source];
      if (value === undefined || typeof value === "symbol") return false;
      to[name] = value;
      return true;
    };
  const fill = compileSelections(selections, types);
  const copy = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(copy);
    if (!isObject(value)) return typeof value === "symbol" ? undefined : value;
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

/** The loss symbol of a field that the representation requires; null if no required field is lost. */
export function lostRequirement(
  object: JsonObject,
  requires: readonly RequiredSelection[],
  types: TypeIndex,
): symbol | null {
  const find = (value: Json, selections: readonly RequiredSelection[]): symbol | null => {
    if (typeof value === "symbol") return value;
    if (Array.isArray(value)) return firstOf(value, (item) => find(item, selections));
    if (!isObject(value)) return null;
    const name = value["__typename"];
    return firstOf(selections, (selection) => {
      if (selection.kind === "field") return find(value[selection.from], selection.selections ?? []);
      return selection.type === null || typeof name !== "string" || types.matches(selection.type, name)
        ? find(value, selection.selections)
        : null;
    });
  };
  return find(object, requires);
}

function firstOf<T>(items: readonly T[], find: (item: T) => symbol | null): symbol | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
