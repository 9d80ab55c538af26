/**
 * Departments of the district: who publishes, who enforces. Source: the district's list of departments
 * (domain 01).
 */
import { columns, defineFeed, type CodeList, type FeedContract } from "#kit";
import { departmentRules, departmentSetRules } from "../rules/department-rules.js";

const kinds: CodeList = {
  name: "DepartmentKind",
  title: { zh: "部门类别", en: "Kind of department" },
  codes: [
    { name: "GOVERNMENT", zh: "人民政府", en: "People's government" },
    { name: "GOVERNMENT_OFFICE", zh: "政府办公室", en: "Government office" },
    { name: "DEPARTMENT", zh: "工作部门", en: "Working department", aliases: ["委办局"] },
    { name: "BRANCH", zh: "派出机构", en: "Branch of a city authority", aliases: ["分局"] },
    { name: "PUBLIC_INSTITUTION", zh: "事业单位", en: "Public institution" },
    { name: "TOWN", zh: "乡镇街道", en: "Town or sub-district", aliases: ["镇", "街道", "乡镇"] },
  ],
};

export const departments = defineFeed({
  id: "directory.departments",
  edition: "1",
  title: { zh: "部门", en: "Departments" },
  description: {
    zh: "全区行政机关、派出机构、事业单位和乡镇街道。",
    en: "Administrative organs, branches, institutions, towns and sub-districts of the district.",
  },
  type: "Department",
  plural: "departments",
  lead: "zwfwj",
  submitters: "lead",
  legalBases: [{ title: "《中华人民共和国政府信息公开条例》第二十条", from: "2019-05-15" }],
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: {
    code: columns.text({
      zh: "部门编码",
      en: "Code of the department",
      required: true,
      maxLength: 32,
      indexed: true,
      example: "scjgj",
    }),
    unifiedSocialCreditCode: columns.uscc({
      zh: "统一社会信用代码",
      en: "Unified social credit code",
      aliases: ["信用代码", "社会信用代码"],
      required: true,
      indexed: true,
      example: "11110118000099995H",
    }),
    name: columns.text({
      zh: "部门名称",
      en: "Full name",
      aliases: ["名称", "全称"],
      required: true,
      maxLength: 200,
      indexed: true,
      example: "北京市密云区示例局",
    }),
    shortName: columns.text({
      zh: "简称",
      en: "Short name",
      required: true,
      maxLength: 50,
      example: "示例局",
    }),
    formerNames: columns.text({
      zh: "曾用名称",
      en: "Former names, joined by 、, each with its last day where known",
      aliases: ["曾用名"],
      maxLength: 500,
      example: "北京市密云区示例服务局（至2019-03-17）",
      note: {
        zh: "机构改革前的名称，多个用“、”隔开，可注明最后使用日期，如“（至2019-03-17）”；旧文件中的名称据此识别",
        en: "Names before a reform, by which older documents are recognised until their last day",
      },
    }),
    englishName: columns.text({
      zh: "英文名称",
      en: "English name",
      maxLength: 200,
      example: "Sample Bureau",
    }),
    kind: columns.code(kinds, {
      zh: "类别",
      en: "Kind",
      aliases: ["部门类别"],
      required: true,
      indexed: true,
    }),
    parentCode: columns.text({
      zh: "上级部门编码",
      en: "Code of the department above",
      maxLength: 32,
      indexed: true,
      example: "qzf",
    }),
    isEnforcing: columns.boolean({
      storedAs: "enforcing",
      zh: "是否执法主体",
      en: "Whether it enforces the law",
      aliases: ["执法主体"],
      required: true,
    }),
    phone: columns.text({
      scan: false,
      zh: "办公电话",
      en: "Office telephone",
      aliases: ["联系电话"],
      maxLength: 40,
      example: "010-00000000",
    }),
    address: columns.text({
      scan: false,
      zh: "办公地址",
      en: "Office address",
      maxLength: 200,
      example: "密云区示例路1号",
    }),
    email: columns.text({
      scan: false,
      zh: "电子邮箱",
      en: "E-mail",
      maxLength: 100,
      example: "sample@example.com",
    }),
    jurisdictionCode: columns.text({
      zh: "管辖区划代码",
      en: "Code of the area that it governs",
      maxLength: 9,
      indexed: true,
      example: "110118101",
      note: {
        zh: "人民政府、街道办事处填写所管辖的区划，其他部门不填",
        en: "Of a people's government or a sub-district office the area that it governs; of others nothing",
      },
    }),
  },
  key: ["code"],
  naturalKeys: ["code"],
  departments: (): FeedContract => departments,
  order: { field: "code", descending: false },
  search: { title: ["name"], text: ["shortName", "formerNames", "englishName", "code"] },
  rules: departmentRules,
  setRules: departmentSetRules,
});
