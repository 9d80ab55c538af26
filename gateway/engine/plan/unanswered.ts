/**
 * Finds a field of a query that no step of its plan fetches: it would be null without an error. Fields
 * selected on only some of the possible types are not checked, because a plan may know that there are no such
 * objects.
 */
import { getOperationAST, Kind, type DocumentNode, type SelectionSetNode } from "graphql";
import { namedType } from "../fields-of.js";
import { fragmentsOf } from "../fragments-of.js";
import { narrow, type KnownObject, type PossibleTypes } from "./known-answer.js";

/** Returns the path, response names joined by dots; null when every field is fetched. */
export type FindUnanswered = (
  question: DocumentNode,
  operationName: string | null,
  fetched: KnownObject,
) => string | null;

export function createFindUnanswered(supergraph: DocumentNode, possible: PossibleTypes): FindUnanswered {
  const { roots, typeOf } = readTypes(supergraph);
  return (question, operationName, fetched) => {
    const fragments = fragmentsOf(question);
    const find = (
      { selections }: SelectionSetNode,
      type: string,
      objects: readonly KnownObject[],
    ): string | null => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          if (selection.name.value.startsWith("__")) continue;
          const key = (selection.alias ?? selection.name).value;
          const below = objects.flatMap((object) => (object.get(key) ?? []).map((entry) => entry.below));
          if (below.length === 0) return key;
          const missing =
            selection.selectionSet && find(selection.selectionSet, typeOf(type, selection.name.value), below);
          if (missing) return `${key}.${missing}`;
          continue;
        }
        const inner =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        const all = possible(type);
        const isForAll = narrow(all, inner?.typeCondition?.name.value, possible)?.size === all.size;
        const missing = inner && isForAll ? find(inner.selectionSet, type, objects) : null;
        if (missing !== null) return missing;
      }
      return null;
    };
    const asked = getOperationAST(question, operationName);
    return asked ? find(asked.selectionSet, roots.get(asked.operation) ?? "", [fetched]) : null;
  };
}

function readTypes({ definitions }: DocumentNode): {
  /** Root types by kind of operation. */
  readonly roots: ReadonlyMap<string, string>;
  /** The type of a field, inside lists and non-nulls. */
  readonly typeOf: (type: string, field: string) => string;
} {
  const roots = new Map<string, string>();
  const types = new Map<string, ReadonlyMap<string, string>>();
  for (const definition of definitions) {
    if (definition.kind === Kind.SCHEMA_DEFINITION)
      for (const { operation, type } of definition.operationTypes) roots.set(operation, type.name.value);
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION)
      types.set(
        definition.name.value,
        new Map(definition.fields?.map(({ name, type }) => [name.value, namedType(type)])),
      );
  }
  return { roots, typeOf: (type, field) => types.get(type)?.get(field) ?? "" };
}
