/**
 * Valid queries of any schema, made from a list of numbers, so that one that fails shrinks to a smaller one.
 */
import fc from "fast-check";
import {
  getNamedType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isNamedType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";

/** A stream of choices, so that a query that fails shrinks to a smaller one. */
interface Choices {
  readonly below: (limit: number) => number;
}

function choicesOf(numbers: readonly number[]): Choices {
  let at = 0;
  return { below: (limit) => (numbers[at++] ?? 0) % limit };
}

interface Making {
  readonly api: GraphQLSchema;
  /**
   * `typed`: each selection has __typename. `bare`: none has that needs none. `plain`: as `typed`, and
   * nothing is skipped, for @apollo/gateway gives null for an object whose fields are all skipped.
   * `deferred`: as `plain`, with fragments that have @defer.
   */
  readonly style: "typed" | "bare" | "plain" | "deferred";
}

/**
 * A valid selection of a type: fields with aliases and arguments, fragments, @skip and @include by a
 * variable.
 */
function selectionOf(
  { api, style }: Making,
  type: GraphQLCompositeType,
  choices: Choices,
  depth: number,
): string {
  const isPlain = style === "plain" || style === "deferred";
  const parts: string[] = style === "bare" ? [] : ["__typename"];
  const fields = isUnionType(type) ? [] : Object.values(type.getFields());
  for (let count = 1 + choices.below(4); count > 0; count -= 1) {
    const kind = choices.below(10);
    const possible = isObjectType(type) ? [] : api.getPossibleTypes(type);
    const narrower = possible[choices.below(Math.max(1, possible.length))];
    if (style === "deferred" && depth > 0 && kind > 6)
      parts.push(
        `... @defer${["", "(if: $yes)", "(if: $no)"][choices.below(3)] ?? ""} { ${selectionOf({ api, style }, type, choices, depth - 1)} }`,
      );
    else if (kind === 0 || (fields.length === 0 && !narrower))
      parts.push(`${aliasOf("t", choices)}__typename`);
    else if (narrower && (kind < 4 || fields.length === 0) && depth > 0)
      parts.push(
        `... on ${narrower.name}${conditionOf(style, choices)} { ${selectionOf({ api, style }, narrower, choices, depth - 1)} }`,
      );
    else {
      const field = fields[choices.below(Math.max(1, fields.length))];
      const inner = field && getNamedType(field.type);
      if (!field || !inner || (isCompositeType(inner) && depth === 0)) parts.push("__typename");
      else {
        const given = field.args.flatMap(({ name, type: argument }) =>
          isNonNullType(argument) || choices.below(2) === 0 ? [`${name}: ${valueOf(argument, choices)}`] : [],
        );
        // Two fields of one name with other arguments would not merge: such a field is called by them.
        // The same key for other fields: below different types that is allowed, and what is not is left out.
        const alias =
          !isPlain && isNamedType(field.type) && choices.below(3) === 0
            ? `${hostileAlias(api, choices)}: `
            : given.length > 0
              ? `${field.name}_${given.join("_").replaceAll(/\W/g, "")}: `
              : isNonNullType(field.type) || depth > 0
                ? ""
                : aliasOf(field.name, choices);
        parts.push(
          `${alias}${field.name}${given.length > 0 ? `(${given.join(", ")})` : ""}${conditionOf(style, choices)}${isCompositeType(inner) ? ` { ${selectionOf({ api, style }, inner, choices, depth - 1)} }` : ""}`,
        );
      }
    }
  }
  return parts.join(" ");
}

/**
 * Names that an engine may take for something else: of keys and required fields, of its own, or one for two
 * fields.
 */
function hostileAlias(api: GraphQLSchema, choices: Choices): string {
  const fields = Object.values(api.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith("__"))
    .flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()) : []));
  const names = [...new Set(fields), ...OWN_NAMES];
  return choices.below(3) === 0
    ? (["a", "b"][choices.below(2)] ?? "a")
    : (names[choices.below(names.length)] ?? "a");
}

const OWN_NAMES = [
  "__typename",
  "_entities",
  "representations",
  "_0_name",
  "_1_name",
  "_0___typename",
  "_e0",
  "_internal_qp_alias_0",
  "name__alias_0",
];

function aliasOf(name: string, choices: Choices): string {
  return choices.below(4) === 0 ? `${name}_alias: ` : "";
}

function conditionOf(style: Making["style"], choices: Choices): string {
  const kind = style === "plain" || style === "deferred" ? 12 : choices.below(12);
  return kind === 0
    ? " @include(if: $yes)"
    : kind === 1
      ? " @skip(if: $no)"
      : kind === 2
        ? " @include(if: $no)"
        : "";
}

function valueOf(type: GraphQLInputType, choices: Choices): string {
  if (isNonNullType(type)) return valueOf(type.ofType, choices);
  if (isListType(type)) return `[${valueOf(type.ofType, choices)}]`;
  if (isInputObjectType(type)) return `{ name: "新\\"名" }`;
  switch (type.name) {
    case "Int":
      return String(choices.below(4));
    case "ID":
      return ['"b1"', '"1"', '"t1"', '"2"', '"none"'][choices.below(5)] ?? '"b1"';
    case "String":
      return ['"CNY"', '"EUR"'][choices.below(2)] ?? '"CNY"';
    case "Tag":
      return ["NEW", "OLD"][choices.below(2)] ?? "NEW";
    default:
      return "true";
  }
}

export const choices = fc.array(fc.nat({ max: 10_000 }), { minLength: 5, maxLength: 120 });

const DEPTH = 5;

export function queryOf(api: GraphQLSchema, style: Making["style"], given: readonly number[]): string {
  const root = api.getQueryType();
  if (!root) throw new Error("The supergraph has no queries");
  return `query ($yes: Boolean = true, $no: Boolean = false) { v: __typename w: __typename @include(if: $yes) @skip(if: $no) ${selectionOf({ api, style }, root, choicesOf(given), DEPTH)} }`;
}
