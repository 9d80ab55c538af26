/** Periods as people write them. */
import { kindOfPeriod, type Language } from "#kit";
import type { DutyKey } from "../ledger/versions.js";

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

/** The period of a duty without the record that brought it; 逐件 for what is due once for a record. */
export function periodLabel(
  { period, subject }: Pick<DutyKey, "period" | "subject">,
  language: Language,
): string {
  const isChinese = language === "ZH";
  if (period === "once") return isChinese ? "一次性" : "Once";
  const own = subject === "" ? period : (/\|([^|]*)$/.exec(period)?.[1] ?? "");
  if (own === "") return isChinese ? "逐件" : "Once for each record";
  return isChinese ? periodText(own) : own;
}

const PERIOD = /^\d{4}(?:-(?:\d{2}|Q[1-4]|\d{4}))?$/;
