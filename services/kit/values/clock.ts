/**
 * Times of day and moments as clerks and programs write them, to `HH:MM` and `YYYY-MM-DDTHH:MM`; null for
 * anything else. Folded text.
 */
import { formatDate, isRealDay } from "./calendar.js";

const TIME = /^(\d{1,2})(?:[:：](\d{2})(?:[:：](\d{2}))?|[时点](?:(\d{1,2})分?)?)$/;
const MOMENT = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T ] ?(\S+)$/;

export function parseTime(text: string): string | null {
  const found = TIME.exec(text);
  if (!found) return null;
  const [hours, minutes, seconds] = [Number(found[1]), Number(found[2] ?? found[4] ?? 0), found[3]];
  if (hours > 23 || minutes > 59 || Number(seconds ?? 0) > 59) return null;
  return `${two(hours)}:${two(minutes)}${seconds === undefined ? "" : `:${seconds}`}`;
}

export function parseMoment(text: string): string | null {
  const [, year, month, day, clock = ""] = MOMENT.exec(text) ?? [];
  const time = parseTime(clock);
  if (time === null || !isRealDay(Number(year), Number(month), Number(day))) return null;
  return `${formatDate(Number(year), Number(month), Number(day))}T${time}`;
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}
