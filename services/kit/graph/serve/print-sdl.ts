/**
 * A subgraph's SDL as composition wants it and as a person can compare it: Federation 2.9, each used
 * directive imported, types, fields and arguments in the order of their names. Codes of a list keep the order
 * of the standard.
 */
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import {
  Kind,
  parse,
  print,
  visit,
  type ASTNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { FEED_DIRECTIVE } from "#schema/feed-directive.js";
import { SEMANTIC_NON_NULL } from "#schema/semantic-non-null.js";
import { withInterfaces } from "../types/interfaces.js";
import { ROOT_DESCRIPTIONS } from "../types/root-descriptions.js";
import { fieldsOf, nullableAcrossSubgraphs } from "./across-subgraphs.js";

const FEDERATION_URL = "https://specs.apollo.dev/federation/v2.9";

/** Directives of the specification that a subgraph may use. */
const FEDERATION_DIRECTIVES = [
  "authenticated",
  "composeDirective",
  "cost",
  "external",
  "inaccessible",
  "interfaceObject",
  "key",
  "listSize",
  "override",
  "policy",
  "provides",
  "requires",
  "requiresScopes",
  "shareable",
  "tag",
];

/** The names of types that hold records: of the subgraph itself, and of all subgraphs. */
export interface RecordNames {
  readonly own: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

export function printSdl(schema: GraphQLSchema, { own, all }: RecordNames): string {
  const written = withoutSchemaDefinition(parse(printSchemaWithDirectives(schema), { noLocation: true }));
  const across = withResolvableStubs(nullableAcrossSubgraphs(written, stubsOf(written)));
  const document = sorted(withRootDescriptions(withInterfaces(across, own, all)));
  const used = directivesOf(document).add("composeDirective");
  const imports = FEDERATION_DIRECTIVES.filter((name) => used.has(name))
    .map((name) => `"@${name}"`)
    .join(", ");
  const composed = [FEED_DIRECTIVE, SEMANTIC_NON_NULL].filter(
    ({ name }) => name === FEED_DIRECTIVE.name || used.has(name),
  );
  const header = `extend schema
    @link(url: "${FEDERATION_URL}", import: [${imports}])
    ${composed.map(({ name, url }) => `@link(url: "${url}", import: ["@${name}"]) @composeDirective(name: "@${name}")`).join("\n    ")}

  ${composed.map(({ definition }) => definition).join("\n\n")}`;
  return `${print(parse(header))}\n\n${print(document)}\n`;
}

function withRootDescriptions(document: DocumentNode): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition: (node) => {
      const value = ROOT_DESCRIPTIONS.get(node.name.value);
      return value === undefined
        ? undefined
        : { ...node, description: { kind: Kind.STRING, value, block: true } };
    },
  });
}

/** Roots have their usual names, and the links stand in an extension. */
function withoutSchemaDefinition(document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.filter(({ kind }) => kind !== Kind.SCHEMA_DEFINITION),
  };
}

/** The entities that the subgraph only points at. */
function stubsOf({ definitions }: DocumentNode): ReadonlySet<string> {
  return new Set(
    definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && node.directives?.some(isStubKey) ? [node.name.value] : [],
    ),
  );
}

/**
 * An entity of another subgraph that has fields here can be asked for here: it loses its `resolvable: false`.
 */
function withResolvableStubs(document: DocumentNode): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition: (node) => {
      const directives = node.directives ?? [];
      const keys = new Set(directives.filter(isStubKey).map(fieldsOf));
      if (keys.size === 0 || (node.fields ?? []).every(({ name }) => keys.has(name.value))) return undefined;
      return {
        ...node,
        directives: directives.map((directive) =>
          isStubKey(directive) ? withoutResolvable(directive) : directive,
        ),
      };
    },
  });
}

function withoutResolvable(directive: ConstDirectiveNode): ConstDirectiveNode {
  return {
    ...directive,
    arguments: (directive.arguments ?? []).filter(({ name }) => name.value !== "resolvable"),
  };
}

function isStubKey(directive: ConstDirectiveNode): boolean {
  return (
    directive.name.value === "key" &&
    (directive.arguments ?? []).some(({ name }) => name.value === "resolvable")
  );
}

function sorted(document: DocumentNode): DocumentNode {
  return visit(document, {
    Document: { leave: (node) => ({ ...node, definitions: byName(node.definitions) }) },
    ObjectTypeDefinition: { leave: (node) => ({ ...node, fields: byName(node.fields ?? []) }) },
    InterfaceTypeDefinition: { leave: (node) => ({ ...node, fields: byName(node.fields ?? []) }) },
    InputObjectTypeDefinition: { leave: (node) => ({ ...node, fields: byName(node.fields ?? []) }) },
    FieldDefinition: { leave: (node) => ({ ...node, arguments: byName(node.arguments ?? []) }) },
  });
}

function byName<T extends ASTNode>(nodes: readonly T[]): readonly T[] {
  const nameOf = (node: ASTNode): string =>
    "name" in node && node.name?.kind === Kind.NAME ? node.name.value : "";
  return nodes.toSorted((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
}

function directivesOf(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, { Directive: (node) => void names.add(node.name.value) });
  return names;
}
