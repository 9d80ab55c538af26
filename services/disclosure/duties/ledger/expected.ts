/** What contracts expect to follow their records, and the days that follow from a record. */
import {
  firstDayOf,
  periodOf,
  provisionOn,
  shiftPeriod,
  type Expectation,
  type FeedContract,
  type RowContext,
  type WorkingDays,
} from "#kit";
import { dueFrom, dutyDays, type DutyDays } from "../plan/due-text.js";
import type { EvidenceOf } from "../plan/item.js";

export interface Expected {
  readonly contract: FeedContract;
  readonly expectation: Expectation;
  /** `policy.documents/interpretation`. */
  readonly item: string;
  readonly evidence: EvidenceOf;
}

/** A record that brings duties. */
export interface Bringing {
  readonly record: string;
  readonly department: string;
  readonly name: string;
  /** The date after which, or from which on, something is due. */
  readonly from: string;
  readonly until: string | null;
}

/** By what days are counted, and the last day for which duties are made. */
interface InForce {
  readonly published: Pick<RowContext, "rows">;
  readonly calendar: WorkingDays;
  readonly horizon: string;
}

export interface ExpectedDuty extends DutyDays {
  readonly rhythm: string;
  readonly period: string;
}

export function expectedOf(contract: FeedContract): readonly Expected[] {
  return contract.expects.map((expectation) => {
    const { feed, by, period = null, where = {} } = expectation.evidence;
    return {
      contract,
      expectation,
      item: `${contract.id}/${expectation.id}`,
      evidence: { feed, where, period: { by: "name", field: by, period }, part: null },
    };
  });
}

/** None where the law asked for nothing yet on the record's date. */
export function expectedDuties(
  { expectation: { due } }: Expected,
  { name, from, until }: Bringing,
  { published, calendar, horizon }: InForce,
): readonly ExpectedDuty[] {
  const { versions } = due.deadline;
  if (!versions.some((version) => version.from <= from)) return [];
  if (due.kind === "working-days") {
    const { days } = provisionOn(due.deadline, from, published).values;
    const { date, covered } = calendar.add(from, days);
    const rhythm = days === 0 ? "WITH_DOCUMENT" : "PER_RECORD";
    return [{ rhythm, period: name, opensOn: from, dueOn: date, isCovered: covered }];
  }
  const rhythm = due.kind === "monthly" ? "MONTHLY" : "QUARTERLY";
  const last = until !== null && until < horizon ? until : horizon;
  const found: ExpectedDuty[] = [];
  let period = periodOf(due.kind === "monthly" ? "month" : "quarter", from);
  for (; firstDayOf(period) <= last; period = shiftPeriod(period, 1)) {
    const start = dueFrom(rhythm, period, false);
    const days = dutyDays(start, provisionOn(due.deadline, start, published).values, calendar);
    found.push({ rhythm, period: `${name}|${period}`, ...days });
  }
  return found;
}
