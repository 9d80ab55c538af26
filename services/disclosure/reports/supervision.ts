/**
 * The reports of supervision, of a month or a quarter: what fell due in it, by department and by item of the
 * plan, and what was not published, as of a day. Computed from the releases up to that day alone.
 */
import { kindOfPeriod } from "#kit";
import type { Queryable } from "#kit/hub";
import { readProgress } from "../duties/read/changed.js";
import { listLate, type ClockScope, type LateRecord } from "../duties/read/clocks.js";
import { lastReleaseOn, type LastRelease } from "../duties/read/last-release.js";
import { listDuties, placeOfDuty, type DutyFilter, type ListedDuty } from "../duties/read/list.js";
import type { DutyState } from "../duties/read/state.js";
import type { ReportScope } from "./scope.js";

/** The path of a report's file. */
export function filePath({ period, asOf }: ReportScope, as: "xlsx" | "docx"): string {
  const folder = kindOfPeriod(period) === "month" ? "monthly" : "quarterly";
  return `/reports/${folder}/${period}.${as}?asOf=${asOf}`;
}

/** The duties of the period; of all states for null. */
export function dutyFilterOf(
  { asOf, from, until }: ReportScope,
  states: readonly DutyState[] | null,
): DutyFilter {
  return { asOf, department: null, states, item: null, feed: null, dueFrom: from, dueUntil: until };
}

/** The records that were due in the period. */
export function clockScopeOf({ asOf, from, until }: ReportScope): ClockScope {
  return { asOf, from, until, feed: null, department: null };
}

const PAGE = 500;

/** All of them: the earliest last day first, which is what is overdue the longest. */
export async function allDuties(
  client: Queryable,
  scope: ReportScope,
  states: readonly DutyState[],
): Promise<readonly ListedDuty[]> {
  const filter = dutyFilterOf(scope, states);
  return everyPage((last: ListedDuty | null) =>
    listDuties(client, filter, { from: last && placeOfDuty(last), forward: true, size: PAGE }),
  );
}

/** All of them, the latest first. */
export async function allLateRecords(client: Queryable, scope: ReportScope): Promise<readonly LateRecord[]> {
  return everyPage((last: LateRecord | null) =>
    listLate(client, clockScopeOf(scope), {
      from: last && [last.delay, last.feed, last.record],
      forward: true,
      size: PAGE,
    }),
  );
}

async function everyPage<T>(read: (last: T | null) => Promise<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for (;;) {
    const page = await read(all.at(-1) ?? null);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

export interface Basis {
  /** The last release that it is computed from; null: there was none. */
  readonly release: LastRelease | null;
  /** False while that release is still being counted. */
  readonly isCounted: boolean;
}

export async function readBasis(client: Queryable, { asOf }: ReportScope): Promise<Basis> {
  const release = await lastReleaseOn(client, asOf);
  return { release, isCounted: release === null || (await readProgress(client)) >= release.number };
}
