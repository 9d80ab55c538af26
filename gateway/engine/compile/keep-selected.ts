/**
 * Trims a department's answer to the selected keys of each type, and to a maximum depth. Additional keys
 * would conflict with other subgraphs' values. It is compiled once for each operation; the answer is trimmed
 * in place, and a conforming answer is only read.
 */
import { Kind, parse, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";
import type { Json, JsonObject } from "../json.js";
import type { TypeIndex } from "./type-index.js";

/** The selection of an object by its type; null: the type is unknown, so the selections of all types. */
export interface Selected {
  readonly of: (type: string | null) => SelectedKeys;
}
/** Null below a leaf. */
export type SelectedKeys = ReadonlyMap<string, Selected | null>;

export interface Keep {
  readonly root: SelectedKeys;
  /** False if the object is nested too deeply. */
  readonly trim: (object: JsonObject, keys: SelectedKeys) => boolean;
  /** The part of an error's path that is within the selection. */
  readonly trimPath: (path: readonly (string | number)[], keys: SelectedKeys) => readonly (string | number)[];
}

/**
 * Deeper than any permitted query, lists included; it keeps recursion over an answer far from a stack
 * overflow.
 */
const DEEPEST = 100;

/** `text`: the operation that is sent to the subgraph. */
export function compileKeep(text: string, types: TypeIndex): Keep {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const roots: SelectionSetNode[] = [];
  for (const definition of parse(text, { noLocation: true }).definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) roots.push(definition.selectionSet);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  const compile = (selections: readonly SelectionSetNode[]): Selected => {
    const known = new Map<string | null, SelectedKeys>();
    return {
      of: (type) => {
        const keys =
          known.get(type) ??
          new Map(
            [...collect(selections, type)].map(([key, below]) => [
              key,
              below.length === 0 ? null : compile(below),
            ]),
          );
        known.set(type, keys);
        return keys;
      },
    };
  };
  /** Collects the selections below each response key. */
  const collect = (
    selections: readonly SelectionSetNode[],
    type: string | null,
    into = new Map<string, SelectionSetNode[]>(),
  ): ReadonlyMap<string, SelectionSetNode[]> => {
    for (const node of selections.flatMap((set) => set.selections)) {
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        const below = into.get(key) ?? [];
        if (node.selectionSet) below.push(node.selectionSet);
        into.set(key, below);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      const condition = fragment?.typeCondition?.name.value;
      if (fragment && (type === null || condition === undefined || types.matches(condition, type)))
        collect([fragment.selectionSet], type, into);
    }
    return into;
  };

  // Unknown type names are not cached, because a subgraph may send any number of them.
  const typeOf = ({ __typename: name }: JsonObject): string | null =>
    typeof name === "string" && types.isObjectType(name) ? name : null;
  const trim = (object: JsonObject, keys: SelectedKeys, depth: number): boolean => {
    for (const key in object) {
      const below = keys.get(key);
      if (below === undefined) delete object[key];
      else if (!trimValue(object[key], below, depth + 1)) return false;
    }
    return true;
  };
  const trimValue = (value: Json, selected: Selected | null, depth: number): boolean => {
    if (typeof value !== "object" || value === null) return true;
    if (depth > DEEPEST) return false;
    if (Array.isArray(value)) return value.every((item) => trimValue(item, selected, depth + 1));
    if (selected) return trim(value, selected.of(typeOf(value)), depth);
    for (const key in value) if (!trimValue(value[key], null, depth + 1)) return false;
    return true;
  };
  const trimPath = (path: readonly (string | number)[], keys: SelectedKeys): readonly (string | number)[] => {
    let here: SelectedKeys | null = keys;
    const end = path.findIndex((step) => {
      if (typeof step === "number") return !Number.isSafeInteger(step) || step < 0;
      const below: Selected | null | undefined = here?.get(step);
      here = below?.of(null) ?? null;
      return below === undefined;
    });
    return end === -1 ? path : path.slice(0, end);
  };
  return { root: compile(roots).of(null), trim: (object, keys) => trim(object, keys, 0), trimPath };
}

/**
 * True when an object may be the requested entity: two object types must be equal, while an interface's name
 * fits any type.
 */
export function fitsEntity(known: Json, object: JsonObject, types: TypeIndex): boolean {
  const given = object["__typename"];
  return (
    given === known ||
    typeof given !== "string" ||
    typeof known !== "string" ||
    !types.isObjectType(given) ||
    !types.isObjectType(known)
  );
}
