/**
 * Reconstructs a subgraph's schema from the supergraph (the join specification:
 * https://specs.apollo.dev/join/v0.5), as far as it is needed to validate a plan's operations.
 */
import {
  buildASTSchema,
  isTypeDefinitionNode,
  Kind,
  parse,
  parseType,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  type NamedTypeNode,
  type TypeDefinitionNode,
} from "graphql";
import { textOf } from "../../federation-names.js";

export type SubgraphSchemas = (subgraph: string) => GraphQLSchema;

/** Each schema is made at its first use. */
export function createSubgraphSchemas(supergraph: DocumentNode): SubgraphSchemas {
  const graphs = readGraphNames(supergraph);
  const known = new Map<string, GraphQLSchema>();
  return (subgraph) => {
    const made = known.get(subgraph) ?? makeSchema(supergraph, graphs.get(subgraph) ?? "");
    known.set(subgraph, made);
    return made;
  };
}

/** The name that a supergraph gives to each subgraph in its directives. */
export function readGraphNames({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  return new Map(
    definitions
      .flatMap((definition) =>
        definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === "join__Graph"
          ? (definition.values ?? [])
          : [],
      )
      .map(({ name, directives = [] }) => [
        directives.map((directive) => textOf(directive, "name")).find((given) => given !== null) ?? "",
        name.value,
      ]),
  );
}

function makeSchema(supergraph: DocumentNode, graph: string): GraphQLSchema {
  const definitions = supergraph.definitions
    .filter(isTypeDefinitionNode)
    .filter(({ name }) => !/^(?:join|link|core)__/.test(name.value))
    .flatMap((definition) => definitionIn(definition, graph));
  const entities = definitions
    .filter(
      (definition) =>
        definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
        ofGraph(definition.directives, "join__type", graph).some((join) => textOf(join, "key") !== null),
    )
    .map(({ name }) => name.value);
  const roots = definitions.filter(({ name }) => ROOTS.has(name.value));
  const machinery = parse(
    `scalar _Any ${entities.length > 0 ? `union _Entity = ${entities.join(" | ")} type _Query { _entities(representations: [_Any!]!): [_Entity]! }` : ""}`,
    { noLocation: true },
  );
  const all: DefinitionNode[] = [
    ...definitions.filter((definition) => !ROOTS.has(definition.name.value)),
    ...machinery.definitions.filter(
      (definition) => !("name" in definition) || definition.name?.value !== "_Query",
    ),
  ];
  const lookUp = machinery.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ? (definition.fields ?? []) : [],
  );
  const query = roots.find(({ name }) => name.value === "Query");
  const fields = [...(query?.kind === Kind.OBJECT_TYPE_DEFINITION ? (query.fields ?? []) : []), ...lookUp];
  all.push(...roots.filter((root) => root !== query));
  if (fields.length > 0)
    all.push({ kind: Kind.OBJECT_TYPE_DEFINITION, name: { kind: Kind.NAME, value: "Query" }, fields });
  return buildASTSchema(
    { kind: Kind.DOCUMENT, definitions: all },
    { assumeValid: true, assumeValidSDL: true },
  );
}

const ROOTS: ReadonlySet<string> = new Set(["Query", "Mutation", "Subscription"]);

/** Empty if the subgraph does not have the type. */
function definitionIn(definition: TypeDefinitionNode, graph: string): readonly TypeDefinitionNode[] {
  const joins = ofGraph(definition.directives, "join__type", graph);
  if (joins.length === 0) return [];
  switch (definition.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
      return [definition];
    case Kind.ENUM_TYPE_DEFINITION:
      return [
        {
          ...definition,
          values: (definition.values ?? []).filter(({ directives }) =>
            isIn(directives, "join__enumValue", graph),
          ),
        },
      ];
    case Kind.UNION_TYPE_DEFINITION: {
      const told = ofGraph(definition.directives, "join__unionMember", graph).map((join) =>
        textOf(join, "member"),
      );
      const isTold = definition.directives?.some(({ name }) => name.value === "join__unionMember") === true;
      return [
        {
          ...definition,
          types: (definition.types ?? []).filter(({ name }) => !isTold || told.includes(name.value)),
        },
      ];
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return [{ ...definition, fields: fieldsIn(definition.fields ?? [], graph) }];
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const told = ofGraph(definition.directives, "join__implements", graph).map((join) =>
        textOf(join, "interface"),
      );
      const interfaces: readonly NamedTypeNode[] = (definition.interfaces ?? []).filter(({ name }) =>
        told.includes(name.value),
      );
      const isObject = joins.some((join) => textOf(join, "isInterfaceObject") === "true");
      const fields = fieldsIn(definition.fields ?? [], graph);
      return [
        {
          ...definition,
          kind: isObject ? Kind.OBJECT_TYPE_DEFINITION : definition.kind,
          interfaces: isObject ? [] : interfaces,
          fields,
        },
      ];
    }
  }
}

function fieldsIn<T extends FieldDefinitionNode | InputValueDefinitionNode>(
  fields: readonly T[],
  graph: string,
): readonly T[] {
  return fields.flatMap((field) => {
    if (!isIn(field.directives, "join__field", graph)) return [];
    // The field may have another type in this subgraph.
    const type = ofGraph(field.directives, "join__field", graph)
      .map((join) => textOf(join, "type"))
      .find((given) => given !== null);
    return [
      type === undefined || type === null ? field : { ...field, type: parseType(type, { noLocation: true }) },
    ];
  });
}

/**
 * True if the element is in the subgraph. An element without the directive is in all subgraphs that have its
 * type; a directive without a subgraph marks a field that an interface object provides.
 */
function isIn(directives: readonly ConstDirectiveNode[] | undefined, name: string, graph: string): boolean {
  const named = (directives ?? []).filter((directive) => directive.name.value === name);
  return named.length === 0 || named.some((directive) => textOf(directive, "graph") === graph);
}

export function ofGraph(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
  graph: string,
): readonly ConstDirectiveNode[] {
  return (directives ?? []).filter(
    (directive) => directive.name.value === name && textOf(directive, "graph") === graph,
  );
}
