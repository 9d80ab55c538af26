/**
 * Lists the schema coordinates that an operation uses: if one is removed, the operation is no longer valid.
 *
 *   Type                 it selects a field of that type or one that returns it, names it in a fragment or
 *                        variable, or writes an object or enum value of it
 *   Type.field           it selects the field
 *   Type.field(arg:)     it gives the argument
 *   Input.field          it writes the field in a literal, a variable's default included
 *   Enum.VALUE           it writes the value in a literal (values in its answer do not count)
 *   @directive, @directive(arg:)
 *
 * A field that is selected on an interface counts for the interface alone: no implementing type can lose it
 * as long as the interface declares it. Introspection and the specification's own scalars are left out,
 * because they cannot be removed.
 */
import {
  getNamedType,
  isInputObjectType,
  isSpecifiedScalarType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ExecutableDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from "graphql";

/**
 * `definitions`: a valid operation and the fragments that it reaches; each is walked once, however often it
 * is spread. The result is sorted.
 */
export function coordinatesOf(
  schema: GraphQLSchema,
  definitions: readonly ExecutableDefinitionNode[],
): readonly string[] {
  const found = new Set<string>();
  const info = new TypeInfo(schema);
  const addType = (type: GraphQLType | null | undefined): GraphQLNamedType | null => {
    const named = getNamedType(type);
    if (!named || isSpecifiedScalarType(named) || isReserved(named.name)) return null;
    found.add(named.name);
    return named;
  };
  /** The coordinate of the current field; null for introspection. */
  const openField = (): string | null => {
    const [parent, field] = [info.getParentType(), info.getFieldDef()];
    return !parent || !field || isReserved(parent.name) || isReserved(field.name)
      ? null
      : `${parent.name}.${field.name}`;
  };
  const visitor = visitWithTypeInfo(info, {
    NamedType: ({ name }) => void addType(schema.getType(name.value)),
    Field: () => {
      addType(info.getParentType());
      addType(info.getType());
      const field = openField();
      if (field !== null) found.add(field);
    },
    Directive: ({ name }) => void found.add(`@${name.value}`),
    Argument: ({ name }) => {
      const directive = info.getDirective();
      const owner = directive ? `@${directive.name}` : openField();
      if (owner !== null) found.add(`${owner}(${name.value}:)`);
    },
    ObjectValue: () => {
      const type = getNamedType(info.getInputType());
      if (isInputObjectType(type)) found.add(type.name);
    },
    ObjectField: ({ name }) => {
      const parent = getNamedType(info.getParentInputType());
      // An object literal for a custom scalar has no fields of the schema.
      if (isInputObjectType(parent)) found.add(`${parent.name}.${name.value}`);
    },
    EnumValue: ({ value }) => {
      const type = info.getEnumValue() ? addType(info.getInputType()) : null;
      if (type) found.add(`${type.name}.${value}`);
    },
  });
  for (const definition of definitions) visit(definition, visitor);
  return [...found].toSorted();
}

function isReserved(name: string): boolean {
  return name.startsWith("__");
}
