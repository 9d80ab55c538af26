/** The process that converts one old workbook: the bytes come as a message, the answer goes back as one. */
import { toXlsx } from "./to-xlsx.js";

process.once("message", (bytes: Uint8Array) => {
  process.send?.(toXlsx(bytes), () => process.disconnect?.());
});
