/** How a concurrence stands on a day: computed of what was answered, never kept. */
import { shanghaiDay, type WorkingDays } from "#kit";
import type { Concurrence } from "./entity.js";

export const CONCURRENCE_STATES = {
  WAITING: ["待反馈", "Waits for an answer"],
  AGREED: ["同意", "Agreed"],
  TACIT: ["逾期未反馈，视为同意", "Silent in time, which counts as consent"],
  OBJECTED: ["不同意", "Objected: nothing is published"],
  OVERDUE: ["逾期未反馈，不得发布", "Silent in time: nothing is published"],
  OVERRIDDEN: ["督查员决定发布", "Set aside by a supervisor"],
  ENDED: ["已结束", "Over: what was asked about is no longer to be published, or was published without it"],
} as const;
export type ConcurrenceState = keyof typeof CONCURRENCE_STATES;

/** Of those that still count for what is to be published. */
export type OpenState = Exclude<ConcurrenceState, "ENDED">;

export interface DueDay {
  readonly dueOn: string;
  /** False where a year counted in has no holiday notice yet: silence does not count before it has. */
  readonly isCovered: boolean;
}

export function dueDayOf(
  { askedAt, days }: Pick<Concurrence, "askedAt" | "days">,
  calendar: WorkingDays,
): DueDay {
  const { date, covered } = calendar.add(shanghaiDay(askedAt), days);
  return { dueOn: date, isCovered: covered };
}

export function openStateOf(
  { answer, overriddenAt, silence }: Pick<Concurrence, "answer" | "overriddenAt" | "silence">,
  { dueOn, isCovered }: DueDay,
  today: string,
): OpenState {
  if (overriddenAt) return "OVERRIDDEN";
  if (answer) return answer;
  if (today <= dueOn || !isCovered) return "WAITING";
  return silence === "CONSENT" ? "TACIT" : "OVERDUE";
}

export const SETTLED: ReadonlySet<ConcurrenceState> = new Set(["AGREED", "TACIT", "OVERRIDDEN"]);
