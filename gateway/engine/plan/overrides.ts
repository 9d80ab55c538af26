/**
 * Fields that move from one subgraph to another step by step: `@override(from:, label:)`. For each request it
 * is decided which labels hold: `percent(n)` for n of a hundred requests, any other where the operator or a
 * client that is trusted names it. One throw decides all percentages of a request, so that what moves to 10 %
 * has moved to 50 % as well, and there are few plans.
 */
import { Kind, type DocumentNode } from "graphql";
import { fieldsOf } from "../fields-of.js";

export interface OverrideLabels {
  readonly percentages: readonly Percentage[];
  /** All others. */
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

/** The percentage of requests for which a custom label holds; 0 for a label that is not listed. */
export type OverrideShares = ReadonlyMap<string, number>;

export const NO_SHARES: OverrideShares = new Map();

export interface Overrides {
  readonly isThrown: boolean;
  /** Labels that a request may name. */
  readonly named: readonly string[];
  /** Labels that hold for one request, which may name some itself. */
  readonly of: (named: ReadonlySet<string>) => readonly string[];
  /** Each choice for requests that name none. */
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
