/** Periods as people write them. */
import { kindOfPeriod } from "#kit";

/** `2026年10月`, `2026年第三季度`, `2025-2026学年`, `2026年`. */
export function periodText(period: string): string {
  const year = period.slice(0, 4);
  switch (kindOfPeriod(period)) {
    case "year":
      return `${year}年`;
    case "schoolYear":
      return `${period.replace("-", "至")}学年`;
    case "quarter":
      return `${year}年第${"一二三四".charAt(Number(period.slice(6)) - 1)}季度`;
    case "month":
      return `${year}年${Number(period.slice(5))}月`;
  }
}

/** The period of a duty; of what follows a record, after the record's name. */
export function dutyPeriodText(period: string): string {
  if (period === "once") return "一次性";
  const [, name = "", last = ""] = /^(?:(.*)\|)?(.*)$/s.exec(period) ?? [];
  const text = PERIOD.test(last) ? periodText(last) : last;
  return name === "" ? text : `${name} ${text}`;
}

const PERIOD = /^\d{4}(?:-(?:\d{2}|Q[1-4]|\d{4}))?$/;
