/** 招生结果: what a row of the file holds. */
import { columns, type CellsOf } from "#kit";
import { schoolCode } from "../school-code.js";

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
  }),
  fromCatchment: columns.integer({
    zh: "其中本片区",
    en: "From its catchment",
    aliases: ["本片区"],
    unit: "人",
  }),
  migrantChildren: columns.integer({
    zh: "随迁子女",
    en: "Children of migrant workers",
    aliases: ["其中随迁子女"],
    unit: "人",
  }),
};

export type AdmissionResultCells = CellsOf<typeof admissionResultColumns>;
