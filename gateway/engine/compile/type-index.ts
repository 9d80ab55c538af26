/** The possible object types of each type of the supergraph, including types that clients do not see. */
import {
  isAbstractType,
  isObjectType,
  isTypeDefinitionNode,
  Kind,
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLSchema,
} from "graphql";
import { readResumable, type IsResumable } from "./resumable.js";

export interface TypeIndex {
  /** True when a fragment on `condition` applies to an object of type `name`. */
  readonly matches: (condition: string, name: string) => boolean;
  readonly isObjectType: (name: string) => boolean;
  /**
   * True when the supergraph has a type of that name. Caches by type name hold only these names, because a
   * subgraph may send any number of others.
   */
  readonly isType: (name: string) => boolean;
  readonly isResumable: IsResumable;
  /** The abstract types of a schema that have possible objects outside of the schema. */
  readonly partlyVisible: (schema: GraphQLSchema) => ReadonlySet<GraphQLAbstractType>;
}

export function indexTypes(supergraph: DocumentNode): TypeIndex {
  const objects = new Set<string>();
  const names = new Set<string>();
  const members = new Map<string, Set<string>>();
  const add = (of: string, member: string): void => {
    members.set(of, (members.get(of) ?? new Set<string>()).add(member));
  };
  for (const definition of supergraph.definitions) {
    if (isTypeDefinitionNode(definition)) names.add(definition.name.value);
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) objects.add(definition.name.value);
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION)
      for (const above of definition.interfaces ?? []) add(above.name.value, definition.name.value);
    if (definition.kind === Kind.UNION_TYPE_DEFINITION)
      for (const member of definition.types ?? []) add(definition.name.value, member.name.value);
  }
  return {
    matches: (condition, name) => condition === name || (members.get(condition)?.has(name) ?? false),
    isObjectType: (name) => objects.has(name),
    isType: (name) => names.has(name),
    isResumable: readResumable(supergraph),
    partlyVisible: (schema) =>
      new Set(
        Object.values(schema.getTypeMap())
          .filter(isAbstractType)
          .filter(({ name }) => {
            return [...(members.get(name) ?? [])].some(
              (member) => objects.has(member) && !isObjectType(schema.getType(member)),
            );
          }),
      ),
  };
}
