/**
 * Normalises the SDL of a running service. Federation libraries print their own definitions with it
 * (directive definitions, `_Service`, `_entities`); these are removed, because the department did not write
 * them.
 */
import { Kind, parse, print, visit, type ASTNode, type DocumentNode } from "graphql";

/** Removes federation's definitions from SDL. Throws GraphQLError for invalid syntax. */
export function readServiceSdl(sdl: string): string {
  return `${print(withoutMachinery(parse(sdl, { noLocation: true })))}\n`;
}

/**
 * True when two texts define the same schema: descriptions and order are ignored, extensions count as
 * definitions.
 */
export function isSameSchema(one: string, other: string): boolean {
  try {
    return normalise(one) === normalise(other);
  } catch {
    return one === other;
  }
}

const TYPES = /^(?:_Service|_Any|_Entity|(?:federation|link)__\w+)$/;
const DIRECTIVES =
  /^(?:link|key|requires|provides|external|extends|inaccessible|shareable|override|tag|composeDirective|interfaceObject|authenticated|requiresScopes|policy|context|fromContext|cost|listSize|federation__\w+)$/;
const FIELDS = new Set(["_service", "_entities"]);
const ROOTS: Readonly<Record<string, string>> = {
  query: "Query",
  mutation: "Mutation",
  subscription: "Subscription",
};

function withoutMachinery(document: DocumentNode): DocumentNode {
  return visit(document, {
    DirectiveDefinition: ({ name }) => (DIRECTIVES.test(name.value) ? null : undefined),
    ScalarTypeDefinition: ({ name }) => (TYPES.test(name.value) ? null : undefined),
    EnumTypeDefinition: ({ name }) => (TYPES.test(name.value) ? null : undefined),
    UnionTypeDefinition: ({ name }) => (TYPES.test(name.value) ? null : undefined),
    FieldDefinition: ({ name }) => (FIELDS.has(name.value) ? null : undefined),
    ObjectTypeDefinition: {
      enter: ({ name }) => (TYPES.test(name.value) ? null : undefined),
      leave: ({ fields = [] }) => (fields.length === 0 ? null : undefined),
    },
    ObjectTypeExtension: {
      leave: ({ fields = [], directives = [], interfaces = [] }) =>
        fields.length + directives.length + interfaces.length === 0 ? null : undefined,
    },
    // A schema definition with the default root names is redundant.
    SchemaDefinition: ({ directives = [], operationTypes }) =>
      operationTypes.every(({ operation, type }) => ROOTS[operation] === type.name.value)
        ? { kind: Kind.SCHEMA_EXTENSION, directives }
        : undefined,
  });
}

function normalise(sdl: string): string {
  const document: DocumentNode = visit(withoutMachinery(parse(sdl, { noLocation: true })), {
    leave: (node): ASTNode => {
      const sorted: Record<string, unknown> = {
        ...node,
        description: undefined,
        kind: node.kind === Kind.SCHEMA_EXTENSION ? node.kind : node.kind.replace("Extension", "Definition"),
      };
      for (const part of ["fields", "arguments", "values", "directives", "types", "interfaces"]) {
        const nodes = sorted[part];
        if (Array.isArray(nodes)) sorted[part] = nodes.toSorted(byText);
      }
      return sorted as unknown as ASTNode; // the same node, its parts in another order
    },
  });
  return print({ ...document, definitions: document.definitions.toSorted(byText) });
}

function byText(one: ASTNode, other: ASTNode): number {
  return print(one) < print(other) ? -1 : 1;
}
