/**
 * The items of the plan as it is published: a row holds from its day on until a later row of the same clause,
 * its own last day, or the day before the next year's plan begins.
 */
import { addDays, type FeedContract, type RowContext } from "#kit";
import { dueByRule, isInNextOf, isPeriodicRule, rhythmOfRule } from "./contract-items.js";
import { departmentReference, readDepartments } from "./departments.js";
import { isPeriodic, parseDueText, PERIOD_KINDS, type PeriodicRhythm } from "./due-text.js";
import { readEvidence } from "./evidence-text.js";
import type { Item, Stretch } from "./item.js";

/** A published row of `disclosure.duties`. */
export interface PlanRow {
  readonly plan: string;
  readonly clause: string;
  readonly lead: string;
  readonly participants: string | null;
  readonly bearer: string;
  readonly rhythm: string;
  readonly due: string | null;
  readonly evidenceFeed: string | null;
  readonly evidenceWhere: string | null;
  readonly evidencePeriod: string | null;
  readonly evidenceCount: number | null;
  readonly evidenceParts: string | null;
  readonly isExemptible: boolean;
  readonly from: string;
  readonly until: string | null;
  /** The day of the release that published it first. */
  readonly knownOn: string;
}

/** What holds besides the plan. */
export interface PlanContext extends Pick<RowContext, "rows"> {
  readonly contracts: readonly FeedContract[];
  /** Codes of the district's towns and sub-districts. */
  readonly areas: readonly string[];
}

export function itemIdOf({ plan, clause }: Pick<PlanRow, "plan" | "clause">): string {
  return `${plan}/${clause}`;
}

/** Those whose days the plan says, and whose evidence is there to be counted. */
export function planItems(rows: readonly PlanRow[], context: PlanContext): readonly Item[] {
  return [...Map.groupBy(rows, itemIdOf)].flatMap(([id, ofClause]) => {
    const ordered = ofClause.toSorted((one, other) => (one.from < other.from ? -1 : 1));
    const made = ordered.flatMap((row, at) => {
      const until = earliest(row.until, dayBefore(ordered[at + 1]?.from), dayBefore(nextPlan(row, rows)));
      const stretch = stretchOf(row, until, context);
      return stretch ? [stretch] : [];
    });
    return [...Map.groupBy(made, ({ rhythm }) => rhythm)].map(([rhythm, stretches]): Item => ({
      id,
      rhythm,
      stretches: stretches.map((each) => each.stretch),
    }));
  });
}

/** The feeds of which a plan speaks. */
export function plannedFeeds(rows: readonly PlanRow[]): ReadonlySet<string> {
  return new Set(
    rows.flatMap(({ evidenceFeed, rhythm }) =>
      evidenceFeed !== null && isPeriodic(rhythm) ? [evidenceFeed] : [],
    ),
  );
}

function stretchOf(
  row: PlanRow,
  until: string | null,
  context: PlanContext,
): { readonly rhythm: PeriodicRhythm; readonly stretch: Stretch } | null {
  const { rhythm } = row;
  const contract = context.contracts.find(({ id }) => id === row.evidenceFeed);
  if (!contract || !isPeriodic(rhythm)) return null;
  const evidence = readEvidence(contract, PERIOD_KINDS[rhythm], row);
  const days = daysOf(row, rhythm, contract, context);
  if (typeof evidence === "string" || !days) return null;
  const known = context.rows(departmentReference);
  const lead = readDepartments(row.lead, known).codes;
  const all = [...new Set([...lead, ...readDepartments(row.participants, known).codes])];
  const isOwn = row.bearer === "EACH";
  return {
    rhythm,
    stretch: {
      ...days,
      dueText: row.due,
      from: row.from,
      until,
      knownOn: row.knownOn,
      bearers: isOwn ? all : lead,
      isOwn,
      evidence,
      parts: evidence.part === "areas" ? context.areas : evidence.part === "departments" ? all : [],
      count: row.evidenceCount ?? 1,
      isExemptible: row.isExemptible,
    },
  };
}

function daysOf(
  { due }: PlanRow,
  rhythm: PeriodicRhythm,
  contract: FeedContract,
  context: PlanContext,
): Pick<Stretch, "due" | "isInNext"> | null {
  if (due !== null) {
    const planned = parseDueText(rhythm, due);
    return planned && { due: () => planned.due, isInNext: planned.isInNext };
  }
  return rhythmOfRule(contract.due) === rhythm && isPeriodicRule(contract.due)
    ? { due: dueByRule(contract.due, context), isInNext: isInNextOf(contract.due) }
    : null;
}

/** First day of the earliest later plan. */
function nextPlan({ plan }: PlanRow, rows: readonly PlanRow[]): string | undefined {
  return rows
    .flatMap((other) => (other.plan > plan ? [other.from] : []))
    .toSorted()
    .at(0);
}

function dayBefore(day: string | undefined): string | null {
  return day === undefined ? null : addDays(day, -1);
}

function earliest(...days: readonly (string | null)[]): string | null {
  return (
    days
      .filter((day) => day !== null)
      .toSorted()
      .at(0) ?? null
  );
}
