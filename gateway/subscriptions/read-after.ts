/** Reads the resume position in a subscription's own text: the argument `after` of its root field. */
import { Kind, visit, type FieldNode, type SelectionNode } from "graphql";
import type { ReadOperation } from "../engine/prepare/read-operation.js";

export interface After {
  readonly isGiven: boolean;
  /** The variable that is used for `after` alone; null if there is none. */
  readonly variable: string | null;
}

export function readAfter(
  { operation, fragments }: Pick<ReadOperation, "operation" | "fragments">,
  variables: Readonly<Record<string, unknown>>,
): After {
  const fieldIn = ([selection]: readonly SelectionNode[]): FieldNode | undefined => {
    if (selection?.kind === Kind.FIELD) return selection;
    const set =
      selection?.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection?.name.value ?? "")?.selectionSet;
    return set && fieldIn(set.selections);
  };
  const given = fieldIn(operation.selectionSet.selections)?.arguments?.find(
    ({ name }) => name.value === "after",
  )?.value;
  if (given?.kind !== Kind.VARIABLE)
    return { isGiven: given !== undefined && given.kind !== Kind.NULL, variable: null };
  const { value: name } = given.name;
  let uses = 0;
  for (const part of [operation.selectionSet, ...fragments.values()])
    visit(part, {
      Variable: (variable) => {
        if (variable.name.value === name) uses += 1;
      },
    });
  return { isGiven: (variables[name] ?? null) !== null, variable: uses === 1 ? name : null };
}
