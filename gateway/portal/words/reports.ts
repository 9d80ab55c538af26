export const reports = {
  title: { zh: "监督报告", en: "Reports of supervision" },
  lead: {
    zh: "各期报告由发布记录算出，注明截至哪一天、依据哪一次发布；以后任何时候再算，结果相同。",
    en: "Reports are computed from the releases, and say up to which day and release. Computed at any later time, they are the same.",
  },
  all: { zh: "各期报告", en: "All reports" },
  monthly: { zh: "监督月报", en: "Each month" },
  monthlyOf: { zh: "{year}年{month}月政务公开监督月报", en: "Supervision of disclosure, {year}-{month}" },
  monthlyLead: {
    zh: "本月到期的公开任务，各部门是否按时公开；没有公开的逐项列出，并注明缺什么、已逾期多久、有无书面说明。",
    en: "What fell due in the month, and whether departments published it in time; what is not there is listed, with what is missing, for how long, and whether it was explained.",
  },
  annual: { zh: "政府信息公开工作年度报告", en: "Annual reports" },
  annualOf: {
    zh: "{name}{year}年政府信息公开工作年度报告",
    en: "Annual report on disclosure {year}: {name}",
  },
  annualLead: {
    zh: "依照《政府信息公开条例》第四十九条、第五十条公布：六个部分的文字和表格，数字相加已经校验。",
    en: "Published by articles 49 and 50 of the regulation: the texts and tables of its six parts, whose sums are checked.",
  },
  form: {
    zh: "格式：{form}。空白的格表示没有这一格，或者未报告。",
    en: "Form: {form}. An empty cell is none of the form, or was not reported.",
  },
  item: { zh: "项目", en: "Item" },
  notReported: { zh: "未报告。", en: "Not reported." },
  requestsChart: { zh: "本年度办理结果：各类件数", en: "Results of the year by kind" },
  organs: { zh: "其他机关的报告", en: "Reports of others" },
  year: { zh: "{year}年", en: "{year}" },
  noAnnual: { zh: "还没有公开年度报告。", en: "No annual report is public yet." },
  final: { zh: "截至{day}。", en: "As of {day}." },
  running: { zh: "截至{day}（当日尚未结束）。", en: "As of {day}, which is not over." },
  release: {
    zh: "依据截至第{number}次发布（{moment}）的内容。",
    en: " Computed from all releases up to number {number} ({moment}).",
  },
  noRelease: { zh: "截至该日没有发布。", en: " Nothing had been released by that day." },
  workbook: { zh: "下载工作簿（XLSX）", en: "Workbook (XLSX)" },
  nothingDue: {
    zh: "按截至该日的计划和发布，本月没有到期的公开任务。",
    en: "By the plan and the releases up to that day, nothing fell due in the month.",
  },
  byDepartment: { zh: "各部门", en: "By department" },
  chart: {
    zh: "未公开最多的部门：按时、逾期、未公开的任务数",
    en: "Departments with the most that is not there: in time, late, not there",
  },
  notPublished: { zh: "没有公开的", en: "Not published" },
  allPublished: { zh: "到期的任务都已公开或者书面说明。", en: "All that fell due is public or explained." },
  explained: { zh: "已书面说明的", en: "Explained in writing" },
  late: { zh: "逾期公开的", en: "Published late" },
  listed: { zh: "共{count}项，最迟日期早的在前", en: "{count} in all, the earliest last day first" },
  listedPart: {
    zh: "共{count}项，最迟日期早的在前；此处列{shown}项，全部见工作簿",
    en: "{count} in all, the earliest last day first; here are {shown}, the workbook has all of them",
  },
  lateRecords: {
    zh: "本月到期、迟报的记录共{count}条，迟得最多的{shown}条；全部见工作簿",
    en: "{count} records due in the month were late; here are the {shown} latest, the workbook has all of them",
  },
} as const;
