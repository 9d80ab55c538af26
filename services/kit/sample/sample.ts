/**
 * How a domain makes true-to-life sample rows of its feeds.
 *
 * A domain that has cross-field rules exports `samples` from `services/<domain>/sample.ts`: one generator per
 * feed id. A generator gives the cell texts that matter, as a clerk would type them; "" leaves a cell blank,
 * and a field that it does not name is filled from its column alone. Everything is plainly invented (示例, 样例)
 * and valid to the last check digit.
 */
import type { FeedContract } from "../feed/contract.js";
import type { Random } from "./random.js";

/** Makes the row number `index` (from 0). The same random, index and context give the same row. */
export type SampleGenerator = (random: Random, index: number, context: SampleContext) => SampleRow;

/** Cell texts by field. */
export type SampleRow = Readonly<Record<string, string>>;

/** The export `samples` of `services/<domain>/sample.ts`: generators by feed id. */
export type SampleGenerators = Readonly<Record<string, SampleGenerator>>;

export interface SampleContext {
  readonly contract: FeedContract;
  /** `YYYY-MM-DD`: no decision is later. */
  readonly today: string;
  /** The department that would hand the file in. */
  readonly department: SampleDepartment;
}

export interface SampleDepartment {
  readonly code: string;
  /** Full name, e.g. 北京市密云区市场监督管理局. */
  readonly name: string;
  readonly uscc: string;
}
