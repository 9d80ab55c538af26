/** The kit of what reads packages of XML files, light enough for a process that does nothing else. */
export { READ_LIMITS } from "./read/refusals.js";
export { openArchive, type Archive } from "./read/xlsx/archive.js";
export { readXml, type XmlHandlers } from "./read/xlsx/read-xml.js";
export { spool } from "./read/xlsx/spool.js";
