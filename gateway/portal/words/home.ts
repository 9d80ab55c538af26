export const home = {
  title: { zh: "首页", en: "Home" },
  heading: { zh: "一网通查：密云区公开的信息", en: "Everything that Miyun District publishes" },
  lead: {
    zh: "查询密云区的行政处罚、行政许可、社会救助、学校招生、招聘岗位等公开信息，每条都可查到来源。",
    en: "Penalties, licences, social assistance, schools, jobs and more of Miyun District, each with its source.",
  },
  totals: {
    zh: "公开记录{records}条，数据集{datasets}个，来自{departments}个部门；最近一次发布于{moment}",
    en: "{records} records in {datasets} datasets of {departments} departments; last release {moment}",
  },
  latest: { zh: "最新公开", en: "Latest records" },
  released: { zh: "最近发布", en: "Latest releases" },
  changes: {
    zh: "新增{added}条，更正{changed}条，删除{removed}条",
    en: "{added} added, {changed} changed, {removed} removed",
  },
  figures: { zh: "关键数据", en: "Key figures" },
  livingAllowance: { zh: "低保人数", en: "Persons on living allowance" },
  assistance: { zh: "临时救助", en: "Temporary assistance" },
  persons: { zh: "人", en: "persons" },
  times: { zh: "人次", en: "times" },
  onYear: { zh: "同比{percent}%", en: "{percent}% on the year" },
  vacancies: { zh: "招聘岗位", en: "Vacancies" },
  schools: { zh: "学校和幼儿园", en: "Schools and kindergartens" },
  themes: { zh: "按主题查看", en: "By theme" },
  theme: { zh: "数据集{datasets}个，记录{records}条", en: "{datasets} datasets, {records} records" },
} as const;
