/**
 * The district and its towns and sub-districts. Source: GB/T 2260 and the statistical codes of 2016 (domain
 * 03 §9), the first nine digits.
 */
import { columns, defineFeed, type CodeList } from "#kit";
import { areaRules, areaSetRules } from "../rules/area-rules.js";
import { departments } from "./departments.js";

const kinds: CodeList = {
  name: "AreaKind",
  title: { zh: "区划类别", en: "Kind of area" },
  codes: [
    { name: "DISTRICT", zh: "区", en: "District" },
    { name: "SUB_DISTRICT", zh: "街道", en: "Sub-district" },
    {
      name: "ETHNIC_TOWNSHIP",
      zh: "地区（民族乡）",
      en: "Area (ethnic township)",
      aliases: ["地区", "民族乡"],
    },
    { name: "TOWN", zh: "镇", en: "Town" },
  ],
};

export const areas = defineFeed({
  id: "directory.areas",
  edition: "2016",
  title: { zh: "区划", en: "Areas" },
  description: {
    zh: "密云区及其二十个镇、街道和地区。",
    en: "Miyun District and its twenty towns, sub-districts and areas.",
  },
  type: "Area",
  plural: "areas",
  lead: "zwfwj",
  submitters: "lead",
  legalBases: [{ title: "GB/T 2260 中华人民共和国行政区划代码" }],
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: {
    code: columns.text({
      zh: "区划代码",
      en: "Code",
      required: true,
      maxLength: 9,
      indexed: true,
      example: "110118101",
    }),
    name: columns.text({
      zh: "名称",
      en: "Name",
      aliases: ["区划名称"],
      required: true,
      maxLength: 50,
      indexed: true,
      example: "溪翁庄镇",
    }),
    kind: columns.code(kinds, { zh: "类别", en: "Kind", required: true, indexed: true }),
    parentCode: columns.text({
      zh: "上级区划代码",
      en: "Code of the area above",
      maxLength: 9,
      indexed: true,
      example: "110118",
    }),
    otherNames: columns.text({
      zh: "别名",
      en: "Other names, joined by 、",
      maxLength: 200,
      example: "溪翁庄",
    }),
    boundary: columns.text({
      scan: false,
      zh: "四至范围",
      en: "Boundary: what lies to the east, south, west and north",
      maxLength: 500,
      example: "东至示例水库，南至示例路，西至示例山，北至示例沟",
    }),
    neighbourCodes: columns.text({
      zh: "相邻区划代码",
      en: "Codes of neighbouring areas, joined by 、",
      maxLength: 300,
      example: "110118102、110118106",
    }),
  },
  key: ["code"],
  naturalKeys: ["code"],
  departments: () => departments,
  order: { field: "code", descending: false },
  search: { title: ["name"], text: ["otherNames", "code"] },
  rules: areaRules,
  setRules: areaSetRules,
});
