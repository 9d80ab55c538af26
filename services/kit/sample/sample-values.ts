/** Values that samples share: dates, document numbers and towns, as a clerk types them. */
import { dateOfDayNumber, dayNumber } from "../values/calendar.js";
import type { Random } from "./random.js";

/** A day from `first` to `last`, both included: `YYYY-MM-DD`. */
export function sampleDate(random: Random, first: string, last: string): string {
  return dateOfDayNumber(random.int(dayNumber(first), dayNumber(last)));
}

/** The same date as another clerk would type it: 2020/6/3, 2020年6月3日 and so on. */
export function typeDate(random: Random, date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  switch (random.int(0, 5)) {
    case 0:
      return `${year}年${month}月${day}日`;
    case 1:
      return `${year}.${month}.${day}`;
    case 2:
      return date;
    case 3:
      return date.replaceAll("-", "");
    default:
      return `${year}/${month}/${day}`;
  }
}

/** 京密示例罚〔2020〕12号, with the brackets that the clerk's keyboard has. */
export function sampleDocumentNumber(random: Random, word: string, year: string, sequence: number): string {
  const [opening, closing] = random.pick(BRACKETS);
  return `${word}${opening}${year}${closing}${sequence}号`;
}

/** Names of towns and sub-districts of 密云区 (domain 03 §9). */
export const SAMPLE_TOWNS = [
  "鼓楼街道",
  "果园街道",
  "檀营地区",
  "密云镇",
  "溪翁庄镇",
  "西田各庄镇",
  "十里堡镇",
  "河南寨镇",
  "巨各庄镇",
  "穆家峪镇",
  "太师屯镇",
  "高岭镇",
  "不老屯镇",
  "冯家峪镇",
  "古北口镇",
  "大城子镇",
  "东邵渠镇",
  "北庄镇",
  "新城子镇",
  "石城镇",
] as const;

const BRACKETS = [
  ["〔", "〕"],
  ["〔", "〕"],
  ["[", "]"],
  ["（", "）"],
  ["【", "】"],
] as const;
