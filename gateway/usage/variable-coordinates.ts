/**
 * The coordinates that the values of an operation's variables use: `Input.field` and `Enum.VALUE`. Only
 * variables of input object and enum types are walked; each type is compiled once per schema, at its first
 * value.
 */
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  typeFromAST,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  type GraphQLType,
  type OperationDefinitionNode,
} from "graphql";
import { OTHERS } from "./others.js";

/**
 * Returns the coordinates of the raw values, before defaults are filled in. Their coercion raised no error.
 */
export type VariableWalk = (variables: Readonly<Record<string, unknown>>) => ReadonlySet<string>;

/** Null: no variable has an input object or enum type. */
export type CompileVariables = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
) => VariableWalk | null;

interface Field {
  readonly coordinate: string;
  readonly type: InputType | null;
}
/** A list has the type of its items. */
type InputType =
  | { readonly kind: "enum"; readonly coordinates: ReadonlyMap<string, string> }
  | { readonly kind: "object"; readonly fields: () => ReadonlyMap<string, Field> };

/** Most values walked in one request; the rest count as one use of `*`. */
const MOST_VALUES = 10_000;

export function createCompileVariables(mostValues = MOST_VALUES): CompileVariables {
  const compiled = new WeakMap<GraphQLEnumType | GraphQLInputObjectType, InputType>();
  const compile = (type: GraphQLType | undefined): InputType | null => {
    const named = getNamedType(type);
    if (!isEnumType(named) && !isInputObjectType(named)) return null;
    const known = compiled.get(named);
    if (known) return known;
    const made = isEnumType(named) ? compileEnum(named) : compileObject(named, compile);
    compiled.set(named, made);
    return made;
  };
  return (schema, { variableDefinitions = [] }) => {
    const watched = variableDefinitions.flatMap(({ variable, type }): [string, InputType][] => {
      const input = compile(typeFromAST(schema, type));
      return input ? [[variable.name.value, input]] : [];
    });
    if (watched.length === 0) return null;
    return (variables) =>
      walk(
        watched.map(([name, type]) => [Object.hasOwn(variables, name) ? variables[name] : undefined, type]),
        mostValues,
      );
  };
}

function compileEnum(type: GraphQLEnumType): InputType {
  return {
    kind: "enum",
    coordinates: new Map(type.getValues().map(({ name }) => [name, `${type.name}.${name}`])),
  };
}

function compileObject(
  type: GraphQLInputObjectType,
  compile: (type: GraphQLType) => InputType | null,
): InputType {
  let fields: ReadonlyMap<string, Field> | null = null;
  return {
    kind: "object",
    fields: () =>
      (fields ??= new Map(
        Object.values(type.getFields()).map((field) => [
          field.name,
          { coordinate: `${type.name}.${field.name}`, type: compile(field.type) },
        ]),
      )),
  };
}

/** Without recursion, because the client decides how deeply a value is nested. */
function walk(open: [value: unknown, type: InputType][], mostValues: number): ReadonlySet<string> {
  const found = new Set<string>();
  let left = mostValues;
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, type] = next;
    if ((left -= 1) < 0) return found.add(OTHERS);
    if (Array.isArray(value)) for (const item of value.slice(0, left + 1)) open.push([item, type]);
    else if (type.kind === "enum") {
      const coordinate = typeof value === "string" ? type.coordinates.get(value) : undefined;
      if (coordinate !== undefined) found.add(coordinate);
    } else if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        const field = type.fields().get(name);
        if (!field) continue;
        found.add(field.coordinate);
        if (field.type) open.push([inner, field.type]);
      }
    }
  }
  return found;
}
