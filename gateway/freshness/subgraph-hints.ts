/**
 * Reads how long subgraphs' values stay fresh: `@feed(id:)`, until the feed's next release;
 * `@cacheControl(maxAge:)`, for that many seconds. It reads each subgraph's own SDL, because several
 * subgraphs may contribute to one type with different hints.
 *
 * A value without a hint inherits the hint of its parent. Nothing is inherited at the root, at an entity of
 * the hub (except its key fields, which are part of the referring object), and, as with Apollo's directive,
 * at each object of a department's subgraph.
 */
import { Kind, parse, type ConstDirectiveNode, type FieldDefinitionNode, type TypeNode } from "graphql";

export interface Hint {
  /** Feeds whose releases change it. */
  readonly feeds: readonly string[];
  /** Lifetime in seconds; Infinity if only releases change the value, 0 if it must not be cached. */
  readonly seconds: number;
}

/** A subgraph whose hints are read: one of the hub itself, or one that a department runs. */
export interface HintedSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly isOwn: boolean;
}

export interface SubgraphHints {
  readonly isOwn: boolean;
  /**
   * `isEntry`: the object is looked up by its key, and has no parent to inherit from. Null: the field
   * inherits its parent's hint.
   */
  readonly of: (type: string, field: string, isEntry: boolean) => Hint | null;
  /** The named type of a field; undefined for an unknown field. */
  readonly typeOf: (type: string, field: string) => string | undefined;
}

export const NEVER: Hint = { feeds: [], seconds: 0 };

/** Combines hints: all feeds, and the shortest lifetime. */
export function merge(hints: readonly Hint[]): Hint {
  return {
    feeds: [...new Set(hints.flatMap(({ feeds }) => feeds))],
    seconds: Math.min(...hints.map(({ seconds }) => seconds)),
  };
}

interface HintedField {
  readonly hint: Hint | null;
  readonly type: string;
}

interface HintedType {
  readonly hint: Hint | null;
  readonly fields: ReadonlyMap<string, HintedField>;
  /** Names of key fields; empty for a type that is not an entity. */
  readonly keys: ReadonlySet<string>;
  readonly interfaces: readonly string[];
}

const ROOTS = new Set(["Query", "Mutation", "Subscription"]);

export function readHints({ sdl, isOwn }: HintedSubgraph): SubgraphHints {
  const types = readTypes(sdl);
  const implementing = (name: string): readonly string[] =>
    [...types].filter(([, { interfaces }]) => interfaces.includes(name)).map(([type]) => type);
  const of: SubgraphHints["of"] = (name, field, isEntry) => {
    const type = types.get(name);
    const found = type?.fields.get(field);
    if (!type || !found) return NEVER;
    const below = types.get(found.type);
    const isPart = isOwn || !below;
    const said = [
      found.hint,
      below?.hint,
      isPart ? type.hint : null,
      ...implementing(name).map((one) => of(one, field, isEntry)),
    ].filter((hint) => hint !== null && hint !== undefined);
    if (said.length > 0) return merge(said);
    const isPartOfWhole = isOwn ? type.keys.size === 0 || type.keys.has(field) : isPart && !isEntry;
    return isPartOfWhole && !ROOTS.has(name) ? null : NEVER;
  };
  return { isOwn, of, typeOf: (type, field) => types.get(type)?.fields.get(field)?.type };
}

function readTypes(sdl: string): ReadonlyMap<string, HintedType> {
  const types = new Map<string, HintedType>();
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_EXTENSION: {
        const {
          name: { value: name },
          directives = [],
          fields = [],
          interfaces = [],
        } = definition;
        // Merges a type's definition with its extensions.
        const before = types.get(name);
        types.set(name, {
          hint: merged(before?.hint ?? null, hintOf(directives)),
          fields: new Map([
            ...(before?.fields ?? []),
            ...fields.map((field): [string, HintedField] => [field.name.value, readField(field)]),
          ]),
          keys: new Set([
            ...(before?.keys ?? []),
            ...directives.filter((directive) => directive.name.value === "key").flatMap(keyFieldsOf),
          ]),
          interfaces: [...(before?.interfaces ?? []), ...interfaces.map((one) => one.name.value)],
        });
        break;
      }
      case Kind.UNION_TYPE_DEFINITION:
      case Kind.UNION_TYPE_EXTENSION:
        if (!types.has(definition.name.value))
          types.set(definition.name.value, {
            hint: hintOf(definition.directives ?? []),
            fields: new Map(),
            keys: new Set(),
            interfaces: [],
          });
    }
  }
  return types;
}

function readField({ directives = [], type }: FieldDefinitionNode): HintedField {
  return { hint: hintOf(directives), type: nameOf(type) };
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function hintOf(directives: readonly ConstDirectiveNode[]): Hint | null {
  const hints = directives.flatMap((directive): readonly Hint[] => {
    const { value: name } = directive.name;
    if (name === "feed") return [{ feeds: [textOf(directive, "id")], seconds: Infinity }];
    if (name !== "cacheControl") return [];
    if (textOf(directive, "scope") === "PRIVATE") return [NEVER];
    const maxAge = textOf(directive, "maxAge");
    return maxAge === "" ? [] : [{ feeds: [], seconds: Math.max(0, Number(maxAge)) }];
  });
  return hints.length === 0 ? null : merge(hints);
}

function merged(left: Hint | null, right: Hint | null): Hint | null {
  return left && right ? merge([left, right]) : (left ?? right);
}

function keyFieldsOf(directive: ConstDirectiveNode): readonly string[] {
  return textOf(directive, "fields")
    .split(/[^_0-9A-Za-z]+/)
    .filter(Boolean);
}

function textOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value && "value" in value ? String(value.value) : "";
}
