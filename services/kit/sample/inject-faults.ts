/**
 * Damages some rows of a sample on purpose and keeps the list of what a check must find: exactly one finding
 * for each damaged row, and none elsewhere. The same seed damages the same cells in the same way.
 */
import type { Column, FeedContract } from "../feed/contract.js";
import { natureOf } from "./column-nature.js";
import { FAULT_CLASSES, type FaultClass } from "./fault-classes.js";
import { createRandom, type Random } from "./random.js";
import type { SampleRow } from "./sample.js";

export interface InjectOptions {
  /** Fraction of the rows that get a fault, from 0 to 1. */
  readonly fraction: number;
  readonly seed: number | string;
  /** The clerk's number of the first row: 2 under a header, 1 in JSON. */
  readonly firstRow: number;
  /**
   * Fields that stay as they are, e.g. because a rule of the feed would find more than the cell's own fault.
   */
  readonly spare?: readonly string[];
}

export interface ExpectedFinding {
  readonly row: number;
  readonly field: string;
  readonly code: string;
}

export interface FaultyRows {
  /** To be read once. */
  readonly rows: Iterable<SampleRow>;
  /** Grows while the rows are read. */
  readonly expected: readonly ExpectedFinding[];
}

export function injectFaults(
  contract: FeedContract,
  rows: Iterable<SampleRow>,
  options: InjectOptions,
): FaultyRows {
  const expected: ExpectedFinding[] = [];
  return { rows: damageSome(contract, rows, options, expected), expected };
}

interface FaultTarget {
  readonly field: string;
  readonly column: Column;
  readonly faultClass: FaultClass;
}

/** A place may not take its fault in this very row; then another is tried. */
const ATTEMPTS = 20;

function* damageSome(
  contract: FeedContract,
  rows: Iterable<SampleRow>,
  options: InjectOptions,
  expected: ExpectedFinding[],
): Generator<SampleRow, void, undefined> {
  const random = createRandom(`faults/${options.seed}`);
  const placesByCode = placesOf(contract, options.spare ?? []);
  let line = options.firstRow;
  for (const row of rows) {
    const damaged = random.chance(options.fraction) ? damageRow(row, placesByCode, random) : null;
    if (damaged) expected.push({ row: line, field: damaged.field, code: damaged.code });
    yield damaged?.row ?? row;
    line += 1;
  }
}

/** Grouped by class, so that rare kinds of column are damaged as often as common ones. */
function placesOf(contract: FeedContract, spare: readonly string[]): readonly (readonly FaultTarget[])[] {
  return FAULT_CLASSES.map((faultClass) =>
    Object.entries(contract.columns)
      .filter(([field, column]) => !spare.includes(field) && faultClass.fits(natureOf(column), column))
      .map(([field, column]) => ({ field, column, faultClass })),
  ).filter((places) => places.length > 0);
}

function damageRow(
  row: SampleRow,
  placesByCode: readonly (readonly FaultTarget[])[],
  random: Random,
): { readonly row: SampleRow; readonly field: string; readonly code: string } | null {
  if (placesByCode.length === 0) return null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { field, column, faultClass } = random.pick(random.pick(placesByCode));
    const text = faultClass.damage(row[field] ?? "", column, random);
    if (text !== null) return { row: { ...row, [field]: text }, field, code: faultClass.code };
  }
  return null;
}
