/**
 * Resolves the names of a subgraph's directives: imports can rename them, and a link can have another prefix.
 */
import {
  Kind,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type ObjectValueNode,
} from "graphql";

export interface Link {
  readonly node: ConstDirectiveNode;
  readonly url: string | null;
  readonly as: string | null;
  readonly imports: readonly Import[];
}

export interface Import {
  readonly node: ConstValueNode;
  /** The specification's name, with its `@`; null if the value is not an import. */
  readonly name: string | null;
  readonly as: string | null;
}

/**
 * Maps a directive's name in the document to the specification's name without `@`; null for a directive that
 * is not the specification's.
 */
export type FederationName = (used: string) => string | null;

const FEDERATION = "https://specs.apollo.dev/federation/";
/** Directives that need no import: GraphQL's own, and those of Federation 1 where nothing is linked. */
const GRAPHQL = ["deprecated", "specifiedBy", "oneOf"];
const FEDERATION_1 = ["key", "external", "requires", "provides", "extends", "tag"];

export function readLinks(document: DocumentNode): readonly Link[] {
  return document.definitions
    .flatMap((definition) =>
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? (definition.directives ?? [])
        : [],
    )
    .filter(({ name }) => name.value === "link")
    .map((node) => {
      const list = argumentOf(node, "import");
      return {
        node,
        url: stringOf(argumentOf(node, "url")),
        as: stringOf(argumentOf(node, "as")),
        imports: list?.kind === Kind.LIST ? list.values.map(readImport) : list ? [readImport(list)] : [],
      };
    });
}

export function isFederation({ url }: Link): boolean {
  return url?.startsWith(FEDERATION) ?? false;
}

export function createFederationName(links: readonly Link[]): FederationName {
  const federation = links.filter(isFederation);
  const known = new Map(
    [...GRAPHQL, ...(federation.length === 0 ? FEDERATION_1 : [])].map((name) => [name, name]),
  );
  for (const { name, as } of federation.flatMap(({ imports }) => imports))
    if (name?.startsWith("@")) known.set((as ?? name).replace(/^@/, ""), name.slice(1));
  const prefixes = federation.map(({ as }) => `${as ?? "federation"}__`);
  return (used) => {
    const prefix = prefixes.find((each) => used.startsWith(each));
    return known.get(used) ?? (prefix === undefined ? null : used.slice(prefix.length));
  };
}

export function argumentOf(
  { arguments: given = [] }: ConstDirectiveNode,
  name: string,
): ConstValueNode | null {
  return given.find((argument) => argument.name.value === name)?.value ?? null;
}

export function stringOf(value: ConstValueNode | null): string | null {
  return value?.kind === Kind.STRING ? value.value : null;
}

function readImport(node: ConstValueNode): Import {
  if (node.kind === Kind.STRING) return { node, name: node.value, as: null };
  return node.kind === Kind.OBJECT
    ? { node, name: entryOf(node, "name"), as: entryOf(node, "as") }
    : { node, name: null, as: null };
}

function entryOf(node: ObjectValueNode, name: string): string | null {
  const value = node.fields.find((field) => field.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

/**
 * The value of a string, enum or Boolean argument as text; null for any other, and for a missing argument.
 */
export function textOf(directive: ConstDirectiveNode, name: string): string | null {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM
    ? value.value
    : value?.kind === Kind.BOOLEAN
      ? String(value.value)
      : null;
}
