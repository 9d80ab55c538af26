/** Parts an operation by its root fields: what subgraphs are asked, and what the schema itself answers. */
import { Kind, visit, type DefinitionNode, type DirectiveNode, type DocumentNode, type OperationDefinitionNode, type SelectionNode } from "graphql";

/** The operation with only some of its root fields, and with the fragments and variables that these use. */
export function keepRootFields(document: DocumentNode, operationName: string | null, rootType: string, isKept: (name: string) => boolean): DocumentNode {
  const inRoot = <Node extends { readonly selectionSet: OperationDefinitionNode["selectionSet"] }>(node: Node): Node => ({
    ...node,
    selectionSet: {
      ...node.selectionSet,
      selections: node.selectionSet.selections.flatMap((selection): readonly SelectionNode[] => {
        if (selection.kind === Kind.FIELD) return isKept(selection.name.value) ? [selection] : [];
        return selection.kind === Kind.INLINE_FRAGMENT ? [inRoot(selection)] : [selection];
      }).filter((selection) => selection.kind !== Kind.INLINE_FRAGMENT || selection.selectionSet.selections.length > 0),
    },
  });
  const definitions = document.definitions.flatMap((definition): readonly DefinitionNode[] => {
    if (definition.kind === Kind.OPERATION_DEFINITION) return operationName === null || definition.name?.value === operationName ? [inRoot(definition)] : [];
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) return [];
    return [definition.typeCondition.name.value === rootType ? inRoot(definition) : definition];
  });
  return withoutUnused({ kind: Kind.DOCUMENT, definitions });
}

/** Drops fragments that are empty or not spread any more, and variables that nothing uses. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const empty = new Set(document.definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION && definition.selectionSet.selections.length === 0 ? [definition.name.value] : [])));
  const pruned: DocumentNode = empty.size === 0 ? document : visit(document, { FragmentSpread: (node) => (empty.has(node.name.value) ? null : undefined) });
  const fragments = new Map(pruned.definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [])));
  const operation = pruned.definitions.find((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION);
  const [spread, variables] = [new Set<string>(), new Set<string>()];
  const follow = (node: OperationDefinitionNode["selectionSet"] | readonly DirectiveNode[]): void => {
    const mark = (inner: Parameters<typeof visit>[0]): void => void visit(inner, {
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (spread.has(name.value) || !fragment) return;
        spread.add(name.value);
        mark(fragment.selectionSet);
      },
    });
    if ("kind" in node) mark(node);
    else node.forEach(mark);
  };
  if (operation) {
    follow(operation.selectionSet);
    follow(operation.directives ?? []);
  }
  return {
    ...pruned,
    definitions: pruned.definitions.flatMap((definition): readonly DefinitionNode[] => {
      if (definition === operation) return [{ ...operation, variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) => variables.has(variable.name.value)) }];
      return definition.kind === Kind.FRAGMENT_DEFINITION && spread.has(definition.name.value) ? [definition] : [];
    }),
  };
}
