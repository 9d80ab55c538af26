/** 招聘会: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { fairForms } from "../code-lists.js";

export const jobFairColumns = {
  name: columns.text({
    zh: "名称",
    en: "Name",
    aliases: ["招聘会名称"],
    required: true,
    maxLength: 200,
    indexed: true,
    example: "示例专场招聘会",
  }),
  organiser: columns.text({
    zh: "主办单位",
    en: "Organiser",
    required: true,
    maxLength: 200,
    example: "示例人才服务中心",
  }),
  date: columns.date({ zh: "日期", en: "Day", aliases: ["举办日期"], required: true, indexed: true }),
  startsAt: columns.time({ zh: "开始时间", en: "From, HH:MM", maxLength: 5, example: "09:00" }),
  endsAt: columns.time({ zh: "结束时间", en: "To, HH:MM", maxLength: 5, example: "11:30" }),
  form: columns.code(fairForms, { zh: "形式", en: "On site or on line", required: true, indexed: true }),
  place: columns.text({
    scan: false,
    zh: "地点",
    en: "Place",
    aliases: ["举办地点"],
    maxLength: 200,
    example: "示例广场",
  }),
  town: columns.text({
    zh: "乡镇街道",
    en: "Town or sub-district",
    aliases: ["镇街"],
    maxLength: 50,
    indexed: true,
    example: "鼓楼街道",
  }),
  employers: columns.integer({ zh: "参会单位数", en: "Employers", indexed: true, unit: "家" }),
  posts: columns.integer({ zh: "岗位数", en: "Posts", indexed: true, unit: "个" }),
  link: columns.text({
    scan: false,
    zh: "链接",
    en: "Link",
    aliases: ["网址"],
    maxLength: 300,
    example: "https://example.com/fair",
  }),
};

export type JobFairCells = CellsOf<typeof jobFairColumns>;
