/**
 * A contract: a named view of the graph, by what its elements are tagged with (`@tag`). What it leaves out is
 * made `@inaccessible` in a copy of the supergraph, and the reference implementation takes it away, or says
 * why that leaves no sound graph. The rules are those of Apollo's contracts, unreachable types hidden:
 * https://www.apollographql.com/docs/graphos/platform/schema-management/delivery/contracts/overview
 */
import { errorCauses, type Schema } from "@apollo/federation-internals";
import { GraphQLSchema } from "graphql";
import type { Finding } from "../composition/finding.js";
import { buildSupergraph } from "../../engine/plan/build-supergraph.js";
import { toFinding } from "./contract-findings.js";
import { hideElements } from "./hide-elements.js";

export interface ContractDefinition {
  /** Lower-case letters, digits and hyphens: the last part of its endpoint, `/graphql/<name>`. */
  readonly name: string;
  /**
   * Tags. Empty: all is included. Else only unions and fields of objects and interfaces that have one of
   * them, themselves or by their type.
   */
  readonly include: readonly string[];
  /** Tags. What has one of them is hidden, whatever else it has. */
  readonly exclude: readonly string[];
  /** Who it is for. The description of its schema, with the English one. */
  readonly descriptionZh: string;
  readonly descriptionEn: string;
  /** True for one that shows what is for the departments' people. */
  readonly isForStaff?: boolean;
}

/** It is a part of addresses. */
export function isContractName(name: string): boolean {
  return /^[a-z][a-z0-9-]{0,62}$/.test(name);
}

export type ContractView =
  /** The API schema that its clients see, with @defer. */
  | { readonly ok: true; readonly schema: GraphQLSchema }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * Throws a plain Error when the supergraph itself is none. It takes the hub's own graph half a second: see
 * `apply-apart.ts`.
 */
export function applyContract(supergraph: string, contract: Omit<ContractDefinition, "name">): ContractView {
  return show(buildSupergraph(supergraph).schema, contract);
}

/** By their names; what they have in common is done once. Throws like `applyContract`. */
export function applyContracts(
  supergraph: string,
  contracts: readonly ContractDefinition[],
): ReadonlyMap<string, ContractView> {
  if (contracts.length === 0) return new Map();
  const { schema } = buildSupergraph(supergraph);
  return new Map(contracts.map((contract) => [contract.name, show(schema.clone(), contract)]));
}

/** Hides what the contract does not show in that very schema. */
function show(
  schema: Schema,
  { include, exclude, descriptionZh, descriptionEn }: Omit<ContractDefinition, "name">,
): ContractView {
  hideElements(schema, { include: new Set(include), exclude: new Set(exclude) });
  try {
    const shown = schema.toAPISchema().toGraphQLJSSchema({ includeDefer: true });
    const description = [descriptionZh, descriptionEn].filter(Boolean).join(" / ");
    return {
      ok: true,
      schema: description === "" ? shown : new GraphQLSchema({ ...shown.toConfig(), description }),
    };
  } catch (error) {
    const causes = error instanceof Error ? errorCauses(error) : undefined;
    if (!causes) throw error;
    return { ok: false, findings: causes.map(toFinding) };
  }
}
