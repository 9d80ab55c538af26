/**
 * Codes of items. Their make-up (18 characters of credit code, one digit of level, 12 of basic code) is what
 * platforms show; the standard itself (GB/T 39554.1) was not read, so that a code of another form is pointed
 * out and not refused.
 */
import type { ServiceItemCells } from "./columns/items.js";

const CATALOG_LENGTH = 12;
const TASK_LENGTH = 31;

/** What rows of other feeds call the item by. */
export function itemCodeOf({
  taskCode,
  handleItemCode,
}: Pick<ServiceItemCells, "taskCode" | "handleItemCode">): string {
  return handleItemCode ?? taskCode;
}

/** What is odd about the codes of an item, in both languages; null when nothing is. */
export function codeFault({
  taskCode,
  catalogCode,
  organUscc,
}: Pick<ServiceItemCells, "taskCode" | "catalogCode" | "organUscc">): {
  readonly problem: string;
  readonly problemEn: string;
} | null {
  if (catalogCode.length !== CATALOG_LENGTH)
    return {
      problem: `基本编码为${catalogCode.length}位`,
      problemEn: `the basic code has ${catalogCode.length} characters`,
    };
  if (taskCode.length !== TASK_LENGTH)
    return { problem: `填写的是${taskCode.length}位`, problemEn: `it has ${taskCode.length} characters` };
  if (!taskCode.startsWith(organUscc))
    return { problem: "开头不是实施主体的代码", problemEn: "it does not begin with the organ's code" };
  return taskCode.endsWith(catalogCode)
    ? null
    : { problem: "末尾不是基本编码", problemEn: "it does not end with the basic code" };
}
