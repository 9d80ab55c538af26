/** 招生结果: the columns of the file. */
import { columns, HIDDEN_AS_FEW, HIDDEN_WITH_FEW, isFew, type CellsOf, type Mask } from "#kit";
import { schoolCode } from "../school-code.js";

const admittedFew: Mask = { ...HIDDEN_AS_FEW, when: ({ admitted }, context) => isFew(admitted, context) };

/** Those from elsewhere follow from the pupils of the catchment. */
const catchmentFew: Mask = {
  ...HIDDEN_WITH_FEW,
  when: ({ admitted, fromCatchment }, context) =>
    [admitted, fromCatchment].some((count) => isFew(count, context)) ||
    (fromCatchment !== null && isFew(Number(admitted) - Number(fromCatchment), context)),
};

const migrantsFew: Mask = {
  ...HIDDEN_AS_FEW,
  when: ({ admitted, migrantChildren }, context) =>
    [admitted, migrantChildren].some((count) => isFew(count, context)),
};

export const admissionResultColumns = {
  year: columns.period("year", { zh: "年份", en: "Year", required: true, indexed: true }),
  schoolCode: schoolCode(),
  admitted: columns.integer({
    zh: "实际招生人数",
    en: "Pupils admitted",
    aliases: ["招生人数"],
    required: true,
    indexed: true,
    unit: "人",
    show: admittedFew,
  }),
  fromCatchment: columns.integer({
    zh: "其中本片区",
    en: "From its catchment",
    aliases: ["本片区"],
    unit: "人",
    show: catchmentFew,
  }),
  migrantChildren: columns.integer({
    zh: "随迁子女",
    en: "Children of migrant workers",
    aliases: ["其中随迁子女"],
    unit: "人",
    show: migrantsFew,
  }),
};

export type AdmissionResultCells = CellsOf<typeof admissionResultColumns>;
