/** The process that marks one workbook: the job comes as a message, the bytes go back as one. */
import { markWorkbook, type MarkJob } from "./mark-workbook.js";

process.once("message", (job: MarkJob) => {
  // A failure ends the process without an answer, which is one: the workbook is copied instead
  markWorkbook(job).then(
    (bytes) => process.send?.(bytes, () => process.disconnect?.()),
    () => process.exit(1),
  );
});
