/**
 * Which fields of an operation somebody may see. What it demands is looked at once; each outcome is a variant
 * of the operation, in which the fields that are denied are marked, and nobody is asked for them.
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
  /** True when not everybody may see all of it. */
  readonly isGuarded: boolean;
  /** Policies that it names, in order. */
  readonly policies: readonly string[];
  /** Tells the outcomes apart; empty where all may be seen. */
  readonly outcomeOf: (rights: Rights) => string;
  readonly permit: (outcome: string) => Permitted;
}

/** What is asked of a field: all of these, and one of those where there are any. */
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

/** Of each field that demands anything. */
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
        // The schema itself is for everybody.
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
    // Where all that may stand there is protected, so is the place.
    one: one.length === ofObjects.length ? one : [],
    whole:
      isInterfaceType(named) && selectionSet && asksWhole(selectionSet, named.name, fragments)
        ? demands.ofWhole(named.name)
        : null,
  };
}

/** True when fields of the interface itself are asked for, and not only of certain types. */
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
    // An object of which nothing else is asked is there, or is not.
    SelectionSet: { leave: (node) => (node.selections.length === 0 ? TYPENAME_ONLY : undefined) },
  });
}
