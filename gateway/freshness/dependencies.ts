/**
 * Computes an answer's dependencies before it is made: the plan says which fields are read from which
 * subgraph, including key fields and required fields, and the subgraphs say how long each stays fresh. One
 * field that must not be cached makes the whole answer uncacheable: it stays fresh for no time.
 */
import { Kind, parse, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";
import type { CompiledPlan } from "../engine/compile/compile-plan.js";
import { fragmentsOf } from "../engine/fragments-of.js";
import type { SubgraphOperation } from "../engine/plan/query-plan.js";
import {
  merge,
  NEVER,
  readHints,
  type Hint,
  type HintedSubgraph,
  type SubgraphHints,
} from "./subgraph-hints.js";

export interface Dependencies extends Hint {
  /** True when a department's own service contributes: such a service is told who the caller is. */
  readonly byCaller: boolean;
}

/**
 * Null: nothing is known of a subgraph that contributes, and the answer must not be cached. The result is
 * memoised for each plan.
 */
export type DependenciesOf = (plan: CompiledPlan) => Dependencies | null;

export function createDependencies(subgraphs: readonly HintedSubgraph[]): DependenciesOf {
  const unread = new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph]));
  const read = new Map<string, SubgraphHints>();
  const known = new WeakMap<CompiledPlan, Dependencies | null>();
  const hintsOf = (name: string): SubgraphHints | null => {
    const subgraph = unread.get(name);
    if (!subgraph) return null;
    const hints = read.get(name) ?? readHints(subgraph);
    read.set(name, hints);
    return hints;
  };
  const look = ({ operations }: CompiledPlan): Dependencies | null => {
    const found: Hint[] = [{ feeds: [], seconds: Infinity }];
    let byCaller = false;
    for (const operation of operations) {
      const hints = hintsOf(operation.subgraph);
      if (!hints) return null;
      byCaller ||= !hints.isOwn;
      const hint = operation.isMutation ? NEVER : hintOf(operation, hints);
      found.push(hint);
    }
    const { feeds, seconds } = merge(found);
    return { feeds: feeds.toSorted(), seconds, byCaller };
  };
  return (plan) => {
    const before = known.get(plan);
    if (before !== undefined) return before;
    const made = look(plan);
    known.set(plan, made);
    return made;
  };
}

function hintOf({ text }: SubgraphOperation, hints: SubgraphHints): Hint {
  const document = parse(text, { noLocation: true });
  const fragments = fragmentsOf(document);
  const found: Hint[] = [{ feeds: [], seconds: Infinity }];
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION)
      collect({ type: "Query", isEntry: false }, definition.selectionSet, { hints, fragments, found });
  return merge(found);
}

interface SelectionParent {
  readonly type: string;
  readonly isEntry: boolean;
}

interface Collecting {
  readonly hints: SubgraphHints;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly found: Hint[];
}

function collect(place: SelectionParent, { selections }: SelectionSetNode, collecting: Collecting): void {
  const { hints, fragments, found } = collecting;
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) {
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment)
        collect(
          { ...place, type: fragment.typeCondition?.name.value ?? place.type },
          fragment.selectionSet,
          collecting,
        );
      continue;
    }
    const { value: name } = selection.name;
    if (name === "__typename") continue;
    const isLookUp = place.type === "Query" && name === "_entities";
    if (!isLookUp) {
      const hint = hints.of(place.type, name, place.isEntry);
      if (hint) found.push(hint);
    }
    if (selection.selectionSet)
      collect(
        { type: isLookUp ? "_Entity" : (hints.typeOf(place.type, name) ?? ""), isEntry: isLookUp },
        selection.selectionSet,
        collecting,
      );
  }
}
