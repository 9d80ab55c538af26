/** A subgraph's SDL as its author wrote it, parsed with source locations. */
import {
  Kind,
  type ASTNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type SchemaDefinitionNode,
  type SchemaExtensionNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from "graphql";

export type TypeNode = TypeDefinitionNode | TypeExtensionNode;
export type SchemaNode = SchemaDefinitionNode | SchemaExtensionNode;
/** A member of a type: field, input field, enum value. */
export type MemberNode = FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode;

/**
 * The site of a node of the composer's error: the elements around it, from the outermost to the innermost.
 */
export interface Site {
  readonly subgraph: SubgraphText;
  readonly node: ASTNode;
  readonly type: TypeNode | null;
  readonly member: MemberNode | null;
  readonly argument: InputValueDefinitionNode | null;
  readonly directive: ConstDirectiveNode | null;
  /** The coordinate of the innermost element; null for the schema itself. */
  readonly coordinate: string | null;
}

export interface SubgraphText {
  readonly name: string;
  readonly sdl: string;
  readonly document: DocumentNode;
  readonly types: readonly TypeNode[];
  readonly typesNamed: (name: string) => readonly TypeNode[];
  readonly directiveDefinitions: readonly DirectiveDefinitionNode[];
  readonly schemas: readonly SchemaNode[];
  readonly siteOf: (node: ASTNode) => Site;
}

export function openSubgraphText(name: string, sdl: string, document: DocumentNode): SubgraphText {
  const types = document.definitions.filter(isType);
  const byName = Map.groupBy(types, (type) => type.name.value);
  const text: SubgraphText = {
    name,
    sdl,
    document,
    types,
    typesNamed: (typeName) => byName.get(typeName) ?? [],
    directiveDefinitions: document.definitions.filter(
      (definition) => definition.kind === Kind.DIRECTIVE_DEFINITION,
    ),
    schemas: document.definitions.filter(
      (definition) => definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION,
    ),
    siteOf: (node) => locate(text, node),
  };
  return text;
}

const isType = (definition: DefinitionNode): definition is TypeNode =>
  "name" in definition &&
  definition.name !== undefined &&
  /Type(Definition|Extension)$/.test(definition.kind);

function locate(subgraph: SubgraphText, node: ASTNode): Site {
  const enclosing = <Part extends ASTNode>(parts: readonly Part[]): Part | null =>
    parts.find((part) => encloses(part, node)) ?? null;
  const definition = enclosing(subgraph.document.definitions);
  const type = definition !== null && isType(definition) ? definition : null;
  const member = type === null ? null : enclosing(membersOf(type));
  const owner = member ?? (definition?.kind === Kind.DIRECTIVE_DEFINITION ? definition : null);
  const argument = enclosing(argumentsOf(owner));
  const directive = enclosing(directivesOf(argument ?? member ?? definition));
  const base =
    type?.name.value ?? (definition?.kind === Kind.DIRECTIVE_DEFINITION ? `@${definition.name.value}` : null);
  const path = member === null ? base : `${base ?? ""}.${member.name.value}`;
  return {
    subgraph,
    node,
    type,
    member,
    argument,
    directive,
    coordinate: argument === null ? path : `${path ?? ""}(${argument.name.value}:)`,
  };
}

const encloses = (outer: ASTNode, inner: ASTNode): boolean =>
  outer.loc !== undefined &&
  inner.loc !== undefined &&
  outer.loc.start <= inner.loc.start &&
  inner.loc.end <= outer.loc.end;

export const membersOf = (type: TypeNode): readonly MemberNode[] =>
  "fields" in type ? (type.fields ?? []) : "values" in type ? (type.values ?? []) : [];
export const argumentsOf = (node: ASTNode | null): readonly InputValueDefinitionNode[] =>
  node?.kind === Kind.FIELD_DEFINITION || node?.kind === Kind.DIRECTIVE_DEFINITION
    ? (node.arguments ?? [])
    : [];
export const directivesOf = (node: ASTNode | null): readonly ConstDirectiveNode[] =>
  node !== null && carriesDirectives(node) ? (node.directives ?? []) : [];
const carriesDirectives = (node: ASTNode): node is TypeNode | MemberNode | SchemaNode =>
  /(Type|Schema)(Definition|Extension)$|^(Field|InputValue|EnumValue)Definition$/.test(node.kind) &&
  node.kind !== Kind.OPERATION_TYPE_DEFINITION;

export const directiveOn = (node: ASTNode | null, name: string): ConstDirectiveNode | undefined =>
  directivesOf(node).find((directive) => directive.name.value === name);
/** The member of that name, in any definition or extension of the type in the subgraph. */
export const memberOf = (
  subgraph: SubgraphText,
  typeName: string,
  member: string,
): { readonly type: TypeNode; readonly member: MemberNode } | null => {
  for (const type of subgraph.typesNamed(typeName))
    for (const candidate of membersOf(type))
      if (candidate.name.value === member) return { type, member: candidate };
  return null;
};
/** The text of a node as it was written. */
export const textOf = (subgraph: SubgraphText, node: ASTNode): string =>
  node.loc === undefined ? "" : subgraph.sdl.slice(node.loc.start, node.loc.end);
