/**
 * The fields that are selected of one object, fragments opened and merged by response key, each with the
 * object types of which it is selected. Every selection of the text, fragments expanded, is looked at once.
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

/** How fragments are opened: as the client wrote them, @skip and @include decided. */
export type Opening = Pick<Selecting, "schema" | "fragments" | "truths">;

export interface ScopedField {
  readonly key: string;
  /** The composite type that the field belongs to. */
  readonly parent: GraphQLCompositeType;
  /** Those of the possible types that have it; null: all. */
  readonly of: ReadonlySet<GraphQLObjectType> | null;
  /** All that select it: the first says its arguments, which are the same everywhere. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

type Condition = Omit<ScopedField, "key" | "nodes"> & { readonly id: string };
type GrowingField = Condition & { readonly key: string; readonly nodes: [FieldNode, ...FieldNode[]] };

/** `sets` are all selection sets of the object, whose type is `type`. */
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

/** Null where no object can be both. */
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
  // What speaks of all of them is one with what was selected outside.
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
