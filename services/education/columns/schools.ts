/** 学校和幼儿园: the columns of the file. */
import { columns, type Bilingual, type CellsOf } from "#kit";
import { inclusions, schoolOwnerships, stages } from "../code-lists.js";

const SCHOOL: Bilingual = {
  zh: "学校的基本信息，只有总人数",
  en: "Basic facts of a school, whole numbers only",
};

export const schoolColumns = {
  code: columns.text({
    zh: "学校标识码",
    en: "Code, ten digits",
    aliases: ["学校代码", "标识码"],
    required: true,
    maxLength: 10,
    indexed: true,
    example: "2111018001",
  }),
  name: columns.text({
    zh: "学校名称",
    en: "Name",
    aliases: ["名称", "园所名称"],
    required: true,
    maxLength: 200,
    indexed: true,
    example: "密云区示例小学",
  }),
  stage: columns.code(stages, { zh: "学段", en: "Stage", aliases: ["类别"], required: true, indexed: true }),
  ownership: columns.code(schoolOwnerships, {
    zh: "办学性质",
    en: "Who runs it",
    aliases: ["性质"],
    required: true,
    indexed: true,
  }),
  inclusive: columns.code(inclusions, {
    zh: "普惠性",
    en: "Whether a kindergarten is inclusive",
    aliases: ["是否普惠"],
    indexed: true,
  }),
  grade: columns.text({
    zh: "办园等级",
    en: "Grade of a kindergarten",
    aliases: ["等级"],
    maxLength: 50,
    example: "一级一类",
  }),
  unifiedSocialCreditCode: columns.uscc({
    zh: "统一社会信用代码",
    en: "Unified social credit code",
    aliases: ["信用代码"],
    indexed: true,
  }),
  town: columns.text({
    zh: "乡镇街道",
    en: "Town or sub-district",
    aliases: ["镇街", "所在镇街"],
    required: true,
    maxLength: 50,
    indexed: true,
    example: "溪翁庄镇",
  }),
  address: columns.text({
    scan: false,
    zh: "地址",
    en: "Address",
    required: true,
    maxLength: 200,
    example: "密云区示例路1号",
  }),
  phone: columns.text({
    scan: false,
    zh: "联系电话",
    en: "Office telephone",
    aliases: ["电话"],
    maxLength: 40,
    example: "010-00000000",
  }),
  classes: columns.integer({ zh: "班级数", en: "Classes", aliases: ["教学班数"], indexed: true, unit: "个" }),
  pupils: columns.integer({
    zh: "在校生数",
    en: "Pupils",
    aliases: ["在园幼儿数", "学生数"],
    indexed: true,
    unit: "人",
    shownThoughFew: SCHOOL,
  }),
  teachers: columns.integer({
    zh: "专任教师数",
    en: "Full-time teachers",
    aliases: ["教师数"],
    indexed: true,
    unit: "人",
    shownThoughFew: SCHOOL,
  }),
  floorSquareMetres: columns.decimal({
    zh: "校舍面积（平方米）",
    en: "Floor area",
    aliases: ["校舍面积"],
    scale: 2,
    unit: "平方米",
  }),
  hasSchoolBus: columns.boolean({
    storedAs: "schoolBus",
    zh: "校车",
    en: "Whether it has a school bus",
    aliases: ["是否有校车"],
    indexed: true,
  }),
};

export type SchoolCells = CellsOf<typeof schoolColumns>;
