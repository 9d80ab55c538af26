/**
 * Collects the fields selected on one object, with fragments expanded, merged by response key, each with the
 * object types that it is selected on. Each selection of the expanded text is visited once.
 */
import {
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import { isIncluded, type Selecting } from "../prepare/collect-fields.js";

/** The context for expanding fragments: the client's document, with values for @skip and @include. */
export type Opening = Pick<Selecting, "schema" | "fragments" | "truths">;

export interface ScopedField {
  readonly key: string;
  /** The composite type that the field belongs to. */
  readonly parent: GraphQLCompositeType;
  /** The possible types that it is selected on; null: all. */
  readonly of: ReadonlySet<GraphQLObjectType> | null;
  /** All field nodes with this key; all have equal arguments, so the first one's are used. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

type Condition = Omit<ScopedField, "key" | "nodes"> & { readonly id: string };
type GrowingField = Condition & { readonly key: string; readonly nodes: [FieldNode, ...FieldNode[]] };

/** `sets`: all selection sets on an object of type `type`. */
export function scopeOf(
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  { schema, fragments, truths }: Opening,
): readonly ScopedField[] {
  const found = new Map<string, GrowingField>();
  const spread = new Set<string>();
  const walk = (set: SelectionSetNode, condition: Condition): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives ?? [], truths)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const known = found.get(`${condition.id} ${key}`);
        if (known) known.nodes.push(selection);
        else found.set(`${condition.id} ${key}`, { ...condition, key, nodes: [selection] });
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const narrowed = fragment && narrow(condition, fragment.typeCondition?.name.value, type, schema);
      if (!narrowed) continue;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const id = `${narrowed.id} ${selection.name.value}`;
        if (spread.has(id)) continue;
        spread.add(id);
      }
      walk(fragment.selectionSet, narrowed);
    }
  };
  for (const set of sets) walk(set, { id: "", parent: type, of: null });
  return [...found.values()];
}

/** Null if no object can have both types. */
function narrow(
  condition: Condition,
  name: string | undefined,
  type: GraphQLCompositeType,
  schema: GraphQLSchema,
): Condition | null {
  const wanted = name === undefined ? condition.parent : schema.getType(name);
  if (wanted === condition.parent) return condition;
  if (!isObjectType(wanted) && !isAbstractType(wanted)) return null;
  const before = condition.of ?? new Set(objectsOf(type, schema));
  const both = objectsOf(wanted, schema).filter((object) => before.has(object));
  const [only] = both;
  if (!only) return null;
  // A fragment that applies to all possible types is merged with the selection around it.
  if (both.length === before.size)
    return isObjectType(condition.parent) ? condition : { ...condition, parent: wanted };
  return {
    id: both
      .map((object) => object.name)
      .sort()
      .join(),
    parent: both.length === 1 ? only : wanted,
    of: new Set(both),
  };
}

export function objectsOf(type: GraphQLCompositeType, schema: GraphQLSchema): readonly GraphQLObjectType[] {
  return isObjectType(type) ? [type] : schema.getPossibleTypes(type);
}
