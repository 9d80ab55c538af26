/** 抽查计划: the columns of the file. */
import { columns, type CellsOf } from "#kit";

export const inspectionPlanColumns = {
  taskNumber: columns.text({
    zh: "计划编号",
    en: "Number of the task",
    required: true,
    maxLength: 64,
    indexed: true,
    aliases: ["任务编号", "抽查计划编号"],
    example: "2026-SC-01",
  }),
  name: columns.text({
    zh: "任务名称",
    en: "Name of the task",
    required: true,
    maxLength: 200,
    indexed: true,
    aliases: ["抽查任务名称", "计划名称"],
    example: "2026年食品经营双随机抽查",
  }),
  itemCodes: columns.text({
    zh: "事项编码",
    en: "Codes of the items inspected, joined by 、",
    required: true,
    maxLength: 1000,
    aliases: ["抽查事项编码", "抽查事项"],
    example: "SJ-SC-001、SJ-SC-002",
  }),
  authorityName: columns.text({
    zh: "检查主体",
    en: "Agency that answers for the task",
    required: true,
    maxLength: 200,
    aliases: ["牵头部门", "发起部门", "检查机关"],
    example: "北京市密云区市场监督管理局",
  }),
  authorityUscc: columns.uscc({
    zh: "检查主体统一社会信用代码",
    en: "Its unified social credit code",
    required: true,
    indexed: true,
    aliases: ["牵头部门统一社会信用代码", "检查机关统一社会信用代码"],
    example: "11110118000099995H",
  }),
  jointDepartments: columns.text({
    zh: "联合部门",
    en: "Departments that inspect with it, joined by 、",
    maxLength: 500,
    aliases: ["部门", "参与部门", "配合部门"],
    example: "区卫健委、区城管执法局",
  }),
  startDate: columns.date({
    zh: "开始时间",
    en: "First day",
    required: true,
    indexed: true,
    aliases: ["开始日期", "起始时间", "抽查开始时间"],
  }),
  endDate: columns.date({
    zh: "结束时间",
    en: "Last day",
    required: true,
    indexed: true,
    aliases: ["结束日期", "截止时间", "抽查结束时间"],
  }),
  subjects: columns.text({
    zh: "抽查对象范围",
    en: "Whom the sample is drawn from",
    required: true,
    maxLength: 500,
    aliases: ["抽查对象", "检查对象范围"],
    example: "全区食品经营者",
  }),
  sampleSize: columns.integer({
    zh: "抽查数量",
    en: "How many are inspected",
    required: true,
    unit: "户",
    shownThoughFew: { zh: "被检查的经营者，不是住户", en: "Businesses that are inspected, no households" },
    indexed: true,
    aliases: ["数量", "抽查户数"],
  }),
};

export type InspectionPlanCells = CellsOf<typeof inspectionPlanColumns>;
