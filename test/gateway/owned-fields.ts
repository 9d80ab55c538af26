/** Whose a field of an answer is: by the supergraph, and by where the field stands in the query. */
import {
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  Kind,
  parse,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";

export interface AskedField {
  readonly key: string;
  /** Names of the subgraphs that have it. */
  readonly owners: ReadonlySet<string>;
  readonly isNonNull: boolean;
  /** Asked of an interface: the owner is that of the object that is there. */
  readonly isOfInterface: boolean;
  readonly fields: readonly AskedField[];
}

/**
 * The root fields of a query, with all that is asked below them. `schema` is what clients see of the
 * supergraph.
 */
export function readAsked(
  query: string,
  schema: GraphQLSchema,
  supergraph: DocumentNode,
): readonly AskedField[] {
  const ownersOf = readOwners(supergraph);
  const { definitions } = parse(query);
  const fragments = new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const read = (set: SelectionSetNode, type: GraphQLCompositeType): readonly AskedField[] =>
    set.selections.flatMap((node): readonly AskedField[] => {
      if (node.kind !== Kind.FIELD) {
        const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
        const named = fragment?.typeCondition?.name.value;
        const on = named === undefined ? type : schema.getType(named);
        if (!fragment || !isCompositeType(on)) return [];
        // Of an object an interface asks what the object has.
        return read(fragment.selectionSet, isInterfaceType(on) && isObjectType(type) ? type : on);
      }
      const field =
        isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
      if (!field) return [];
      const below = getNamedType(field.type);
      return [
        {
          key: node.alias?.value ?? node.name.value,
          owners: ownersOf(type.name, field.name),
          isNonNull: isNonNullType(field.type),
          isOfInterface: isInterfaceType(type),
          fields: node.selectionSet && isCompositeType(below) ? read(node.selectionSet, below) : [],
        },
      ];
    });
  const [operation] = definitions;
  const root = schema.getQueryType();
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !root) throw new Error("It is no query");
  return read(operation.selectionSet, root);
}

/** `join__field` says who has a field; without it all that have the type do. */
function readOwners({ definitions }: DocumentNode): (type: string, field: string) => ReadonlySet<string> {
  const owners = new Map<string, ReadonlySet<string>>();
  for (const type of definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const all = graphsOf(type, "join__type");
    for (const field of type.fields ?? []) {
      const own = graphsOf(field, "join__field");
      owners.set(`${type.name.value}.${field.name.value}`, own.size > 0 ? own : all);
    }
  }
  return (type, field) => owners.get(`${type}.${field}`) ?? new Set();
}

type Directed = Pick<
  Extract<DocumentNode["definitions"][number], { kind: Kind.OBJECT_TYPE_DEFINITION }>,
  "directives"
>;

function graphsOf({ directives = [] }: Directed, name: string): ReadonlySet<string> {
  return new Set(
    directives
      .filter((directive) => directive.name.value === name)
      .flatMap((directive) =>
        (directive.arguments ?? []).flatMap(({ name: given, value }) =>
          given.value === "graph" && value.kind === Kind.ENUM
            ? [value.value.toLowerCase().replaceAll("_", "-")]
            : [],
        ),
      ),
  );
}
