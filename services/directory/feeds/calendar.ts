/**
 * 节假日安排: the days on which the State Council's notice says to rest or, at a week's end, to work. Notices up
 * to 2026 come with the program; a row here takes their place, and brings the years to come. Domain 10.
 */
import { columns, defineFeed, type CodeList } from "#kit";
import { departments } from "./departments.js";

const kinds: CodeList = {
  name: "CalendarDayKind",
  title: { zh: "节假日安排", en: "Rest or work" },
  codes: [
    { name: "REST", zh: "放假", en: "Day of rest", aliases: ["休", "节假日"] },
    { name: "WORKDAY", zh: "上班", en: "Workday, to make up for another", aliases: ["班", "调休上班"] },
  ],
};

export const calendar = defineFeed({
  id: "directory.calendar",
  edition: "1",
  title: { zh: "节假日安排", en: "Holidays and make-up workdays" },
  description: {
    zh: "国务院办公厅公布的放假和调休上班的日期；公开时限的工作日据此计算。",
    en: "Days of rest and make-up workdays by the State Council's notices: working days of deadlines are counted by them.",
  },
  type: "CalendarDay",
  plural: "calendarDays",
  lead: "zwfwj",
  submitters: "lead",
  legalBases: [{ title: "《全国年节及纪念日放假办法》" }],
  due: { kind: "on-change" },
  departments: () => departments,
  mode: "append",
  columns: {
    date: columns.date({ zh: "日期", en: "Date", required: true, indexed: true }),
    kind: columns.code(kinds, { zh: "安排", en: "Rest or work", required: true, indexed: true }),
    name: columns.text({
      zh: "节日名称",
      en: "Festival",
      aliases: ["节日"],
      maxLength: 50,
      example: "春节",
    }),
    basis: columns.text({
      zh: "依据",
      en: "Notice, with its number",
      required: true,
      maxLength: 500,
      example: "《国务院办公厅关于示例年部分节假日安排的通知》",
    }),
  },
  key: ["date"],
  order: { field: "date", descending: true },
  search: { title: ["name"], text: ["basis"] },
});
