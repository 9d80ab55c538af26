/** The price of introspection: its lists are as long as the schema is large. */
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";

/**
 * The price of each introspection object: low, because the schema is in memory, but an answer has tens of
 * thousands of objects. With the default limits a request can query the whole schema once, but not twice.
 */
export const INTROSPECTED = 0.05;

export function introspectedField(name: string): GraphQLField<unknown, unknown> | null {
  return [SchemaMetaFieldDef, TypeMetaFieldDef].find((field) => field.name === name) ?? null;
}

/**
 * The average length of an introspection list; 1 for a field that is not a list, null for a type that is not
 * an introspection type.
 */
export function introspectedSize(
  schema: GraphQLSchema,
  { name: parent }: GraphQLNamedType,
  field: string,
): number | null {
  if (introspectedField(field)) return 1;
  if (!parent.startsWith("__")) return null;
  return sizesOf(schema).get(`${parent}.${field}`) ?? 1;
}

const known = new WeakMap<GraphQLSchema, ReadonlyMap<string, number>>();

function sizesOf(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const made = known.get(schema) ?? measure(schema);
  known.set(schema, made);
  return made;
}

function measure(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const perType = (count: number): number => count / types.length;
  const args = fields.reduce((sum, field) => sum + field.args.length, 0) / Math.max(1, fields.length);
  return new Map([
    ["__Schema.types", types.length],
    ["__Schema.directives", schema.getDirectives().length],
    ["__Type.fields", perType(fields.length)],
    ["__Field.args", args],
    ["__Directive.args", args],
    [
      "__Type.inputFields",
      perType(
        types.reduce(
          (sum, type) => sum + (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0),
          0,
        ),
      ),
    ],
    [
      "__Type.enumValues",
      perType(types.reduce((sum, type) => sum + (isEnumType(type) ? type.getValues().length : 0), 0)),
    ],
    [
      "__Type.interfaces",
      perType(types.reduce((sum, type) => sum + (isObjectType(type) ? type.getInterfaces().length : 0), 0)),
    ],
    [
      "__Type.possibleTypes",
      perType(
        types.reduce(
          (sum, type) => sum + (isInterfaceType(type) ? schema.getPossibleTypes(type).length : 0),
          0,
        ),
      ),
    ],
  ]);
}
