/** By how many working days a duty was late, or is overdue. */
import { addDays, type WorkingDays } from "#kit";
import type { ListedDuty } from "./list.js";

/** Null in time and where it is not met. */
export function delayOf(
  { dueOn, metOn }: Pick<ListedDuty, "dueOn" | "metOn">,
  calendar: WorkingDays,
): number | null {
  return metOn === null || metOn <= dueOn ? null : calendar.between(dueOn, addDays(metOn, -1)) + 1;
}

/** By the end of the day that it is listed for; null where it is not overdue. */
export function overdueOf(
  { state, dueOn, asOf }: Pick<ListedDuty, "state" | "dueOn" | "asOf">,
  calendar: WorkingDays,
): number | null {
  return state === "OVERDUE" || state === "PARTLY" ? calendar.between(dueOn, asOf) : null;
}
