/**
 * Sample rows of any feed, as a clerk would type them: the domain's generator where it has one, the columns'
 * own kinds for every field that it leaves out. Rows are made one at a time and each from its own seed, so
 * that row 500,000 is the same whether or not the others were made.
 */
import type { FeedContract } from "../feed/contract.js";
import { createRandom, type Random } from "./random.js";
import { sampleCell } from "./sample-cell.js";
import type { SampleContext, SampleDepartment, SampleGenerator, SampleRow } from "./sample.js";

export interface GenerateOptions {
  readonly rows: number;
  readonly seed: number | string;
  /** `YYYY-MM-DD`: no decision is later. */
  readonly today: string;
  readonly department: SampleDepartment;
  /** The domain's own generator for this feed. */
  readonly sample?: SampleGenerator | undefined;
}

export function* generateRows(
  contract: FeedContract,
  options: GenerateOptions,
): Generator<SampleRow, void, undefined> {
  const context: SampleContext = { contract, today: options.today, department: options.department };
  for (let index = 0; index < options.rows; index += 1) {
    const random = createRandom(`${contract.id}/${options.seed}/${index}`);
    yield completeRow(random, index, context, options.sample?.(random, index, context) ?? {});
  }
}

function completeRow(random: Random, index: number, context: SampleContext, given: SampleRow): SampleRow {
  const row: Record<string, string> = {};
  for (const [field, column] of Object.entries(context.contract.columns))
    row[field] = given[field] ?? sampleCell(random, index, field, column, context);
  return row;
}
