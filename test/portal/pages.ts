/** The portal's pages, each of which is opened in every way in which people read it. */
import { today } from "../../services/kit/values/dates.js";
import { periodOf } from "../../services/kit/values/periods.js";

export interface Page {
  readonly name: string;
  /** An address, or the query whose answer has it, as its only text. */
  readonly path: string;
  /** Text that must be there, without scripts too. */
  readonly words: readonly string[];
}

export const PAGES: readonly Page[] = [
  { name: "home", path: "/", words: ["一网通查", "最近发布", "关键数据"] },
  { name: "search", path: "/search?text=餐饮", words: ["订阅这个搜索", "行政处罚"] },
  { name: "a search without an answer", path: "/search?text=量子纠缠", words: ["没有找到"] },
  {
    name: "record",
    path: "{ penalties(first: 1) { nodes { permalink } } }",
    words: ["行政处罚决定书文号", "在我的浏览器中验证", "历次版本"],
  },
  { name: "datasets", path: "/datasets?theme=CREDIT", words: ["行政处罚", "信用服务", "授权许可"] },
  {
    name: "a dataset",
    path: "/datasets/enforcement.penalties?fineAmount.gte=1&measure=fineAmount.sum&by=partyKind&period=decisionDate.QUARTER",
    words: ["筛选、排序、选择列", "行政相对人名称", "法人及非法人组织", "历次发布", "怎样引用", "curl"],
  },
  { name: "departments", path: "/departments", words: ["北京市密云区民政局", "010-00000007"] },
  {
    name: "a department",
    path: "/departments/scjgj",
    words: ["scjgj@example.com", "抽查计划", "《中华人民共和国行政处罚法》第四十八条"],
  },
  { name: "is it public", path: "/duties", words: ["公开了没有", "接下来要公开的", "迟报的记录", "名次"] },
  {
    name: "reports",
    path: "/reports",
    words: ["监督月报", "季度落实报告", "政府信息公开工作年度报告", "2025年"],
  },
  {
    name: "an annual report",
    path: "/reports/annual/2025/mzj",
    words: [
      "民政局2025年政府信息公开工作年度报告",
      "行政规范性文件",
      "法人或其他组织",
      "结果维持",
      "未收取信息处理费",
    ],
  },
  {
    name: "the report of this month",
    path: `/reports/monthly/${today().slice(0, 7)}`,
    words: ["政务公开监督月报", "下载工作簿", "没有公开的", "名次"],
  },
  {
    name: "the report of this quarter",
    path: `/reports/quarterly/${periodOf("quarter", today())}`,
    words: ["季度政务公开落实报告", "各事项", "未公开的部门"],
  },
  {
    name: "what is not public",
    path: "/not-public",
    words: ["不公开的有哪些，为什么", "内部事务信息（第十六条）", "不足3人的不公开", "待说明", "手机号"],
  },
  { name: "enterprises", path: "/enterprises?text=甲甲餐饮", words: ["示例甲甲餐饮有限公司"] },
  {
    name: "an enterprise",
    path: "/enterprises/91110118YL00000041",
    words: ["示例甲甲餐饮有限公司", "91110118YL00000041", "公示至"],
  },
  { name: "towns", path: "/towns", words: ["溪翁庄镇", "学校和幼儿园：在校生数（人）", "2,318"] },
  {
    name: "a town",
    path: "/towns/110118101",
    words: ["010-00010005", "东至密云示例水库", "密云区示例学校（25）"],
  },
  { name: "statistics", path: "/statistics", words: ["城乡低保", "就业主要指标", "学生资助"] },
  {
    name: "a statistic",
    path: "/statistics/social-assistance.minimum-living?split=kind",
    words: ["农村低保", "比上年同期", "《社会救助暂行办法》（国务院令第649号）"],
  },
  { name: "schema", path: "/schema", words: ["历次变更", "enforcement"] },
  { name: "developers", path: "/developers", words: ["放进部门网站", "/catalog.ttl"] },
  { name: "how far a case is", path: "/case-progress", words: ["办件编号", "查询码", "不能按姓名查询"] },
  { name: "services", path: "/guides", words: ["我要办", "行政许可"] },
  {
    name: "a question of a guide",
    path: "/guides/我要开一家示例店",
    words: ["店铺的类型是什么？", "餐饮店"],
  },
  {
    name: "where a guide leads",
    path: "/guides/我要开一家示例店?answers=1.1",
    words: ["示例经营许可（第1项）", "需要的材料（2份）", "常见问题"],
  },
  {
    name: "a service item",
    path: '{ serviceItems(first: 1, where: { organCode: { eq: "scjgj" } }) { nodes { permalink } } }',
    words: ["一看就懂", "带什么", "现场核查", "权力清单中的职权"],
  },
  {
    name: "a policy document",
    path: "{ policyDocuments(where: { validity: { eq: REPEALED } }, first: 1) { nodes { permalink } } }",
    words: [
      "第一章 总则",
      "本文件废止，不再适用",
      "废止本文件的文件",
      "一次性告知需要补正的内容",
      "历次版本",
    ],
  },
  { name: "policies", path: "/policies", words: ["问政策", "简明问答", "现行有效"] },
  {
    name: "a question about policies",
    path: "/policies?text=养老服务补贴&on=2026-11-28",
    words: ["涉及助餐、助浴和居家照护的补贴", "民政、扶贫、救灾", "依据"],
  },
  { name: "which school", path: "/schools", words: ["示例1路7号", "010-00000004"] },
  {
    name: "a school for an address",
    path: "/schools?place=示例1路7号",
    words: ["密云区示例小学（1）", "1至100号（单号）"],
  },
  { name: "nothing", path: "/datasets/none/none", words: ["没有这个页面"] },
  { name: "no such dataset", path: "/datasets/none", words: ["没有这个页面"] },
];
