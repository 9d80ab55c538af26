/**
 * Refuses a document before it is validated or planned. Selections and depth are counted as they stand once
 * fragments are expanded, memoised for each fragment and saturating: a 475-byte query of reused fragments
 * expands to millions and would keep the planner busy for half a minute.
 */
import {
  GraphQLError,
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { fragmentsOf } from "../engine/fragments-of.js";
import { parseOperation } from "../engine/prepare/read-operation.js";
import { HubError } from "#schema/errors.js";

export interface DocumentLimits {
  /** Fields and inline fragments, fragments expanded. */
  readonly selections: number;
  readonly depth: number;
  readonly tokens: number;
}

/** Parses; returns a syntax error, throws QUERY_TOO_LARGE or QUERY_TOO_DEEP. */
export type GuardDocument = (text: string) => DocumentNode | GraphQLError;

export function createGuard(limits: DocumentLimits): GuardDocument {
  return (text) => {
    const document = parseOperation(text, limits.tokens);
    if (!(document instanceof GraphQLError)) checkDocument(document, limits);
    else if (/ tokens\. Parsing aborted/.test(document.message))
      throw new HubError("QUERY_TOO_LARGE", { limit: limits.tokens, unit: "tokens" });
    return document;
  };
}

/**
 * Validation compares each pair of fragments that are spread in one selection set, directly or through other
 * fragments. Real documents have far fewer pairs; a document within all other limits could cause a hundred
 * thousand comparisons.
 */
const FRAGMENT_PAIRS = 20_000;

interface Extent {
  readonly selections: number;
  readonly depth: number;
}

function checkDocument(document: DocumentNode, limits: DocumentLimits): void {
  const fragments = fragmentsOf(document);
  const measured = new Map<string, Extent | "open">();

  const measureFragment = (name: string): Extent => {
    const known = measured.get(name);
    // Validation refuses a cycle, or a fragment that does not exist.
    if (known === "open") return { selections: 0, depth: 0 };
    if (known) return known;
    const fragment = fragments.get(name);
    if (!fragment) return { selections: 0, depth: 0 };
    measured.set(name, "open");
    const extent = measure(fragment.selectionSet);
    measured.set(name, extent);
    return extent;
  };
  const measure = (set: SelectionSetNode): Extent => {
    let selections = 0;
    let depth = 0;
    for (const selection of set.selections) {
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? measureFragment(selection.name.value)
          : selection.selectionSet
            ? measure(selection.selectionSet)
            : { selections: 0, depth: 0 };
      selections = Math.min(
        Number.MAX_SAFE_INTEGER,
        selections + inner.selections + (selection.kind === Kind.FIELD ? 1 : 0),
      );
      depth = Math.max(depth, inner.depth + (selection.kind === Kind.FIELD ? 1 : 0));
    }
    return { selections, depth };
  };

  checkPairs(document, fragments);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
      continue;
    const { selections, depth } = measure(definition.selectionSet);
    if (selections > limits.selections)
      throw new HubError("QUERY_TOO_LARGE", { limit: limits.selections, unit: "selections" });
    if (depth > limits.depth) throw new HubError("QUERY_TOO_DEEP", { limit: limits.depth, depth });
  }
}

function checkPairs(document: DocumentNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): void {
  let pairs = 0;
  visit(document, {
    SelectionSet: (set, _key, parent) => {
      // An inline fragment's spreads count for the selection set around it.
      if (parent && "kind" in parent && parent.kind === Kind.INLINE_FRAGMENT) return;
      const spread = new Set<string>();
      const open: SelectionSetNode[] = [set];
      for (let next = open.pop(); next; next = open.pop())
        for (const selection of next.selections) {
          if (selection.kind === Kind.INLINE_FRAGMENT) open.push(selection.selectionSet);
          if (selection.kind !== Kind.FRAGMENT_SPREAD || spread.has(selection.name.value)) continue;
          if ((pairs += spread.size) > FRAGMENT_PAIRS)
            throw new HubError("QUERY_TOO_LARGE", {
              limit: FRAGMENT_PAIRS,
              unit: "pairs of fragments in one place",
            });
          spread.add(selection.name.value);
          const fragment = fragments.get(selection.name.value);
          if (fragment) open.push(fragment.selectionSet);
        }
    },
  });
}
