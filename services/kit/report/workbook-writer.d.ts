/** The library's stream writer without the rest of it, which takes several times as long to load. */
declare module "exceljs/lib/stream/xlsx/workbook-writer.js" {
  import exceljs from "exceljs";
  export default exceljs.stream.xlsx.WorkbookWriter;
}
