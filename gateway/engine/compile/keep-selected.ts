/**
 * Keeps of a department's answer only the keys that were asked for, at the type that they were asked of, and
 * nothing that is nested without end. An answer may say more: that would stand in the way of what another
 * subgraph gives. Compiled once for each operation; the answer is trimmed in place, and one that is as it
 * should be is only looked at.
 */
import { Kind, parse, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";
import type { Json, JsonObject } from "../json.js";
import type { TypeIndex } from "./type-index.js";

/** The selection of an object, by the type that it has; null when that is not known, then of all types. */
export interface Selected {
  readonly of: (type: string | null) => SelectedKeys;
}
/** Null below a leaf. */
export type SelectedKeys = ReadonlyMap<string, Selected | null>;

export interface Keep {
  readonly root: SelectedKeys;
  /** False when it is nested too deeply to be taken. */
  readonly trim: (object: JsonObject, keys: SelectedKeys) => boolean;
  /** The part of an error's path that leads to what was asked for. */
  readonly trimPath: (path: readonly (string | number)[], keys: SelectedKeys) => readonly (string | number)[];
}

/**
 * Deeper than a query may be, with lists: what recurses over an answer stays far from the end of the stack.
 */
const DEEPEST = 100;

/** `text`: the operation as it is sent. */
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
  /** By response key, what is selected below. */
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

  // A name that is no object type's is not remembered: the subgraph may think of any number of them.
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
 * True when an object may be the entity that it is given for: two object types are not each other, an
 * interface may be any.
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
