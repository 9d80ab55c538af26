/** The state of a duty on a day: it follows from its version, and is kept nowhere. */
export const DUTY_STATES = {
  UPCOMING: ["未到期间", "It cannot be done yet: its period is not over"],
  DUE: ["应当公开", "It can be done, and its last day is not over"],
  MET: ["按时公开", "Met in time"],
  MET_LATE: ["逾期公开", "Met, but late"],
  OVERDUE: ["逾期未公开", "Its last day is over, and nothing is there"],
  PARTLY: ["未公开完整", "Its last day is over, and some of what it needs is missing"],
  EXEMPT: ["已书面说明", "A written explanation takes its place"],
} as const satisfies Readonly<Record<string, readonly [zh: string, en: string]>>;

export type DutyState = keyof typeof DUTY_STATES;

/** Of the version `d`, on the day that the parameter or expression `day` says. */
export function stateSql(day: string): string {
  return `CASE WHEN d.met_on <= d.due_on THEN 'MET' WHEN d.met_on IS NOT NULL THEN 'MET_LATE' WHEN d.exemption IS NOT NULL THEN 'EXEMPT'
    WHEN d.due_on < ${day} THEN CASE WHEN d.present > 0 THEN 'PARTLY' ELSE 'OVERDUE' END WHEN d.opens_on <= ${day} THEN 'DUE' ELSE 'UPCOMING' END`;
}

/** The versions that hold on a day. */
export function heldOn(day: string): string {
  return `d.since <= ${day} AND d.until > ${day}`;
}
