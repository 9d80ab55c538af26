/** 公益性岗位 (domain 06). */
import { columns, defineFeed } from "#kit";

export const publicPosts = defineFeed({
  id: "employment.public-posts",
  edition: "1",
  title: { zh: "公益性岗位", en: "Public-welfare posts" },
  description: { zh: "公益性岗位的招用信息。", en: "Posts of public welfare that are offered." },
  type: "PublicWelfarePost",
  plural: "publicWelfarePosts",
  lead: "rsj",
  submitters: "lead",
  legalBasis: "《公益性岗位开发管理暂行办法》（人社部发〔2019〕124号）",
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    title: columns.text({ zh: "岗位", en: "Post", aliases: ["岗位名称"], required: true, maxLength: 100, indexed: true, example: "示例巡查员" }),
    employer: columns.text({ zh: "用人单位", en: "Employer", required: true, maxLength: 200, indexed: true, example: "示例镇社保所" }),
    openings: columns.integer({ zh: "人数", en: "People looked for", aliases: ["招用人数"], required: true, indexed: true, unit: "人" }),
    terms: columns.text({ zh: "待遇", en: "Pay and terms", maxLength: 500, example: "按最低工资标准" }),
    conditions: columns.text({ zh: "条件", en: "Conditions", aliases: ["招用条件"], maxLength: 1000, example: "就业困难人员" }),
    closesOn: columns.date({ zh: "截止", en: "Open until", aliases: ["截止日期", "报名截止"], required: true, indexed: true }),
  },
  key: ["employer", "title", "closesOn"],
  order: { field: "closesOn", descending: true },
  search: { title: ["title", "employer"], text: ["terms", "conditions"] },
  expiresAfter: "closesOn",
});
