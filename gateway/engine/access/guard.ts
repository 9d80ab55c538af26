/**
 * Decides which fields of an operation a caller may see. The demands are read once per operation; each
 * outcome is a variant of the operation whose denied fields are marked, and are not fetched.
 */
import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import { TYPENAME_ONLY } from "../prepare/decide-conditions.js";
import { meets, type Demand } from "./demand.js";
import { denyFields } from "./deny-fields.js";
import type { AskedOperation, Permitted } from "../asked-operation.js";
import type { Demands } from "./read-demands.js";
import type { Rights } from "../../rights/rights.js";

export interface Guard {
  /** True when the operation demands any rights. */
  readonly isGuarded: boolean;
  /** The policies that the operation's fields require, sorted. */
  readonly policies: readonly string[];
  /** A key for the outcome; empty if all fields are permitted. */
  readonly outcomeOf: (rights: Rights) => string;
  readonly permit: (outcome: string) => Permitted;
}

/** The demands on a field: `all` of these, and `one` of those, if there are any. */
interface FieldDemand {
  readonly all: readonly Demand[];
  readonly one: readonly Demand[];
}

export function createGuard(asked: AskedOperation, schema: GraphQLSchema, demands: Demands | null): Guard {
  const everything: Permitted = { asked, denied: NONE, document: asked.document };
  const ofNodes = demands && readOperation(asked, schema, demands);
  if (!ofNodes || ofNodes.size === 0)
    return { isGuarded: false, policies: [], outcomeOf: () => "", permit: () => everything };
  const distinct = [...new Set([...ofNodes.values()].flatMap(({ all, one }) => [...all, ...one]))];
  return {
    isGuarded: true,
    policies: [...new Set(distinct.flatMap(({ policies }) => policies.flat(2)))].toSorted(),
    outcomeOf: (rights) => {
      const outcome = distinct.map((demand) => (meets(rights, demand) ? "1" : "0")).join("");
      return outcome.includes("0") ? outcome : "";
    },
    permit: (outcome) => {
      if (outcome === "") return everything;
      const unmet = new Set(distinct.filter((_, at) => outcome[at] === "0"));
      const { denied, ...shown } = denyFields(asked, (node) => {
        const demand = ofNodes.get(node);
        return (
          demand !== undefined &&
          (demand.all.some((each) => unmet.has(each)) ||
            (demand.one.length > 0 && demand.one.every((each) => unmet.has(each))))
        );
      });
      return { asked: shown, denied, document: withoutFields(shown.document, denied) };
    },
  };
}

const NONE: ReadonlySet<FieldNode> = new Set();

/** Reads the demands of the operation's protected fields. */
function readOperation(
  { document, fragments }: AskedOperation,
  schema: GraphQLSchema,
  demands: Demands,
): ReadonlyMap<FieldNode, FieldDemand> {
  const found = new Map<FieldNode, FieldDemand>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: (node) => {
        const [parent, type] = [info.getParentType(), info.getType()];
        // Introspection demands no rights.
        if (!parent || !type || node.name.value.startsWith("__")) return;
        const below = ofValues(type, node, fragments, demands);
        const own = demands.ofField(parent.name, node.name.value);
        const all = [own, below.whole].filter((demand) => demand !== null);
        if (all.length + below.one.length > 0) found.set(node, { all, one: below.one });
      },
    }),
  );
  return found;
}

function ofValues(
  type: GraphQLOutputType,
  { selectionSet }: FieldNode,
  fragments: AskedOperation["fragments"],
  demands: Demands,
): { readonly whole: Demand | null; readonly one: readonly Demand[] } {
  const named = getNamedType(type);
  if (!isAbstractType(named)) return { whole: null, one: [] };
  const ofObjects = demands.ofObjects(named.name);
  const one = ofObjects.filter((demand) => demand !== null);
  return {
    // The field is protected if all its possible objects are.
    one: one.length === ofObjects.length ? one : [],
    whole:
      isInterfaceType(named) && selectionSet && asksWhole(selectionSet, named.name, fragments)
        ? demands.ofWhole(named.name)
        : null,
  };
}

/** True if the selection has fields of the interface itself, not only of certain types. */
function asksWhole(
  set: SelectionSetNode,
  name: string,
  fragments: AskedOperation["fragments"],
  seen = new Set<string>(),
): boolean {
  return set.selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value !== "__typename";
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      if (seen.has(selection.name.value)) return false;
      seen.add(selection.name.value);
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition?.name.value ?? name;
    return (
      fragment !== undefined && condition === name && asksWhole(fragment.selectionSet, name, fragments, seen)
    );
  });
}

function withoutFields(document: DocumentNode, denied: ReadonlySet<FieldNode>): DocumentNode {
  return visit(document, {
    Field: (node) => (denied.has(node) ? null : undefined),
    // An emptied selection still tells an object from null.
    SelectionSet: { leave: (node) => (node.selections.length === 0 ? TYPENAME_ONLY : undefined) },
  });
}
