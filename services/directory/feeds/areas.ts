/**
 * The district and its towns and sub-districts. Source: GB/T 2260 and the statistical codes of 2016 (domain
 * 03 §9), the first nine digits.
 */
import { columns, defineFeed, type CodeList } from "#kit";
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
  },
  key: ["code"],
  naturalKeys: ["code"],
  departments: () => departments,
  order: { field: "code", descending: false },
  search: { title: ["name"], text: ["otherNames", "code"] },
  rules: [
    {
      code: "AREA_CODE",
      severity: "ERROR",
      text: {
        zh: "区划代码应为6位或9位数字，且以上级区划代码开头。请核对后重新报送。",
        en: "An area code has 6 or 9 digits and begins with the code above.",
      },
      check: ({ code, parentCode }) =>
        /^\d{6}(?:\d{3})?$/.test(code) && (parentCode === null || code.startsWith(parentCode))
          ? []
          : [{ field: "code" }],
    },
  ],
});
