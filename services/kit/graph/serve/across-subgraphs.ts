/**
 * Makes nullable what another subgraph completes: if its answer is missing, a non-null field would also null
 * the object that holds it. So in every subgraph of the hub root fields, fields on others' entities and
 * references to these are nullable, whatever the code says; `@semanticNonNull` keeps that only an error makes
 * them null. A subscription's root field is its whole event, and stays as it is. This is the rule of
 * `NON_NULL_ACROSS_SUBGRAPHS`.
 */
import {
  Kind,
  parseConstValue,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from "graphql";
import { SEMANTIC_NON_NULL } from "#schema/semantic-non-null.js";

const ROOTS: ReadonlySet<string> = new Set(["Query", "Mutation"]);

/** `others`: the types of the document whose objects another subgraph completes. */
export function nullableAcrossSubgraphs(document: DocumentNode, others: ReadonlySet<string>): DocumentNode {
  const completed = new Set([
    ...others,
    ...document.definitions.flatMap((definition) =>
      // An interface of ours is that of records, whichever subgraph has them.
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
      (definition.kind === Kind.UNION_TYPE_DEFINITION &&
        definition.types?.some(({ name }) => others.has(name.value)))
        ? [definition.name.value]
        : [],
    ),
  ]);
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION
        ? withNullableFields(definition, others, completed)
        : definition,
    ),
  };
}

function withNullableFields(
  type: ObjectTypeDefinitionNode,
  others: ReadonlySet<string>,
  completed: ReadonlySet<string>,
): ObjectTypeDefinitionNode {
  const isAcross = ROOTS.has(type.name.value) || others.has(type.name.value);
  const keys = keysOf(type);
  return {
    ...type,
    fields: (type.fields ?? []).map((field) =>
      keys.has(field.name.value) ? field : withNullable(field, isAcross, completed),
    ),
  };
}

function withNullable(
  field: FieldDefinitionNode,
  isAcross: boolean,
  completed: ReadonlySet<string>,
): FieldDefinitionNode {
  const levels: number[] = [];
  const relax = (type: TypeNode, level: number): TypeNode => {
    const nullable = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
    const relaxed =
      nullable.kind === Kind.LIST_TYPE ? { ...nullable, type: relax(nullable.type, level + 1) } : nullable;
    if (type.kind !== Kind.NON_NULL_TYPE) return relaxed;
    if (
      !(isAcross && level === 0) &&
      !(relaxed.kind === Kind.NAMED_TYPE && completed.has(relaxed.name.value))
    )
      return { ...type, type: relaxed };
    levels.push(level);
    return relaxed;
  };
  const type = relax(field.type, 0);
  return levels.length === 0
    ? field
    : { ...field, type, directives: [...(field.directives ?? []), semanticNonNull(levels.toSorted())] };
}

/** Without levels it speaks of the field itself. */
function semanticNonNull(levels: readonly number[]): ConstDirectiveNode {
  const name = { kind: Kind.NAME, value: SEMANTIC_NON_NULL.name } as const;
  if (levels.length === 1 && levels[0] === 0) return { kind: Kind.DIRECTIVE, name };
  return {
    kind: Kind.DIRECTIVE,
    name,
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: "levels" },
        value: parseConstValue(JSON.stringify(levels), { noLocation: true }),
      },
    ],
  };
}

/** Fields that a reference to the entity has of itself. */
export function keysOf({ directives = [] }: ObjectTypeDefinitionNode): ReadonlySet<string> {
  return new Set(
    directives
      .filter(({ name }) => name.value === "key")
      .flatMap((directive) => fieldsOf(directive)?.split(/\s+/) ?? []),
  );
}

export function fieldsOf(directive: ConstDirectiveNode): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === "fields")?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}
