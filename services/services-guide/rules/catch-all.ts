/**
 * Words that leave open what is asked for: conditions and materials may not have them (优化营商环境条例, 北京市优化营商环境条例
 * art. 29).
 */
const CATCH_ALL =
  /其他(?:材料|资料|证明|文件|条件|要求|情形)|有关(?:材料|资料|证明|文件|条件|规定的?材料)|相关(?:材料|资料|证明|文件|条件)/;

/** The first of them; null when there is none. */
export function findCatchAll(text: string): string | null {
  return CATCH_ALL.exec(text)?.[0] ?? null;
}
