/**
 * Reads the fields that a subgraph requires to resolve a field (`@requires`), and checks that a
 * representation has them.
 */
import { Kind, parse, type DocumentNode, type SelectionSetNode } from "graphql";
import type { PossibleTypes } from "./known-answer.js";
import type { EntitySource, RequiredSelection } from "./query-plan.js";
import { textOf } from "../../federation-names.js";
import { ofGraph, readGraphNames } from "./subgraph-schema.js";

/** Null: the field requires only a key. */
export type RequirementOf = (subgraph: string, type: string, field: string) => SelectionSetNode | null;

export function readRequirements(supergraph: DocumentNode): RequirementOf {
  const graphs = readGraphNames(supergraph);
  const known = new Map<string, SelectionSetNode>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    for (const { name, directives } of definition.fields ?? [])
      for (const [subgraph, graph] of graphs) {
        const [told] = ofGraph(directives, "join__field", graph).flatMap(
          (join) => textOf(join, "requires") ?? [],
        );
        if (told !== undefined) known.set(`${subgraph} ${definition.name.value} ${name.value}`, setOf(told));
      }
  }
  return (subgraph, type, field) => known.get(`${subgraph} ${type} ${field}`) ?? null;
}

function setOf(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`No selection of fields: ${fields}`);
  return definition.selectionSet;
}

/** A field that is selected on a type, or on its possible types. */
export interface AskedField {
  readonly subgraph: string;
  readonly type: string;
  readonly field: string;
}

/**
 * True when each representation that may be an object of that type has all fields that the field requires.
 */
export function tellsRequired(
  { requires, inputRewrites }: Pick<EntitySource, "requires" | "inputRewrites">,
  { subgraph, type, field }: AskedField,
  requirementOf: RequirementOf,
  possible: PossibleTypes,
): boolean {
  const renamed = new Set(
    inputRewrites.flatMap((rewrite) => (rewrite.kind === "rename" ? [rewrite.to] : [])),
  );
  const behind = possible(type);
  const kinds = new Set(
    requires.flatMap((selection) =>
      selection.kind === "fragment" ? [...possible(selection.type ?? type)] : [...behind],
    ),
  );
  return [...kinds]
    .filter((kind) => behind.has(kind))
    .every((kind) => {
      const wanted = requirementOf(subgraph, type, field) ?? requirementOf(subgraph, kind, field);
      return (
        wanted === null ||
        tells(
          requires.filter(
            (selection) => selection.kind === "field" || possible(selection.type ?? kind).has(kind),
          ),
          wanted,
          renamed,
        )
      );
    });
}

function tells(
  given: readonly RequiredSelection[],
  { selections }: SelectionSetNode,
  renamed: ReadonlySet<string>,
): boolean {
  const fields = given.flatMap(fieldsOf);
  return selections.every((selection) => {
    if (selection.kind !== Kind.FIELD)
      return selection.kind === Kind.FRAGMENT_SPREAD || tells(given, selection.selectionSet, renamed);
    const name = selection.name.value;
    const found = fields.filter(({ to }) => to === name);
    if (found.length === 0) return renamed.has(name);
    return (
      !selection.selectionSet ||
      tells(
        found.flatMap((one) => one.selections ?? []),
        selection.selectionSet,
        renamed,
      )
    );
  });
}

function fieldsOf(selection: RequiredSelection): readonly Extract<RequiredSelection, { kind: "field" }>[] {
  return selection.kind === "field" ? [selection] : selection.selections.flatMap(fieldsOf);
}
