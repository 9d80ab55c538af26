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

/** The price of an introspection object of a small schema. */
const DEAREST = 0.05;

/** The price of all that a large schema has, each once: tools ask for most of it some thirty times. */
const WHOLE = 240;

/**
 * The price of each introspection object: low, because the schema is in memory, but an answer has tens of
 * thousands of objects. With the default limits a request can query the whole schema once, but not twice,
 * however large it is.
 */
export function introspectedPrice(schema: GraphQLSchema): number {
  return measured(schema).price;
}

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
  return measured(schema).sizes.get(`${parent}.${field}`) ?? 1;
}

interface Measured {
  /** Average lengths of lists. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly price: number;
}

const known = new WeakMap<GraphQLSchema, Measured>();

function measured(schema: GraphQLSchema): Measured {
  const made = known.get(schema) ?? measure(schema);
  known.set(schema, made);
  return made;
}

function measure(schema: GraphQLSchema): Measured {
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const args = sum(fields.map((field) => field.args.length));
  const inputFields = sum(
    types.map((type) => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0)),
  );
  const enumValues = sum(types.map((type) => (isEnumType(type) ? type.getValues().length : 0)));
  const interfaces = sum(types.map((type) => (isObjectType(type) ? type.getInterfaces().length : 0)));
  const possibleTypes = sum(
    types.map((type) => (isInterfaceType(type) ? schema.getPossibleTypes(type).length : 0)),
  );
  const perType = (count: number): number => count / types.length;
  const perField = args / Math.max(1, fields.length);
  return {
    sizes: new Map([
      ["__Schema.types", types.length],
      ["__Schema.directives", schema.getDirectives().length],
      ["__Type.fields", perType(fields.length)],
      ["__Field.args", perField],
      ["__Directive.args", perField],
      ["__Type.inputFields", perType(inputFields)],
      ["__Type.enumValues", perType(enumValues)],
      ["__Type.interfaces", perType(interfaces)],
      ["__Type.possibleTypes", perType(possibleTypes)],
    ]),
    price: Math.min(DEAREST, WHOLE / (types.length + fields.length + args + inputFields + enumValues)),
  };
}
