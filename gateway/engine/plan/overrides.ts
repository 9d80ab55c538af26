/**
 * Progressive override, `@override(from:, label:)`: migrates fields between subgraphs step by step. For each
 * request it selects the labels that apply: `percent(n)` for n percent of requests, any other label if the
 * operator's share or a trusted client selects it. One random number decides all percentages of a request, so
 * that a request within 10 % is also within 50 %, and there are few plans.
 */
import { Kind, type DocumentNode } from "graphql";
import { fieldsOf } from "../fields-of.js";

export interface OverrideLabels {
  readonly percentages: readonly Percentage[];
  /** All labels that are not `percent(n)`. */
  readonly named: readonly string[];
}

export interface Percentage {
  readonly label: string;
  readonly percent: number;
}

export function readOverrideLabels(supergraph: DocumentNode): OverrideLabels {
  const labels = new Set<string>();
  for (const { directives = [] } of fieldsOf(supergraph))
    for (const { name, arguments: given = [] } of directives) {
      const value =
        name.value === "join__field"
          ? given.find((argument) => argument.name.value === "overrideLabel")?.value
          : undefined;
      if (value?.kind === Kind.STRING) labels.add(value.value);
    }
  const percentages = [...labels].flatMap((label) => toPercentage(label));
  return { percentages, named: [...labels].filter((label) => toPercentage(label).length === 0).toSorted() };
}

function toPercentage(label: string): readonly Percentage[] {
  const given = /^percent\((\d{1,3}(?:\.\d+)?)\)$/.exec(label)?.[1];
  return given === undefined ? [] : [{ label, percent: Number(given) }];
}

/** The percentage of requests that a custom label applies to; 0 for a label that is not listed. */
export type OverrideShares = ReadonlyMap<string, number>;

export const NO_SHARES: OverrideShares = new Map();

export interface Overrides {
  readonly isThrown: boolean;
  /** The labels that a request may name. */
  readonly named: readonly string[];
  /** Draws the labels that apply to one request; `named`: those that the request names. */
  readonly of: (named: ReadonlySet<string>) => readonly string[];
  /** All possible outcomes for requests that name no label. */
  readonly all: readonly (readonly string[])[];
}

export function createOverrides({ percentages, named }: OverrideLabels, shares: OverrideShares): Overrides {
  if (percentages.length + named.length === 0)
    return { isThrown: false, named, of: () => NO_LABELS, all: [NO_LABELS] };
  const shareOf = (label: string): number => shares.get(label) ?? 0;
  const at = (thrown: number, own: ReadonlySet<string>): readonly string[] =>
    [
      ...percentages.filter(({ percent }) => percent > thrown).map(({ label }) => label),
      ...named.filter((label) => shareOf(label) > thrown || own.has(label)),
    ].toSorted();
  const throws = [
    ...new Set([0, ...percentages.map(({ percent }) => percent), ...named.map(shareOf)]),
  ].filter((thrown) => thrown < 100);
  return {
    isThrown: true,
    named,
    of: (own) => at(Math.random() * 100, own),
    all: throws.map((thrown) => at(thrown, NO_NAMES)),
  };
}

const NO_LABELS: readonly string[] = [];
const NO_NAMES: ReadonlySet<string> = new Set();
