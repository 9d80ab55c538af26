/** The formats of files as the graph names them. */
import type { CodeList } from "#kit";
import { FORMATS } from "../formats/index.js";

export const formats: CodeList = {
  name: "FileFormat",
  title: { zh: "文件格式", en: "Format of a file" },
  codes: Object.entries(FORMATS).map(([ending, { title }]) => ({ name: ending.toUpperCase(), ...title })),
};
