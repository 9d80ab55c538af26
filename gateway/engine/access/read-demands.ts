/**
 * Reads the demands of each element of the graph: its own, those of its type, of the type of its values, and
 * of all fields that a subgraph requires to resolve it (`@requires`). A selection on an interface has the
 * demands of all its objects, because any of them may be there. A protected key is fetched all the same, as
 * with Apollo's router: it joins public data, and is not shown.
 */
import { Kind, parse, type DocumentNode, type SelectionSetNode } from "graphql";
import { allOf, beyond, isDemanding, NO_DEMAND, type Demand } from "./demand.js";
import { createReadMarks } from "./read-marks.js";
import { readMarkedTypes, type MarkedType } from "./read-marked-types.js";

/** Equal demands are one object; null: no demand. */
export interface Demands {
  readonly ofField: (type: string, field: string) => Demand | null;
  /** The demands of an abstract type's objects, one for each. */
  readonly ofObjects: (type: string) => readonly (Demand | null)[];
  /** The demand of an interface if the interface's own fields are selected, for whatever object. */
  readonly ofWhole: (type: string) => Demand | null;
}

/** Null if the graph has no protected elements. */
export function readDemands(supergraph: DocumentNode): Demands | null {
  const readMarks = createReadMarks(supergraph);
  return readMarks && createDemands(readMarkedTypes(supergraph, readMarks));
}

function createDemands(types: ReadonlyMap<string, MarkedType>): Demands {
  const objects = objectsOf(types);
  const objectsBehind = (type: string): readonly string[] => objects.get(type) ?? [];
  const fieldOf = (type: string, field: string) => types.get(type)?.fields.get(field);
  const marksOf = (type: string): Demand => types.get(type)?.marks ?? NO_DEMAND;
  const isInterface = (type: string): boolean => types.get(type)?.isInterface === true;
  const above = (type: string): readonly string[] => types.get(type)?.interfaces ?? [];

  // A demand on an interface alone applies to all its objects; composition also copies the objects' demands
  // to it.
  const alone = (type: string): Demand => beyond(marksOf(type), objectsBehind(type).map(marksOf));
  const fieldAlone = (type: string, field: string): Demand =>
    beyond(
      fieldOf(type, field)?.marks ?? NO_DEMAND,
      objectsBehind(type).map((object) => fieldOf(object, field)?.marks ?? NO_DEMAND),
    );
  const ofType = (type: string): Demand =>
    allOf([isInterface(type) ? alone(type) : marksOf(type), ...above(type).map(alone)]);
  /** The demand of a field without its required fields, and without an interface's objects. */
  const ofFieldItself = (type: string, field: string): Demand =>
    allOf([
      isInterface(type) ? marksOf(type) : ofType(type),
      fieldOf(type, field)?.marks ?? NO_DEMAND,
      ...above(type).map((name) => fieldAlone(name, field)),
      ofType(fieldOf(type, field)?.type ?? ""),
    ]);

  /** Collects the field and all fields that it requires, by coordinate. */
  const readWith = (type: string, field: string, found: Map<string, Demand>): void => {
    const coordinate = `${type}.${field}`;
    if (found.has(coordinate)) return;
    found.set(coordinate, ofFieldItself(type, field));
    if (isInterface(type)) for (const object of objectsBehind(type)) readWith(object, field, found);
    for (const name of [type, ...above(type)])
      for (const fields of fieldOf(name, field)?.requires ?? []) readSet(setOf(fields), name, found);
  };
  const readSet = ({ selections }: SelectionSetNode, type: string, found: Map<string, Demand>): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        readSet(selection.selectionSet, selection.typeCondition?.name.value ?? type, found);
        continue;
      }
      const { value: name } = selection.name;
      readWith(type, name, found);
      if (selection.selectionSet) readSet(selection.selectionSet, fieldOf(type, name)?.type ?? "", found);
    }
  };

  const interned = new Map<string, Demand>();
  const intern = (demand: Demand): Demand | null => {
    if (!isDemanding(demand)) return null;
    const text = JSON.stringify(demand);
    const one = interned.get(text) ?? demand;
    interned.set(text, one);
    return one;
  };
  const once = <T>(cache: Map<string, T>, key: string, make: () => T): T => {
    const before = cache.get(key);
    if (before !== undefined) return before;
    const made = make();
    cache.set(key, made);
    return made;
  };
  const [fields, behind, wholes] = [
    new Map<string, Demand | null>(),
    new Map<string, readonly (Demand | null)[]>(),
    new Map<string, Demand | null>(),
  ];
  return {
    ofField: (type, field) =>
      once(fields, `${type}.${field}`, () => {
        const found = new Map<string, Demand>();
        readWith(type, field, found);
        return intern(allOf([...found.values()]));
      }),
    ofObjects: (type) =>
      once(behind, type, () => objectsBehind(type).map((object) => intern(ofType(object)))),
    ofWhole: (type) =>
      once(wholes, type, () => intern(allOf([marksOf(type), ...objectsBehind(type).map(ofType)]))),
  };
}

/** The object types of each interface and union. */
function objectsOf(types: ReadonlyMap<string, MarkedType>): ReadonlyMap<string, readonly string[]> {
  const objects = new Map<string, readonly string[]>();
  for (const [name, { isInterface, interfaces, members }] of types) {
    if (members.length > 0) objects.set(name, members);
    if (isInterface) continue;
    for (const of of interfaces) objects.set(of, [...(objects.get(of) ?? []), name]);
  }
  return objects;
}

function setOf(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`No selection of fields: ${fields}`);
  return definition.selectionSet;
}
