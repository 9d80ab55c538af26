/** 年度报告表格数据: the columns of the file, a row for each cell of the tables. */
import { columns, type CellsOf, type CodeList } from "#kit";

export const annualTables: CodeList = {
  name: "AnnualTable",
  title: { zh: "年度报告的表", en: "Table of the annual report" },
  codes: [
    {
      name: "TABLE_2",
      zh: "主动公开政府信息情况",
      en: "Published without being asked",
      aliases: ["二", "表二", "二、主动公开政府信息情况"],
    },
    {
      name: "TABLE_3",
      zh: "收到和处理政府信息公开申请情况",
      en: "Requests received and handled",
      aliases: ["三", "表三", "三、收到和处理政府信息公开申请情况"],
    },
    {
      name: "TABLE_4",
      zh: "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
      en: "Reconsiderations and lawsuits",
      aliases: ["四", "表四", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"],
    },
  ],
};

/** Whose report it is, and of which year. */
export const reportColumns = {
  year: columns.period("year", {
    zh: "报告年度",
    en: "Year of the report",
    aliases: ["年度", "年份"],
    required: true,
    indexed: true,
  }),
  organ: columns.text({
    zh: "报告机关",
    en: "Whose report it is: the department, or 全区 for that of the whole district",
    aliases: ["单位", "部门", "行政机关"],
    required: true,
    maxLength: 100,
    indexed: true,
    example: "区政务服务局",
    note: {
      zh: "填本部门的全称或简称；全区汇总由区政务服务局报送，填“全区”",
      en: "The department's own name; 全区 by the office, for the whole district",
    },
  }),
};

export const annualFigureColumns = {
  ...reportColumns,
  table: columns.code(annualTables, {
    zh: "表",
    en: "Table",
    aliases: ["部分"],
    required: true,
    indexed: true,
  }),
  row: columns.text({
    zh: "行",
    en: "Row, by its name in the table",
    aliases: ["项目", "指标"],
    required: true,
    maxLength: 100,
    indexed: true,
    example: "（三）不予公开：1.属于国家秘密",
    note: { zh: "照表格的行名填写，前面的标题可以省略", en: "As the table names it" },
  }),
  column: columns.text({
    zh: "列",
    en: "Column, by its name in the table",
    required: true,
    maxLength: 40,
    indexed: true,
    example: "自然人",
  }),
  value: columns.decimal({
    zh: "数值",
    en: "Value of the cell; amounts in 万元 (10,000 yuan)",
    aliases: ["数量", "金额"],
    required: true,
    scale: 6,
    indexed: true,
    example: "0",
    alike: { same: ["cell"], filled: [] },
    note: { zh: "没有的填0；收费金额以万元为单位", en: "0 for none; charges in ten thousands of yuan" },
  }),
  remark: columns.text({
    zh: "说明",
    en: "Why it differs from what was reported before, or where it is from",
    aliases: ["备注"],
    maxLength: 500,
    example: "机构改革，并入示例局上年结转1件",
  }),
};

export type AnnualFigureCells = CellsOf<typeof annualFigureColumns>;
