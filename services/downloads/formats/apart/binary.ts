/** The formats that a thread writes. */
import type { BinaryFormat } from "../format.js";

export const parquet: BinaryFormat = {
  kind: "binary",
  writer: "parquet",
  title: { zh: "Parquet 文件", en: "Apache Parquet" },
  mediaType: "application/vnd.apache.parquet",
  usualCodes: true,
};

export const xlsx: BinaryFormat = {
  kind: "binary",
  writer: "workbook",
  title: { zh: "Excel 工作簿", en: "Excel workbook" },
  mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  usualCodes: false,
};
