/**
 * Schema coordinates, as the specification writes them: `Type`, `Type.field`, `Type.field(argument:)`,
 * `Enum.VALUE`.
 */
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from "graphql";

/** Coordinates of all that a schema defines, in the order of the types' names. */
export function coordinatesOf(schema: GraphQLSchema): readonly string[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  return types
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((type) => {
      if (isEnumType(type)) return [type.name, ...type.getValues().map(({ name }) => `${type.name}.${name}`)];
      if (isInputObjectType(type))
        return [type.name, ...Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)];
      if (!isObjectType(type) && !isInterfaceType(type)) return [type.name];
      return [
        type.name,
        ...Object.values(type.getFields()).flatMap(({ name, args }) => [
          `${type.name}.${name}`,
          ...args.map((argument) => `${type.name}.${name}(${argument.name}:)`),
        ]),
      ];
    });
}

/** `Type.field` of `Type.field(argument:)`, `Type` of `Type.field`; null for a type. */
export function ownerOf(coordinate: string): string | null {
  const end = coordinate.search(coordinate.includes("(") ? /\(/ : /\./);
  return end < 0 ? null : coordinate.slice(0, end);
}
