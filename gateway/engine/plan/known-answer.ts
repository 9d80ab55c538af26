/**
 * The fields that a plan has fetched so far, as a tree of response names. A field is looked up by its path
 * and its object types.
 */
import { Kind, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";
import type { PathStep, RequiredSelection, Rewrite } from "./query-plan.js";

/** Object types; null for all. */
export type Types = ReadonlySet<string> | null;
/** The possible object types of a type of the supergraph. */
export type PossibleTypes = (name: string) => ReadonlySet<string>;

interface Entry {
  readonly types: Types;
  readonly below: KnownObject;
  readonly by: Branch;
}
export type KnownObject = Map<string, Entry[]>;
export interface KnownPlace {
  readonly object: KnownObject;
  readonly types: Types;
}

/** A sequence of steps. Results of parallel branches are not available in it. */
export interface Branch {
  readonly parent: Branch | null;
  isDone: boolean;
}

export function addSelection(
  place: KnownPlace,
  set: SelectionSetNode,
  {
    fragments,
    possible,
    by,
  }: {
    readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
    readonly possible: PossibleTypes;
    readonly by: Branch;
  },
): void {
  const add = ({ object, types }: KnownPlace, { selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const entry: Entry = { types, below: new Map(), by };
        const key = (selection.alias ?? selection.name).value;
        object.set(key, [...(object.get(key) ?? []), entry]);
        if (selection.selectionSet) add({ object: entry.below, types: null }, selection.selectionSet);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment)
        add(
          { object, types: narrow(types, fragment.typeCondition?.name.value, possible) },
          fragment.selectionSet,
        );
    }
  };
  add(place, set);
}

export function narrow(types: Types, condition: string | null | undefined, possible: PossibleTypes): Types {
  if (condition === null || condition === undefined) return types;
  const known = possible(condition);
  return types === null ? known : new Set([...types].filter((type) => known.has(type)));
}

export function placesAt(
  root: KnownObject,
  path: readonly PathStep[],
  from: Branch,
  possible: PossibleTypes,
): readonly KnownPlace[] {
  let places: readonly KnownPlace[] = [{ object: root, types: null }];
  for (const step of path) {
    if (step.kind === "field")
      places = places.flatMap((place) =>
        entriesOf(place, step.key, from).map(({ below }) => ({ object: below, types: null })),
      );
    else if (step.kind === "types")
      places = places.map(({ object, types }) => ({
        object,
        types: narrow(types, "", () => new Set(step.names.flatMap((name) => [...possible(name)]))),
      }));
  }
  return places;
}

/**
 * True when all fields of a representation may have been fetched: for each of its types, or for one of them.
 */
export function canRepresent(
  place: KnownPlace,
  requires: readonly RequiredSelection[],
  from: Branch,
  possible: PossibleTypes,
): boolean {
  const has = ({ object, types }: KnownPlace, selection: RequiredSelection): boolean => {
    if (selection.kind === "fragment") {
      const narrowed = narrow(types, selection.type, possible);
      return (
        narrowed?.size === 0 || selection.selections.every((inner) => has({ object, types: narrowed }, inner))
      );
    }
    const { selections } = selection;
    const entries = entriesOf({ object, types }, selection.from, from);
    if (selections === null) return entries.length > 0;
    // Several steps together may have fetched the selections.
    return selections.every((inner) =>
      entries.some(({ below }) => has({ object: below, types: null }, inner)),
    );
  };
  const byType = Map.groupBy(requires, (selection) =>
    selection.kind === "fragment" ? selection.type : null,
  );
  return [...byType.values()].some((selections) => selections.every((selection) => has(place, selection)));
}

/** Renames known fields, as a step's rewrites rename the answer's fields before the merge. */
export function renameKnown(root: KnownObject, rewrites: readonly Rewrite[], by: Branch): void {
  for (const { path, ...rewrite } of rewrites) {
    const last = path.at(-1);
    if (last?.kind !== "key") continue;
    let objects: readonly KnownObject[] = [root];
    for (const step of path.slice(0, -1))
      if (step.kind === "key")
        objects = objects.flatMap((object) => (object.get(step.key) ?? []).map(({ below }) => below));
    for (const object of objects) {
      const to = rewrite.kind === "rename" ? rewrite.to : last.key;
      const moved =
        rewrite.kind === "rename"
          ? (object.get(last.key) ?? [])
          : [{ types: null, below: new Map<string, Entry[]>(), by }];
      if (to !== last.key) object.delete(last.key);
      object.set(to, [...(object.get(to) ?? []), ...moved]);
    }
  }
}

export function mergeKnown(into: KnownPlace, found: KnownObject): void {
  for (const [key, entries] of found)
    into.object.set(key, [
      ...(into.object.get(key) ?? []),
      ...entries.map((entry) => ({ ...entry, types: meet(entry.types, into.types) })),
    ]);
}

function entriesOf({ object, types }: KnownPlace, key: string, from: Branch): readonly Entry[] {
  return (object.get(key) ?? []).filter(
    (entry) => isBefore(entry.by, from) && meet(entry.types, types)?.size !== 0,
  );
}

function meet(one: Types, other: Types): Types {
  return one === null ? other : other === null ? one : new Set([...one].filter((type) => other.has(type)));
}

function isBefore(by: Branch, from: Branch): boolean {
  let done: Branch = by;
  while (done.isDone && done.parent) done = done.parent;
  for (let branch: Branch | null = from; branch; branch = branch.parent) if (branch === done) return true;
  return false;
}
