/** What stands above a column. */
import type { ColumnHead } from "./format.js";

export function headerOf({ field, zh }: ColumnHead, withCodes: boolean): string {
  return withCodes ? field : zh;
}
