/** Splits an operation's root fields into those that subgraphs resolve, and introspection. */
import {
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { fragmentsOf } from "../fragments-of.js";
import { TYPENAME_ONLY } from "./decide-conditions.js";

export function isIntrospection(name: string): boolean {
  return name === "__schema" || name === "__type";
}

/** Removes `__schema` and `__type`, which exist only on the query root, at any depth of fragments. */
export function withoutIntrospection(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: ({ name }) => (isIntrospection(name.value) ? null : undefined),
    SelectionSet: { leave: fillEmpty },
  });
}

export function onlyIntrospection(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const info = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(info, {
      Field: ({ name }) =>
        info.getParentType() === schema.getQueryType() &&
        !isIntrospection(name.value) &&
        name.value !== "__typename"
          ? null
          : undefined,
      SelectionSet: { leave: fillEmpty },
    }),
  );
}

const fillEmpty = (node: OperationDefinitionNode["selectionSet"]): typeof TYPENAME_ONLY | undefined =>
  node.selections.length === 0 ? TYPENAME_ONLY : undefined;

/** One operation of the document, with the fragments that it spreads and the variables that it uses. */
export function pickOperation(document: DocumentNode, name: string | null): DocumentNode {
  const fragments = fragmentsOf(document);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION && (name === null || definition.name?.value === name),
  );
  const [spread, variables] = [new Set<string>(), new Set<string>()];
  const follow = (node: OperationDefinitionNode["selectionSet"] | readonly DirectiveNode[]): void => {
    const mark = (inner: Parameters<typeof visit>[0]): void =>
      void visit(inner, {
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
    ...document,
    definitions: document.definitions.flatMap((definition): readonly DefinitionNode[] => {
      if (definition === operation)
        return [
          {
            ...operation,
            variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) =>
              variables.has(variable.name.value),
            ),
          },
        ];
      return definition.kind === Kind.FRAGMENT_DEFINITION && spread.has(definition.name.value)
        ? [definition]
        : [];
    }),
  };
}
