/** 学校服务片区: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { admissionStages, parities, placeKinds } from "../code-lists.js";
import { schoolCode } from "../school-code.js";

export const schoolCatchmentColumns = {
  year: columns.period("year", { zh: "年份", en: "Year", required: true, indexed: true }),
  schoolCode: schoolCode(),
  stage: columns.code(admissionStages, {
    zh: "学段",
    en: "Stage",
    aliases: ["招生学段"],
    required: true,
    indexed: true,
  }),
  placeKind: columns.code(placeKinds, {
    zh: "类型",
    en: "Kind of place",
    aliases: ["片区类型"],
    required: true,
    indexed: true,
  }),
  placeName: columns.text({
    scan: false,
    zh: "名称",
    en: "Name of the place",
    aliases: ["片区名称", "地名"],
    required: true,
    maxLength: 100,
    indexed: true,
    example: "示例路",
  }),
  numberFrom: columns.integer({ zh: "门牌起", en: "First house number", aliases: ["门牌号起"] }),
  numberTo: columns.integer({ zh: "门牌止", en: "Last house number", aliases: ["门牌号止"] }),
  parity: columns.code(parities, { zh: "单双号", en: "Odd or even numbers" }),
  isShared: columns.boolean({ storedAs: "shared", zh: "多校划片", en: "Whether several schools serve it" }),
};

export type SchoolCatchmentCells = CellsOf<typeof schoolCatchmentColumns>;
