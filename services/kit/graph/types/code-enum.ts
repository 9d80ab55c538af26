/** A code list as a GraphQL enum. The stored value is the name, so nothing is translated on the way out. */
import type { CodeList } from "../../feed/contract.js";
import { registerEnumType } from "./decorators.js";
import { describe } from "./describe.js";

/** The object by which type-graphql identifies the enum. */
export type EnumObject = Readonly<Record<string, string>>;

export function codeEnum(list: CodeList): EnumObject {
  const known = enums.get(list);
  if (known) return known;
  const made: EnumObject = Object.fromEntries(list.codes.map(({ name }) => [name, name]));
  registerEnumType(made, {
    name: list.name,
    description: describe(list.title.zh, list.title.en),
    valuesConfig: Object.fromEntries(
      list.codes.map(({ name, zh, en }) => [name, { description: describe(zh, en) }]),
    ),
  });
  enums.set(list, made);
  return made;
}

const enums = new WeakMap<CodeList, EnumObject>();
