/**
 * No data of a pupil or parent enters a feed of education: a file with such a column is refused before it is
 * read (domain 05).
 */
export const PERSONAL_HEADERS: readonly string[] = [
  "学生姓名",
  "儿童姓名",
  "幼儿姓名",
  "家长",
  "监护人",
  "身份证",
  "证件号",
  "学籍号",
  "出生日期",
  "手机",
];
