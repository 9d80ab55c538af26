/** How often a feed is due: as a code, and as the sentence that holds on a day. */
import {
  describe,
  provisionOn,
  registerEnumType,
  type DueRule,
  type Language,
  type Provision,
  type RowContext,
} from "#kit";

const RHYTHMS: Readonly<Record<DueRule["kind"], readonly [zh: string, en: string]>> = {
  "working-days": ["事后若干个工作日内", "Some working days after what it reports"],
  monthly: ["每月", "Each month"],
  quarterly: ["每季度", "Each quarter"],
  yearly: ["每年", "Each year"],
  "school-year": ["每学年", "Each school year"],
  "on-change": ["变更时", "When something changes"],
};

const toName = (kind: string): string => kind.replaceAll("-", "_").toUpperCase();

export function toRhythm({ kind }: DueRule): string {
  return toName(kind);
}

export const FeedRhythm = Object.fromEntries(
  Object.keys(RHYTHMS).map((kind) => [toName(kind), toName(kind)]),
);
registerEnumType(FeedRhythm, {
  name: "FeedRhythm",
  description: describe("报送周期", "How often a feed is due"),
  valuesConfig: Object.fromEntries(
    Object.entries(RHYTHMS).map(([kind, words]) => [toName(kind), { description: describe(...words) }]),
  ),
});

/** With the numbers that hold on that day. */
export function rhythmOf(
  due: DueRule,
  day: string,
  published: Pick<RowContext, "rows">,
  language: Language,
): string {
  const now = <Name extends string>(deadline: Provision<Name>): Readonly<Record<Name, number>> =>
    provisionOn(deadline, day, published).values;
  const say = (zh: string, en: string): string => (language === "EN" ? en : zh);
  switch (due.kind) {
    case "working-days": {
      const { days } = now(due.deadline);
      return say(`${days}个工作日内`, `within ${days} working days`);
    }
    case "monthly": {
      const { workingDay } = now(due.deadline);
      return say(`次月第${workingDay}个工作日前`, `by working day ${workingDay} of the next month`);
    }
    case "quarterly": {
      const { workingDay } = now(due.deadline);
      return say(`季后第${workingDay}个工作日前`, `by working day ${workingDay} after the quarter`);
    }
    case "yearly":
    case "school-year": {
      const { month, day: last } = now(due.deadline);
      return due.kind === "yearly"
        ? say(`每年${month}月${last}日前`, `each year by day ${last} of month ${month}`)
        : say(`每学年${month}月${last}日前`, `each school year by day ${last} of month ${month}`);
    }
    case "on-change":
      return say("变更时", "when something changes");
  }
}
