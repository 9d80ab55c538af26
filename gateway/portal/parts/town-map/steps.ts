/** How strong a figure's colour is: five steps with about as many towns in each. */
export const STEPS = 5;

export interface Step {
  /** From 1, the palest. */
  readonly step: number;
  readonly least: number;
  readonly most: number;
}

/** Of the figures that there are; equal ones have one step. */
export function stepsOf(values: readonly number[]): readonly Step[] {
  const sorted = values.toSorted((one, other) => one - other);
  const steps = Map.groupBy(
    sorted,
    (value) => Math.floor((sorted.indexOf(value) * STEPS) / sorted.length) + 1,
  );
  return [...steps].map(([step, [least = 0, ...rest]]) => ({ step, least, most: rest.at(-1) ?? least }));
}

/** 0 for no figure. */
export function stepOf(steps: readonly Step[], value: number | null): number {
  return value === null ? 0 : (steps.find(({ most }) => value <= most)?.step ?? 0);
}
