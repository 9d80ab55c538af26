/** Reads a subgraph's text for the checks: its types, with definitions and extensions merged. */
import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type NamedTypeNode,
  type SelectionSetNode,
  type StringValueNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from "graphql";
import { namedType } from "../../engine/fields-of.js";
import {
  argumentOf,
  createFederationName,
  readLinks,
  stringOf,
  type FederationName,
} from "../../federation-names.js";

export type TypeKind = "object" | "interface" | "union" | "enum" | "input" | "scalar";

export interface TypeDeclaration {
  /**
   * The name in the graph: root types are Query, Mutation and Subscription, even if the subgraph renames
   * them.
   */
  readonly name: string;
  readonly kind: TypeKind;
  readonly isRoot: boolean;
  /** Definition and extensions, in the order of the text; at least one. */
  readonly nodes: readonly [TypeNodes, ...TypeNodes[]];
  readonly description: StringValueNode | null;
  readonly directives: readonly ConstDirectiveNode[];
  /** Fields of objects and interfaces. */
  readonly fields: ReadonlyMap<string, FieldDefinitionNode>;
  /** Fields of input types. */
  readonly inputFields: ReadonlyMap<string, InputValueDefinitionNode>;
  /** Values of enums. */
  readonly values: ReadonlyMap<string, EnumValueDefinitionNode>;
  /** Members of unions. */
  readonly members: readonly NamedTypeNode[];
  readonly interfaces: readonly NamedTypeNode[];
  /** Names of its fields that are part of a key, its own or a nesting type's. */
  readonly keys: ReadonlySet<string>;
}

export interface SubgraphReading {
  readonly types: ReadonlyMap<string, TypeDeclaration>;
  readonly federationName: FederationName;
  /** The node's directives with that specification name. */
  readonly directives: (
    node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
    name: string,
  ) => readonly ConstDirectiveNode[];
  /** True when another subgraph resolves the field, and this one only refers to it. */
  readonly isExternal: (type: TypeDeclaration, field: FieldDefinitionNode) => boolean;
  /** By coordinate: the @provides that lets this subgraph resolve an external field. */
  readonly provided: ReadonlyMap<string, ConstDirectiveNode>;
}

type TypeNodes = TypeDefinitionNode | TypeExtensionNode;

/** Memoises by document, because other subgraphs are read in each check of each publication. */
const readings = new WeakMap<DocumentNode, SubgraphReading>();

export function readSubgraph({ document }: { readonly document: DocumentNode }): SubgraphReading {
  const known = readings.get(document) ?? read(document);
  readings.set(document, known);
  return known;
}

function read(document: DocumentNode): SubgraphReading {
  const federationName = createFederationName(readLinks(document));
  const directives: SubgraphReading["directives"] = (node, name) =>
    (node.directives ?? []).filter((directive) => federationName(directive.name.value) === name);
  const roots = new Map<string, string>(
    document.definitions.flatMap((definition) =>
      (definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? (definition.operationTypes ?? [])
        : []
      ).map(({ operation, type }) => [type.name.value, ROOTS[operation]] as const),
    ),
  );
  const nodes = new Map<string, [TypeNodes, ...TypeNodes[]]>();
  for (const definition of document.definitions) {
    if (!(definition.kind in KINDS)) continue;
    const node = definition as TypeNodes; // KINDS has exactly these
    const name = roots.get(node.name.value) ?? node.name.value;
    const same = nodes.get(name);
    if (same) same.push(node);
    else nodes.set(name, [node]);
  }
  const keys = new Map<string, Set<string>>();
  const types = new Map([...nodes].map(([name, all]) => [name, declare(name, all, keys)]));
  const provided = new Map<string, ConstDirectiveNode>();
  const collect = (
    directive: ConstDirectiveNode,
    type: string,
    add: (type: string, field: string) => void,
  ): void => {
    const fields = selectionOf(stringOf(argumentOf(directive, "fields")));
    if (fields) walk(fields, type, types, add);
  };
  for (const type of types.values()) {
    for (const directive of directives(type, "key"))
      collect(directive, type.name, (owner, field) => keys.get(owner)?.add(field));
    for (const field of type.fields.values())
      for (const directive of directives(field, "provides"))
        collect(directive, namedType(field.type), (owner, name) =>
          provided.set(`${owner}.${name}`, directive),
        );
  }
  const isExternal: SubgraphReading["isExternal"] = (type, field) =>
    directives(field, "external").length > 0 || directives(type, "external").length > 0;
  return { types, federationName, directives, isExternal, provided };
}

const ROOTS = { query: "Query", mutation: "Mutation", subscription: "Subscription" } as const;
const ROOT_NAMES: ReadonlySet<string> = new Set(Object.values(ROOTS));

/** Fields that federation adds to Query, and that are not in the graph. */
const MACHINERY: ReadonlySet<string> = new Set(["_entities", "_service"]);

const KINDS: Readonly<Record<string, TypeKind>> = {
  [Kind.OBJECT_TYPE_DEFINITION]: "object",
  [Kind.OBJECT_TYPE_EXTENSION]: "object",
  [Kind.INTERFACE_TYPE_DEFINITION]: "interface",
  [Kind.INTERFACE_TYPE_EXTENSION]: "interface",
  [Kind.UNION_TYPE_DEFINITION]: "union",
  [Kind.UNION_TYPE_EXTENSION]: "union",
  [Kind.ENUM_TYPE_DEFINITION]: "enum",
  [Kind.ENUM_TYPE_EXTENSION]: "enum",
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: "input",
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: "input",
  [Kind.SCALAR_TYPE_DEFINITION]: "scalar",
  [Kind.SCALAR_TYPE_EXTENSION]: "scalar",
};

function declare(
  name: string,
  nodes: readonly [TypeNodes, ...TypeNodes[]],
  keysOf: Map<string, Set<string>>,
): TypeDeclaration {
  const fields = new Map<string, FieldDefinitionNode>();
  const inputFields = new Map<string, InputValueDefinitionNode>();
  const values = new Map<string, EnumValueDefinitionNode>();
  const members: NamedTypeNode[] = [];
  const interfaces: NamedTypeNode[] = [];
  let description: StringValueNode | null = null;
  for (const node of nodes) {
    if ("description" in node && node.description) description ??= node.description;
    if ("values" in node) for (const value of node.values ?? []) values.set(value.name.value, value);
    if ("types" in node) members.push(...(node.types ?? []));
    if ("interfaces" in node) interfaces.push(...(node.interfaces ?? []));
    if ("fields" in node) {
      for (const field of node.fields ?? []) {
        if (MACHINERY.has(field.name.value)) continue;
        if (field.kind === Kind.FIELD_DEFINITION) fields.set(field.name.value, field);
        else inputFields.set(field.name.value, field);
      }
    }
  }
  const keys = new Set<string>();
  keysOf.set(name, keys);
  return {
    name,
    kind: KINDS[nodes[0].kind] ?? "scalar",
    isRoot: ROOT_NAMES.has(name),
    nodes,
    description,
    directives: nodes.flatMap((node) => node.directives ?? []),
    fields,
    inputFields,
    values,
    members,
    interfaces,
    keys,
  };
}

/** Null for an invalid field set, which composition reports. */
function selectionOf(fields: string | null): SelectionSetNode | null {
  if (fields === null) return null;
  try {
    const [definition] = parse(`{ ${fields} }`, { noLocation: true, maxTokens: 1_000 }).definitions;
    return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : null;
  } catch {
    return null;
  }
}

function walk(
  set: SelectionSetNode,
  type: string,
  types: ReadonlyMap<string, TypeDeclaration>,
  add: (type: string, field: string) => void,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT)
      walk(selection.selectionSet, selection.typeCondition?.name.value ?? type, types, add);
    if (selection.kind !== Kind.FIELD) continue;
    const field = types.get(type)?.fields.get(selection.name.value);
    if (!field) continue;
    add(type, field.name.value);
    if (selection.selectionSet) walk(selection.selectionSet, namedType(field.type), types, add);
  }
}
