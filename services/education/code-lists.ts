/** Code lists of education (domain 05). */
import type { CodeList } from "#kit";

export const stages: CodeList = {
  name: "SchoolStage",
  title: { zh: "学段", en: "Stage" },
  codes: [
    { name: "KINDERGARTEN", zh: "幼儿园", en: "Kindergarten" },
    { name: "PRIMARY", zh: "小学", en: "Primary school" },
    { name: "JUNIOR_MIDDLE", zh: "初中", en: "Junior middle school" },
    { name: "NINE_YEAR", zh: "九年一贯制", en: "Nine-year school" },
    { name: "SENIOR_MIDDLE", zh: "高中", en: "Senior middle school" },
    { name: "COMPLETE_MIDDLE", zh: "完全中学", en: "Junior and senior middle school" },
    { name: "TWELVE_YEAR", zh: "十二年一贯制", en: "Twelve-year school" },
    {
      name: "VOCATIONAL",
      zh: "中等职业学校",
      en: "Vocational school",
      aliases: ["职业", "职业学校", "中职", "职业高中"],
    },
    { name: "SPECIAL", zh: "特殊教育", en: "Special education", aliases: ["特教"] },
  ],
};

/** The stages that a plan or a catchment is for. */
export const admissionStages: CodeList = {
  name: "AdmissionStage",
  title: { zh: "招生学段", en: "Stage of admission" },
  codes: [
    { name: "PRIMARY_ENTRY", zh: "小学", en: "Primary school", aliases: ["小学入学"] },
    { name: "JUNIOR_ENTRY", zh: "初中", en: "Junior middle school", aliases: ["初中入学", "小升初"] },
    { name: "KINDERGARTEN_ENTRY", zh: "幼儿园", en: "Kindergarten", aliases: ["入园"] },
  ],
};

export const schoolOwnerships: CodeList = {
  name: "SchoolOwnership",
  title: { zh: "办学性质", en: "Who runs it" },
  codes: [
    { name: "PUBLIC_SCHOOL", zh: "公办", en: "Public" },
    { name: "PRIVATE_SCHOOL", zh: "民办", en: "Private" },
  ],
};

export const inclusions: CodeList = {
  name: "KindergartenInclusion",
  title: { zh: "普惠性", en: "Whether a kindergarten is inclusive" },
  codes: [
    { name: "INCLUSIVE", zh: "普惠", en: "Inclusive", aliases: ["普惠性"] },
    { name: "NOT_INCLUSIVE", zh: "非普惠", en: "Not inclusive", aliases: ["非普惠性"] },
  ],
};

export const entryModes: CodeList = {
  name: "SchoolEntryMode",
  title: { zh: "入学方式", en: "How pupils are placed" },
  codes: [
    { name: "ONE_SCHOOL", zh: "单校划片", en: "One school to a place" },
    { name: "SEVERAL_SCHOOLS", zh: "多校划片", en: "Several schools to a place" },
    { name: "LOT", zh: "派位", en: "By lot", aliases: ["电脑派位", "摇号"] },
    { name: "BOARDING", zh: "寄宿", en: "Boarding" },
    { name: "REGISTRATION", zh: "登记入学", en: "By registration" },
    { name: "DIRECT_PROMOTION", zh: "对口直升", en: "From a primary school to its junior school" },
  ],
};

export const placeKinds: CodeList = {
  name: "CatchmentPlaceKind",
  title: { zh: "片区类型", en: "Kind of place" },
  codes: [
    { name: "COMMUNITY", zh: "社区", en: "Community" },
    { name: "VILLAGE", zh: "村", en: "Village", aliases: ["行政村"] },
    { name: "ESTATE", zh: "小区", en: "Housing estate" },
    { name: "ROAD", zh: "道路", en: "Road", aliases: ["街路"] },
  ],
};

export const parities: CodeList = {
  name: "HouseNumberParity",
  title: { zh: "单双号", en: "Odd or even numbers" },
  codes: [
    { name: "ODD", zh: "单号", en: "Odd", aliases: ["单"] },
    { name: "EVEN", zh: "双号", en: "Even", aliases: ["双"] },
    { name: "BOTH", zh: "全部", en: "Both", aliases: ["单双", "单双号", "不限"] },
  ],
};

export const constructionKinds: CodeList = {
  name: "PreschoolProjectKind",
  title: { zh: "建设性质", en: "Kind of building" },
  codes: [
    { name: "NEW_BUILDING", zh: "新建", en: "New" },
    { name: "EXTENSION", zh: "改扩建", en: "Rebuilt or extended", aliases: ["改建", "扩建"] },
  ],
};
