/** The figures of towns, by the codes of their areas. */
import type { Ask } from "../../data/ask";
import {
  TownFiguresDocument,
  TownPeriodsDocument,
  TownStocksDocument,
  type TownStocksQuery,
} from "../../graph/public/graphql";
import type { Choice } from "./choices";

export interface Figure {
  /** As the graph has it; null where there is none. */
  readonly value: string | null;
  /** False when something is left out of it, since it is of too few persons. */
  readonly isComplete: boolean;
}

export type Source = Pick<NonNullable<TownStocksQuery["dataset"]>, "modified" | "publisher">;

export interface Figures {
  readonly of: (code: string) => Figure;
  readonly source: Source | null;
}

/** The newest first; none of what has no periods. */
export async function periodsOf(
  ask: Ask,
  { dataset, measure, hasPeriods }: Choice,
): Promise<readonly string[]> {
  if (!hasPeriods || measure === null) return [];
  const found = await ask(TownPeriodsDocument, { dataset, measure: measure.field });
  return (found.dataset?.series[0]?.points ?? []).map(({ period }) => period).toReversed();
}

export function figuresOf(ask: Ask, choice: Choice, period: string | null): Promise<Figures> {
  return choice.measure !== null && period !== null
    ? figuresIn(ask, choice.dataset, choice.measure.field, period)
    : stocksOf(ask, choice);
}

async function figuresIn(ask: Ask, id: string, measure: string, period: string): Promise<Figures> {
  const { dataset } = await ask(TownFiguresDocument, { dataset: id, measure, period });
  const found = new Map(dataset?.series.map(({ key, points: [point] }) => [key?.value, point]));
  return {
    of: (code) => {
      const { value = null, isComplete = true } = found.get(code) ?? {};
      return { value, isComplete };
    },
    source: dataset && sourceOf(dataset),
  };
}

/** Where nothing of a kind is published, there are none. */
async function stocksOf(ask: Ask, { dataset: id, measure }: Choice): Promise<Figures> {
  const { dataset } = await ask(TownStocksDocument, { dataset: id, measures: measure && [measure.field] });
  const found = new Map(
    dataset?.groups.map(({ keys: [key], count, values: [value] }) => [
      key?.value,
      measure === null ? count.toString() : (value?.sum ?? null),
    ]),
  );
  return {
    of: (code) => ({ value: found.has(code) ? (found.get(code) ?? null) : "0", isComplete: true }),
    source: dataset && sourceOf(dataset),
  };
}

function sourceOf({ modified, publisher }: Source): Source {
  return { modified, publisher };
}
