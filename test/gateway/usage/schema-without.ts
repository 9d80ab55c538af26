/**
 * Schemas that lack one thing. What an operation uses is what it is not valid without: that is how the
 * coordinates are tested.
 */
import { buildASTSchema, Kind, parse, printSchema, visit, type ASTNode, type GraphQLSchema } from "graphql";

interface Part {
  readonly coordinate: string;
  readonly node: ASTNode;
}

/**
 * `Type.field`, `Type.field(arg:)`, `Input.field` and `Enum.VALUE` of a whole schema, each with the schema
 * without it.
 */
export function schemasWithout(schema: GraphQLSchema): ReadonlyMap<string, GraphQLSchema> {
  const document = parse(printSchema(schema), { noLocation: true });
  const parts: Part[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION)
      for (const node of definition.values ?? [])
        parts.push({ coordinate: `${definition.name.value}.${node.name.value}`, node });
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      for (const node of definition.fields ?? [])
        parts.push({ coordinate: `${definition.name.value}.${node.name.value}`, node });
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    for (const node of definition.fields ?? []) {
      const coordinate = `${definition.name.value}.${node.name.value}`;
      parts.push(
        { coordinate, node },
        ...(node.arguments ?? []).map((argument) => ({
          coordinate: `${coordinate}(${argument.name.value}:)`,
          node: argument,
        })),
      );
    }
  }
  return new Map(
    parts.map(({ coordinate, node }) => [
      coordinate,
      buildASTSchema(visit(document, { enter: (open) => (open === node ? null : undefined) }), {
        assumeValid: true,
        assumeValidSDL: true,
      }),
    ]),
  );
}
