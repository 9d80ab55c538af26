/**
 * Type-graphql types that are made from contracts: it knows a type by its class, and names it in its
 * messages.
 *
 * A type must be made before the schema is built: type-graphql lists all types first and asks for those of
 * the fields afterwards. Hence fields are given types here, not functions that make them.
 */
import { Field, ObjectType, type ClassType } from "./decorators.js";

export function makeType<T extends object = object>(
  name: string,
  decorator: (type: ClassType) => void,
): ClassType<T> {
  const type = class {
    declare readonly values: T;
  };
  Object.defineProperty(type, "name", { value: name });
  decorator(type);
  // type-graphql reads its metadata only; values of T come from resolvers, not from this class
  return type as object as ClassType<T>;
}

export function objectType<T extends object = object>(name: string, description: string): ClassType<T> {
  return makeType<T>(name, ObjectType(name, { description, simpleResolvers: true }));
}

/** Adds a field; `[type]` is a list. Null for a description leaves it to the owner of the type. */
export function addField(
  type: ClassType,
  name: string,
  fieldType: object,
  description: string | null,
  { nullable = false } = {},
): void {
  Field(() => fieldType, { nullable, ...(description !== null && { description }) })(type.prototype, name);
}
