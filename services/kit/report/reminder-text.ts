/** A reminder in words: plain Chinese text, for mail and for readers of feeds. */
import type { Reminder, ReminderLine } from "../store/read/reminders.js";

/** The rest is on the page. */
const MOST_LINES = 100;

export type ToldReminder = Pick<Reminder, "day" | "lines">;

/** 公开任务提醒：2项即将到期，1项已逾期（2020年9月28日）. Nothing that a record says is in it. */
export function reminderTitle({ day, lines }: ToldReminder): string {
  return `公开任务提醒：${countsOf(lines)}（${dayText(day)}）`;
}

export function reminderText({ day, lines }: ToldReminder): string {
  const shown = lines.slice(0, MOST_LINES);
  return [
    `截至${dayText(day)}，本部门的公开任务有${countsOf(lines)}：`,
    ...shown.flatMap((line, at) => ["", ...lineTexts(line, at + 1)]),
    ...(lines.length > shown.length ? ["", `另有${lines.length - shown.length}项，请在网页查看。`] : []),
  ].join("\n");
}

/** What a record says cannot look like a line of the reminder's own. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}

function countsOf(lines: readonly ReminderLine[]): string {
  const overdue = lines.filter(({ isOverdue }) => isOverdue).length;
  const ahead = lines.length - overdue;
  return [...(ahead > 0 ? [`${ahead}项即将到期`] : []), ...(overdue > 0 ? [`${overdue}项已逾期`] : [])].join(
    "，",
  );
}

function lineTexts(
  { title, record, period, dueOn, isOverdue, workingDays, missing }: ReminderLine,
  number: number,
): readonly string[] {
  const of = [...(record === null ? [] : [record]), period].map(oneLine).join("，");
  const left = workingDays === 0 ? "今天到期" : `还有${workingDays}个工作日`;
  return [
    `${number}. ${oneLine(title)}（${of}）`,
    `   最迟${dayText(dueOn)}，${isOverdue ? `已逾期${workingDays}个工作日` : left}`,
    ...(missing.length === 0 ? [] : [`   尚缺：${missing.map(oneLine).join("、")}`]),
  ];
}

export function dayText(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}
