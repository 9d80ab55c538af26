/**
 * Proves a plan before it is used: each operation is valid in its subgraph's schema, earlier steps fetch all
 * fields of each representation, representations contain the fields that the fetched fields require, and
 * every selected field is fetched. Planners have been seen to violate each of these, which can cause wrong
 * answers, or worse.
 */
import {
  FieldsOnCorrectTypeRule,
  FragmentsOnCompositeTypesRule,
  isTypeDefinitionNode,
  Kind,
  KnownArgumentNamesRule,
  KnownFragmentNamesRule,
  KnownTypeNamesRule,
  NoUndefinedVariablesRule,
  OverlappingFieldsCanBeMergedRule,
  parse,
  PossibleFragmentSpreadsRule,
  ProvidedRequiredArgumentsRule,
  ScalarLeafsRule,
  validate,
  VariablesInAllowedPositionRule,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { fragmentsOf } from "../fragments-of.js";
import {
  addSelection,
  canRepresent,
  mergeKnown,
  placesAt,
  renameKnown,
  type Branch,
  type KnownObject,
  type PossibleTypes,
} from "./known-answer.js";
import type { OperationQuestion } from "./planner.js";
import { PlanRefused } from "./plan-refused.js";
import type {
  DeferredPart,
  EntitySource,
  PlanNode,
  QueryPlan,
  Rewrite,
  SubgraphOperation,
} from "./query-plan.js";
import { readRequirements, tellsRequired, type AskedField, type RequirementOf } from "./requirements.js";
import { createSubgraphSchemas, type SubgraphSchemas } from "./subgraph-schema.js";
import { createFindUnanswered } from "./unanswered.js";

/** Throws PlanRefused. */
export type ProvePlan = (
  plan: QueryPlan,
  question: Pick<OperationQuestion, "text" | "operationName">,
) => void;

/** Rules for values are missing, because values are validated against the API schema. */
const RULES = [
  FieldsOnCorrectTypeRule,
  ScalarLeafsRule,
  FragmentsOnCompositeTypesRule,
  PossibleFragmentSpreadsRule,
  OverlappingFieldsCanBeMergedRule,
  KnownTypeNamesRule,
  KnownFragmentNamesRule,
  KnownArgumentNamesRule,
  ProvidedRequiredArgumentsRule,
  NoUndefinedVariablesRule,
  VariablesInAllowedPositionRule,
];

export function createPlanProof(supergraph: string): ProvePlan {
  const document = parse(supergraph, { noLocation: true });
  const schemas = createSubgraphSchemas(document);
  const possible = possibleTypesOf(document);
  const requirementOf = readRequirements(document);
  const findUnanswered = createFindUnanswered(document, possible);
  return ({ source, node, deferred }, { text, operationName }) => {
    const root: KnownObject = new Map();
    const main: Branch = { parent: null, isDone: false };
    const proving: Proving = { root, schemas, possible, requirementOf };
    if (source) fetch(source.operation, [[]], source.rewrites, main, proving);
    if (node) prove(node, main, proving);
    deferred.forEach((part) => proveDeferred(part, main, proving));
    const unanswered = findUnanswered(parse(text, { noLocation: true }), operationName, root);
    if (unanswered !== null) throw new PlanRefused("incomplete", `nothing fetches ${unanswered} of ${text}`);
  };
}

interface Proving {
  readonly root: KnownObject;
  readonly schemas: SubgraphSchemas;
  readonly possible: PossibleTypes;
  readonly requirementOf: RequirementOf;
}

function prove(node: PlanNode, branch: Branch, proving: Proving): void {
  switch (node.kind) {
    case "sequence":
      return node.nodes.forEach((inner) => prove(inner, branch, proving));
    case "parallel": {
      const branches = node.nodes.map((inner): Branch => {
        const own = { parent: branch, isDone: false };
        prove(inner, own, proving);
        return own;
      });
      for (const own of branches) own.isDone = true;
      return;
    }
    case "fetch":
      return fetch(node.operation, [node.path], node.rewrites, branch, proving);
    case "entities":
      return look(node.operation, node.sources, branch, proving);
  }
}

function proveDeferred({ node, deferred }: DeferredPart, branch: Branch, proving: Proving): void {
  if (node) prove(node, branch, proving);
  deferred.forEach((part) => proveDeferred(part, branch, proving));
}

function fetch(
  operation: SubgraphOperation,
  paths: EntitySource["paths"],
  rewrites: readonly Rewrite[],
  by: Branch,
  proving: Proving,
): void {
  const { root, possible } = proving;
  const { definition, fragments } = readValid(operation, proving);
  const found: KnownObject = new Map();
  addSelection({ object: found, types: null }, definition.selectionSet, { fragments, possible, by });
  renameKnown(found, rewrites, by);
  for (const path of paths) {
    const places = placesAt(root, path, by, possible);
    if (places.length === 0)
      throw new PlanRefused("place", `${operation.text} has no place`, operation.subgraph);
    for (const place of places) mergeKnown(place, found);
  }
}

function look(
  operation: SubgraphOperation,
  sources: readonly EntitySource[],
  by: Branch,
  proving: Proving,
): void {
  const { root, possible, requirementOf } = proving;
  const { definition, fragments } = readValid(operation, proving);
  const added: (() => void)[] = [];
  for (const source of sources) {
    const { field, paths, requires, outputRewrites } = source;
    const selected = definition.selectionSet.selections.find(
      (selection) => selection.kind === Kind.FIELD && (selection.alias ?? selection.name).value === field,
    );
    const found: KnownObject = new Map();
    if (selected?.kind === Kind.FIELD && selected.selectionSet)
      addSelection({ object: found, types: null }, selected.selectionSet, { fragments, possible, by });
    const untold =
      selected?.kind === Kind.FIELD &&
      selected.selectionSet &&
      askedIn(selected.selectionSet, "_Entity", fragments).find(
        (asked) =>
          !tellsRequired(source, { subgraph: operation.subgraph, ...asked }, requirementOf, possible),
      );
    if (untold)
      throw new PlanRefused(
        "representation",
        `${operation.text} does not tell what ${untold.type}.${untold.field} requires`,
        operation.subgraph,
      );
    renameKnown(found, outputRewrites, by);
    for (const path of paths) {
      const places = placesAt(root, path, by, possible);
      if (!places.some((place) => canRepresent(place, requires, by, possible)))
        throw new PlanRefused(
          "representation",
          `${operation.text} needs what no step before it fetches`,
          operation.subgraph,
        );
      for (const place of places) added.push(() => mergeKnown(place, found));
    }
  }
  added.forEach((add) => add());
}

/** Yields the fields of the objects themselves, each with its parent type. */
function askedIn(
  { selections }: SelectionSetNode,
  type: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly Omit<AskedField, "subgraph">[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [{ type, field: selection.name.value }];
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    return fragment
      ? askedIn(fragment.selectionSet, fragment.typeCondition?.name.value ?? type, fragments)
      : [];
  });
}

function readValid(
  { subgraph, text }: SubgraphOperation,
  { schemas }: Proving,
): {
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
} {
  const document = parse(text, { noLocation: true });
  const [fault] = validate(schemas(subgraph), document, RULES, { maxErrors: 1 });
  if (fault) throw new PlanRefused("operation", `${text}: ${fault.message}`, subgraph);
  const fragments = fragmentsOf(document);
  const definition = document.definitions.find((known) => known.kind === Kind.OPERATION_DEFINITION);
  if (!definition) throw new PlanRefused("operation", `${text} asks for nothing`, subgraph);
  return { definition, fragments };
}

/** An interface counts as its own possible type, because an interface object has the interface's name. */
function possibleTypesOf({ definitions }: DocumentNode): PossibleTypes {
  const members = new Map<string, Set<string>>();
  const add = (name: string, member: string): void => {
    members.set(name, (members.get(name) ?? new Set([name])).add(member));
  };
  for (const definition of definitions.filter(isTypeDefinitionNode)) {
    const {
      name: { value: name },
    } = definition;
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION)
      for (const above of definition.interfaces ?? []) add(above.name.value, name);
    if (definition.kind === Kind.UNION_TYPE_DEFINITION)
      for (const member of definition.types ?? []) add(name, member.name.value);
  }
  return (name) => members.get(name) ?? new Set([name]);
}
