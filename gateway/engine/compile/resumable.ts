/**
 * Resumable streams of departments' subgraphs, by a schema convention: a root field of Subscription has the
 * argument `after: String`, and its type is an object with `cursor: String!` in the same subgraph. The
 * gateway then always selects the cursor of each event, and itself sets `after` to resume.
 */
import {
  Kind,
  parse,
  print,
  valueFromASTUntyped,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type TypeNode,
} from "graphql";
import type { SubgraphOperation } from "../plan/query-plan.js";
import type { Variables } from "../run/run.js";

/** True when this subgraph's Subscription field can be resumed. */
export type IsResumable = (subgraph: string, field: string) => boolean;

export function readResumable(supergraph: DocumentNode): IsResumable {
  const objects = new Map(
    supergraph.definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const names = new Map(
    supergraph.definitions
      .flatMap((definition) =>
        definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === "join__Graph"
          ? (definition.values ?? [])
          : [],
      )
      .map(({ name, directives }) => [
        argumentOf(
          directives?.find((directive) => directive.name.value === "join__graph"),
          "name",
        ),
        name.value,
      ]),
  );
  const isIn = (
    graph: string | undefined,
    directives: readonly DirectiveNode[] = [],
    name: string,
  ): boolean =>
    directives.some(
      (directive) =>
        directive.name.value === name &&
        argumentOf(directive, "graph") === graph &&
        argumentOf(directive, "external") !== "true",
    );
  return (subgraph, name) => {
    const graph = names.get(subgraph);
    const field = objects.get("Subscription")?.fields?.find((known) => known.name.value === name);
    const type = field && objects.get(nameOf(field.type));
    const cursor = type?.fields?.find((known) => known.name.value === "cursor");
    if (
      !field ||
      !type ||
      !cursor ||
      print(cursor.type) !== "String!" ||
      !isIn(graph, type.directives, "join__type")
    )
      return false;
    const isGiven =
      !cursor.directives?.some((directive) => directive.name.value === "join__field") ||
      isIn(graph, cursor.directives, "join__field");
    return (
      isGiven &&
      (field.arguments ?? []).some(
        (argument) => argument.name.value === "after" && print(argument.type) === "String",
      )
    );
  };
}

function nameOf(type: TypeNode): string {
  if (type.kind === Kind.NAMED_TYPE) return type.name.value;
  // A list has no cursor.
  return type.kind === Kind.NON_NULL_TYPE ? nameOf(type.type) : "";
}

function argumentOf(directive: DirectiveNode | undefined, name: string): string | null {
  const value = directive?.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM
    ? value.value
    : value?.kind === Kind.BOOLEAN
      ? String(value.value)
      : null;
}

/** The resumable form of a subscription's subgraph operation. */
export interface Resumable {
  readonly text: string;
  /** The start cursor in the operation's own arguments; null: from now on. */
  readonly startOf: (variables: Variables) => string | null;
  readonly variablesFor: (variables: Variables, after: string | null) => Record<string, unknown>;
  /** Removes the cursor from an event's data and returns it. Null: the data have no cursor. */
  readonly takeCursor: (data: Readonly<Record<string, unknown>>) => string | null;
}

/** Null if the stream cannot be resumed. */
export function compileResumable(operation: SubgraphOperation, isResumable: IsResumable): Resumable | null {
  const document = parse(operation.text, { noLocation: true });
  const definition = document.definitions.find((known) => known.kind === Kind.OPERATION_DEFINITION);
  const [field, ...others] = definition?.selectionSet.selections ?? [];
  if (
    !definition ||
    field?.kind !== Kind.FIELD ||
    !field.selectionSet ||
    others.length > 0 ||
    !isResumable(operation.subgraph, field.name.value)
  )
    return null;
  const [place, key] = [unused("tongchaAfter", operation.text), unused("tongchaCursor", operation.text)];
  const given = field.arguments?.find(({ name }) => name.value === "after")?.value;
  const changed = withPlace(field, place, key);
  const used = new Set<string>();
  const rest = document.definitions.filter((known) => known !== definition);
  for (const part of [changed, ...rest])
    visit(part, {
      Variable: ({ name }) => {
        used.add(name.value);
      },
    });
  const asked: OperationDefinitionNode = {
    ...definition,
    selectionSet: { ...definition.selectionSet, selections: [changed] },
    variableDefinitions: [
      ...(definition.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)),
      {
        kind: Kind.VARIABLE_DEFINITION,
        variable: variable(place),
        type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: "String" } },
      },
    ],
  };
  const root = field.alias?.value ?? field.name.value;
  return {
    text: print({ ...document, definitions: [asked, ...rest] }),
    startOf: (variables) => {
      const value: unknown = given && valueFromASTUntyped(given, variables);
      return typeof value === "string" ? value : null;
    },
    variablesFor: (variables, after) => ({
      ...Object.fromEntries(
        operation.variables.flatMap((name) =>
          used.has(name) && Object.hasOwn(variables, name) ? [[name, variables[name]]] : [],
        ),
      ),
      [place]: after,
    }),
    takeCursor: (data) => {
      const event = data[root];
      if (typeof event !== "object" || event === null) return null;
      const cursor: unknown = Reflect.get(event, key);
      Reflect.deleteProperty(event, key);
      return typeof cursor === "string" && cursor.length <= LONGEST && /^[^\0\r\n]+$/.test(cursor)
        ? cursor
        : null;
    },
  };
}

/** Longest cursor: every event of every client carries it, and a client resumes by it in a header. */
const LONGEST = 1_000;

function withPlace(field: FieldNode, place: string, key: string): FieldNode {
  const cursor: SelectionNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: key },
    name: { kind: Kind.NAME, value: "cursor" },
  };
  return {
    ...field,
    arguments: [
      ...(field.arguments ?? []).filter(({ name }) => name.value !== "after"),
      { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: "after" }, value: variable(place) },
    ],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(field.selectionSet?.selections ?? []), cursor],
    },
  };
}

function variable(name: string): {
  readonly kind: Kind.VARIABLE;
  readonly name: { readonly kind: Kind.NAME; readonly value: string };
} {
  return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } };
}

function unused(name: string, text: string): string {
  return text.includes(name) ? unused(`${name}_`, text) : name;
}
