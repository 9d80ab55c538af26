/**
 * Wording that bars people from a post without need (《就业促进法》第三章；人社部等九部门 2019 年通知). Data: whoever reviews
 * decides.
 */
export const DISCRIMINATING_WORDS: readonly RegExp[] = [
  /限男|只招男|男性优先|仅限男/,
  /限女|只招女|女性优先|仅限女/,
  /\d{2}岁以下|\d{2}周岁以下|年龄不超过/,
  /已婚|未婚|已育|未育/,
  /本地户口|京籍|限.{0,4}户籍/,
  /乙肝|残疾人?除外|无传染病史/,
  /属相|星座|身高.{0,6}以上|五官端正|相貌/,
];

/** The first word found, or null. */
export function findDiscrimination(text: string): string | null {
  for (const word of DISCRIMINATING_WORDS) {
    const found = word.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return null;
}
